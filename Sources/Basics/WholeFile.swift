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
    let exists = stat(PathBytes.bytes(path), &status) == 0
    guard !exists || status.st_mode & S_IFMT == S_IFREG else {
      return try append(bytes, to: open(PathBytes.bytes(path), O_WRONLY | O_CLOEXEC))
    }
    let target = exists ? resolved(path) : path
    // A name that nobody else draws. The system gives a new file the rights that the user lets new files have.
    let part = "\(target).\(String(UInt32.random(in: .min ... .max), radix: 36)).part"
    let descriptor = open(PathBytes.bytes(part), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw refusal }
    // Those of an old file stay, whatever the user lets new ones have.
    if exists { fchmod(descriptor, status.st_mode & 0o777) }
    do throws(Refusal) {
      try append(bytes, to: descriptor)
      guard rename(PathBytes.bytes(part), PathBytes.bytes(target)) == 0 else { throw refusal }
    } catch {
      unlink(PathBytes.bytes(part))
      throw error
    }
  }

  private static var refusal: Refusal { Refusal(reason: String(cString: strerror(errno))) }

  private static func resolved(_ path: String) -> String {
    guard let found = realpath(PathBytes.bytes(path), nil) else { return path }
    defer { free(found) }
    return PathBytes.text(found)
  }

  /// Closes the descriptor.
  private static func append(_ bytes: [UInt8], to descriptor: Int32) throws(Refusal) {
    guard descriptor >= 0 else { throw refusal }
    guard Descriptor.write(bytes, to: descriptor) else {
      let refusal = refusal
      close(descriptor)
      throw refusal
    }
    // A disk over a network may say so late that it is full.
    guard close(descriptor) == 0 else { throw refusal }
  }
}
