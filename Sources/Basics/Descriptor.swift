import Glibc

/// An open file by its number.
package enum Descriptor {
  /// Puts something in the place of a standard stream that is closed, which the next file to be opened would take: what is meant
  /// for standard output would be written into it.
  package static func reserveStandard() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // For reading alone: what is written to it is refused.
      _ = open("/dev/null", O_RDONLY)
    }
  }

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
