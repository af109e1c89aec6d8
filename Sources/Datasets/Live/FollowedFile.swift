import Basics
import Glibc

/// A file that grows: what stands in it, then what is appended. One that is cut short is read from its beginning, and one
/// that takes the place of another, as logs are rotated, is followed from then on.
package final class FollowedFile: LiveSource {
  package let label: String
  private let path: String
  private var file: Int32
  private var position = 0
  private var identity: Pipes.Key
  /// Whether it was said that the file is gone: that is said once.
  private var isGone = false

  package let descriptor: Int32? = nil
  package let interval = 250

  /// - Throws: ``LiveError``.
  package init(path: String) throws(LiveError) {
    self.path = path
    let shown = Clean.text(PathBytes.shown(path), limit: 300)
    label = Clean.text(
      PathBytes.shown(path.split(separator: "/").last.map(String.init) ?? path), limit: 120)
    guard let (descriptor, status) = Self.open(path) else {
      throw errno == ENOENT || errno == ENOTDIR
        ? .missing(path: shown) : .unreadable(path: shown, reason: FileStream.reason(errno))
    }
    file = descriptor
    identity = Pipes.Key(status)
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw .notAStream(
        path: shown, what: status.st_mode & S_IFMT == S_IFDIR ? Words.liveFolder : Words.liveNoOrdinaryFile)
    }
    InputFiles.note(path)
  }

  deinit { close(file) }

  package func read(into bytes: inout [UInt8]) throws(LiveError) -> LivePiece {
    let taken = bytes.withUnsafeMutableBytes { pread(file, $0.baseAddress, $0.count, off_t(position)) }
    if taken < 0, errno == EINTR { return .nothing }
    guard taken >= 0 else {
      throw .unreadable(path: Clean.text(PathBytes.shown(path), limit: 300), reason: FileStream.reason(errno))
    }
    position += taken
    return taken > 0 ? .bytes(taken) : lookForChange()
  }

  /// The file at its end: was it cut, or did another take its name?
  private func lookForChange() -> LivePiece {
    var status = stat()
    if fstat(file, &status) == 0, Int(status.st_size) < position {
      position = 0
      return .restarted(Words.liveShortened(name: label))
    }
    guard let (descriptor, found) = Self.open(path) else {
      defer { isGone = true }
      return isGone ? .nothing : .restarted(Words.liveGone(name: label))
    }
    let key = Pipes.Key(found)
    guard key != identity, found.st_mode & S_IFMT == S_IFREG else {
      close(descriptor)
      isGone = false
      return .nothing
    }
    close(file)
    (file, identity, position, isGone) = (descriptor, key, 0, false)
    return .restarted(Words.liveReplaced(name: label))
  }

  private static func open(_ path: String) -> (Int32, stat)? {
    let descriptor = Glibc.open(PathBytes.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    var status = stat()
    guard descriptor >= 0 else { return nil }
    guard fstat(descriptor, &status) == 0 else {
      close(descriptor)
      return nil
    }
    return (descriptor, status)
  }
}
