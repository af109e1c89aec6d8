import Glibc

/// Files that are written whole or not at all: under a temporary name beside the old one, which stays until the new one is there.
package enum WholeFile {
  /// Why a file was not written, in the system's words.
  package struct Refusal: Error, Hashable { package let reason: String }

  /// Devices and pipes are written as they are; through a link the file that it names is written.
  ///
  /// - Throws: ``Refusal``; what was there is as before then.
  package static func write(_ bytes: [UInt8], to path: String) throws(Refusal) {
    var status = stat()
    let exists = stat(path, &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      return try append(bytes, to: open(path, O_WRONLY | O_CLOEXEC))
    }
    let target = exists ? resolved(path) : path
    var template = (target + ".XXXXXX.part").utf8CString.map { $0 }
    let descriptor = mkstemps(&template, Int32(".part".utf8.count))
    guard descriptor >= 0 else { throw refusal }
    let part = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    do throws(Refusal) {
      // As a file is made that nobody has set rights for.
      let mask = umask(0)
      umask(mask)
      fchmod(descriptor, exists ? status.st_mode & 0o777 : 0o666 & ~mask)
      try append(bytes, to: descriptor)
      guard rename(part, target) == 0 else { throw refusal }
    } catch {
      unlink(part)
      throw error
    }
  }

  private static var refusal: Refusal { Refusal(reason: String(cString: strerror(errno))) }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(path, nil) else { return path }
    defer { free(found) }
    return String(cString: found)
  }

  /// Closes the descriptor.
  private static func append(_ bytes: [UInt8], to descriptor: Int32) throws(Refusal) {
    guard descriptor >= 0 else { throw refusal }
    var place = 0
    while place < bytes.count {
      let written = bytes.withUnsafeBytes { raw in
        Glibc.write(descriptor, raw.baseAddress.map { $0 + place }, raw.count - place)
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let refusal = refusal
        close(descriptor)
        throw refusal
      }
      place += written
    }
    // A disk over a network may say so late that it is full.
    guard close(descriptor) == 0 else { throw refusal }
  }
}
