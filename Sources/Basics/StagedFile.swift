import Glibc

/// A file under a temporary name beside the one that it will have: what stands there stays until the new one is whole.
package struct StagedFile {
  /// What temporary names end in.
  package static let ending = ".part"

  private let part: String
  private let target: String

  /// Writes the bytes.
  ///
  /// - Parameters:
  ///   - rights: of the file; nil for those that the user lets new files have.
  ///   - isSettled: waits until it is on the disk.
  /// - Throws: ``FileRefusal``; nothing is left behind then.
  package init(_ bytes: [UInt8], for target: String, rights: mode_t? = nil, isSettled: Bool) throws(FileRefusal) {
    self.target = target
    var descriptor: Int32
    var name: String
    // A name that nobody else has, also not on another machine that shares the folder, and no link that lies in wait there.
    repeat {
      name = "\(target).\(String(UInt32.random(in: .min ... .max), radix: 36))\(Self.ending)"
      descriptor = open(PathBytes.bytes(name), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o666)
    } while descriptor < 0 && errno == EEXIST
    guard descriptor >= 0 else { throw .system }
    part = name
    let isWritten =
      Descriptor.write(bytes, to: descriptor) && (rights.map { fchmod(descriptor, $0) == 0 } ?? true)
      && (!isSettled || fsync(descriptor) == 0)
    let refusal = FileRefusal.system
    // A disk over a network may say so late that it is full.
    let isClosed = close(descriptor) == 0
    guard isWritten, isClosed else {
      let late = FileRefusal.system
      discard()
      throw isWritten ? late : refusal
    }
  }

  /// Gives it its name, in place of what has that name now.
  ///
  /// - Throws: ``FileRefusal``; nothing of the new file is left then.
  package func place() throws(FileRefusal) {
    guard rename(PathBytes.bytes(part), PathBytes.bytes(target)) != 0 else { return }
    let refusal = FileRefusal.system
    discard()
    throw refusal
  }

  /// Takes it away again.
  package func discard() { _ = unlink(PathBytes.bytes(part)) }

  /// Puts the entries of a file's folder onto the disk, so that a new name in it outlives a loss of power.
  package static func settle(folderOf path: String) {
    let folder = path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
    let descriptor = open(PathBytes.bytes(folder), O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { return }
    fsync(descriptor)
    close(descriptor)
  }
}
