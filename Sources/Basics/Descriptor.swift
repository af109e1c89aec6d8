import Glibc

/// An open file by its number.
package enum Descriptor {
  /// Takes the places of standard input, output and error where they are closed, or the next file that is opened would be
  /// written to as one of them. Reading and writing fail there as before.
  package static func occupyStandardPlaces() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
      // The lowest free number is given, which is this one.
      _ = open("/dev/null", descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY)
    }
  }

  /// Whether it is open for reading.
  package static func canBeRead(_ descriptor: Int32) -> Bool {
    let flags = fcntl(descriptor, F_GETFL)
    return flags >= 0 && flags & O_ACCMODE != O_WRONLY
  }

  /// Standard output or error where it is that file; else nil.
  package static func standard(of file: stat) -> Int32? {
    [STDOUT_FILENO, STDERR_FILENO].first { descriptor in
      var status = stat()
      return fstat(descriptor, &status) == 0 && status.isOfFile(file)
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
