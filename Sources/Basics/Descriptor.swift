import Glibc

/// An open file by its number.
package enum Descriptor {
  /// Writes all bytes, in as many calls as it takes.
  ///
  /// - Returns: whether all were taken; else `errno` says why not.
  package static func write(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var place = 0
    while place < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress.map { $0 + place }, raw.count - place)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { return false }
      place += written
    }
    return true
  }
}
