import Glibc

/// A file that grows by whole lines, such as a journal, and has one writer at a time.
///
/// What a program that was killed had begun to write is cut off by whoever appends next. Devices and pipes are written as they are.
package final class AppendedFile {
  package let path: String
  private let descriptor: Int32
  /// Bytes of whole lines; nil of what has no length, as a pipe.
  private var length: Int64?
  /// Whether anything was written since the last ``settle()``.
  private var isUnsettled = false

  package var isEmpty: Bool { length == 0 }

  /// Who else may write into it meanwhile.
  package enum Sharing {
    /// Nobody, as long as it is open.
    case none
    /// Whoever waits for its turn.
    case inTurns
  }

  /// What may stand in it already.
  package enum Beginning {
    case nothing
    case lines
  }

  package enum Refusal: Error, Hashable {
    /// Somebody else writes into it.
    case isHeld
    case file(FileRefusal)

    package var reason: String {
      switch self {
      case .isHeld: Words.fileIsHeld
      case .file(let refusal): refusal.reason
      }
    }
  }

  /// Opens or creates the file and takes its lock, which the system takes back when the process ends however it ends.
  ///
  /// - Throws: ``Refusal``; what was there is as before then.
  package init(_ path: String, _ sharing: Sharing, after beginning: Beginning) throws(Refusal) {
    self.path = path
    do throws(FileRefusal) {
      // The store itself only goes on with what it has begun.
      if case .nothing = beginning { try OutputPlace.checkIsForeign(path) }
      if case .regular(let status) = try FileRefusal.Place(path) {
        guard !InputFiles.contain(status) else { throw FileRefusal(Words.fileIsInput) }
        if case .nothing = beginning, status.st_size > 0, !Self.isHeld(path) {
          throw FileRefusal(Words.fileNotEmpty)
        }
      }
      descriptor = open(PathBytes.bytes(path), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0o666)
      guard descriptor >= 0 else { throw .system }
    } catch { throw .file(error) }
    // Also of an object whose making is given up the descriptor is closed.
    try begin(sharing, beginning)
  }

  deinit { close(descriptor) }

  private func begin(_ sharing: Sharing, _ beginning: Beginning) throws(Refusal) {
    do throws(FileRefusal) {
      var status = stat()
      guard fstat(descriptor, &status) == 0 else { throw .system }
      guard case .regular = try FileRefusal.Place.of(status) else { return }
    } catch { throw .file(error) }
    try lock(sharing)
    do throws(FileRefusal) {
      // Only now does nobody else change it.
      let end = try Self.endOfLines(path)
      length = end.whole
      switch beginning {
      case .nothing:
        guard end.all == 0 else { throw FileRefusal(Words.fileNotEmpty) }
      case .lines:
        guard end.all == end.whole || ftruncate(descriptor, off_t(end.whole)) == 0 else { throw .system }
      }
    } catch { throw .file(error) }
  }

  private func lock(_ sharing: Sharing) throws(Refusal) {
    // Who looks whether it is held holds the lock for a moment.
    var attempts = 20
    while flock(descriptor, sharing == .none ? LOCK_EX | LOCK_NB : LOCK_EX) != 0 {
      let isHeld = errno == EWOULDBLOCK || errno == EINTR
      guard isHeld else { throw .file(.system) }
      attempts -= sharing == .none ? 1 : 0
      guard attempts > 0 else { throw .isHeld }
      if sharing == .none { usleep(10_000) }
    }
  }

  /// Of several lines none is there without the others.
  ///
  /// - Throws: ``FileRefusal``; the file is as before then.
  package func append(_ bytes: [UInt8]) throws(FileRefusal) {
    try checkIsThere()
    guard Descriptor.write(bytes, to: descriptor) else {
      let refusal = FileRefusal.system
      // Half a line in the middle would be taken for damage.
      if let length { _ = ftruncate(descriptor, off_t(length)) }
      throw refusal
    }
    length = length.map { $0 + Int64(bytes.count) }
    isUnsettled = true
  }

  /// Sees whether anything of the file is left when it is closed: somebody may have removed it, and writing goes on as if it were there.
  ///
  /// - Throws: ``FileRefusal``.
  package func checkIsThere() throws(FileRefusal) {
    var status = stat()
    // What is no file has no name to lose.
    guard length != nil else { return }
    guard fstat(descriptor, &status) == 0 else { throw .system }
    guard status.st_nlink > 0 else { throw FileRefusal(Words.fileRemoved) }
  }

  /// Onto the disk, so that it outlives a loss of power.
  ///
  /// - Throws: ``FileRefusal`` where the disk says so late that it cannot.
  package func settle() throws(FileRefusal) {
    defer { isUnsettled = false }
    // What is no file has no disk.
    guard isUnsettled, length != nil, fdatasync(descriptor) != 0 else { return }
    throw .system
  }

  /// Bytes of the file, and of its whole lines.
  private static func endOfLines(_ path: String) throws(FileRefusal) -> (all: Int64, whole: Int64) {
    let bytes = try RegularFile.bytes(of: path) ?? []
    return (Int64(bytes.count), Int64(bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0))
  }

  /// Whether somebody holds the file as its own.
  package static func isHeld(_ path: String) -> Bool {
    let descriptor = open(PathBytes.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
