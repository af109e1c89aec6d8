import Basics
import Glibc

/// A file as it lies on disk, or a pipe's bytes once they were gathered.
final class FileStream: ByteStream {
  /// Fit to be shown.
  let path: String
  /// The size when it was opened; what is added meanwhile is not followed.
  let fileSize: Int
  private let descriptor: Int32
  /// Where the next bytes are read.
  var position = 0

  var knownLength: Int? { fileSize }
  var lengthBound: Int { fileSize }

  /// - Parameters:
  ///   - path: `-` is standard input.
  ///   - observer: called while a pipe is gathered.
  init(path: String, observer: ReadObserver? = nil) throws(DatasetError) {
    let shown = StandardInput.isMeant(by: path) ? StandardInput.label : Clean.text(PathBytes.shown(path), limit: 300)
    self.path = shown
    let opened = try Self.open(path, shown)
    do throws(DatasetError) {
      (descriptor, fileSize) = try Self.regular(opened, shown, observer)
    } catch {
      close(opened)
      throw error
    }
    if descriptor != opened { close(opened) }
    if !StandardInput.isMeant(by: path) { InputFiles.note(path) }
  }

  deinit { close(descriptor) }

  func read(into bytes: inout [UInt8], at start: Int, count: Int) throws(DatasetError) -> Int {
    let wanted = min(count, fileSize - position, bytes.count - start)
    guard wanted > 0 else { return 0 }
    while true {
      let taken = bytes.withUnsafeMutableBytes { raw in
        pread(descriptor, raw.baseAddress.map { $0 + start }, wanted, off_t(position))
      }
      if taken < 0, errno == EINTR { continue }
      guard taken >= 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
      position += taken
      return taken
    }
  }

  func rewind() { position = 0 }

  static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func open(_ path: String, _ shown: String) throws(DatasetError) -> Int32 {
    if StandardInput.isMeant(by: path) {
      let copy = dup(STDIN_FILENO)
      guard Descriptor.canBeRead(copy) else { throw .unreadable(path: shown, reason: Words.inputClosed) }
      return copy
    }
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    let opened = path.utf8.contains(0) ? -1 : Glibc.open(PathBytes.bytes(path), O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard opened >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR || path.utf8.contains(0)
        ? .missing(path: shown) : .unreadable(path: shown, reason: reason(errno))
    }
    return opened
  }

  /// The descriptor of something with a size: the file itself, or what a pipe held.
  private static func regular(
    _ descriptor: Int32, _ shown: String, _ observer: ReadObserver?
  ) throws(DatasetError) -> (descriptor: Int32, size: Int) {
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path: shown, reason: reason(errno)) }
    switch status.st_mode & S_IFMT {
    // What the kernel makes up as it is read, as in /proc, says that it has no bytes.
    case S_IFREG where status.st_size == 0 && holdsBytes(descriptor):
      return try Pipes.gathered(descriptor, Pipes.Key(status), path: shown, observer: observer)
    case S_IFREG: return (descriptor, Int(status.st_size))
    case S_IFDIR: throw .isDirectory(path: shown)
    case S_IFIFO, S_IFSOCK:
      return try Pipes.gathered(descriptor, Pipes.Key(status), path: shown, observer: observer)
    default:
      guard isatty(descriptor) == 0 else {
        throw .otherFormat(
          path: shown, format: Words.aTerminal, remedy: Words.aTerminalRemedy)
      }
      throw .unreadable(path: shown, reason: Words.aDevice)
    }
  }

  private static func holdsBytes(_ descriptor: Int32) -> Bool {
    var byte: UInt8 = 0
    return pread(descriptor, &byte, 1, 0) > 0
  }
}

/// `-` in place of a path.
package enum StandardInput {
  package static var label: String { Words.standardInput }
  package static func isMeant(by path: String) -> Bool { path == "-" }
}
