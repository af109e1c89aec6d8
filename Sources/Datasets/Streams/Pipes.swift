import Glibc
import Synchronization

/// Pipes, whose bytes come once: they are gathered in memory, so that they can be read as often as a file.
enum Pipes {
  /// Tells one pipe from another.
  struct Key: Hashable {
    private let device: UInt
    private let node: UInt

    init(_ status: stat) {
      device = UInt(status.st_dev)
      node = UInt(status.st_ino)
    }
  }

  /// What was gathered so far, for whoever opens the same pipe again.
  private static let known = Mutex<[Key: Int32]>([:])
  private static let chunk = 1 << 20
  /// How often an observer is asked while nothing comes, in ms.
  private static let patience: Int32 = 100

  /// A descriptor of all that `pipe` gives until its end, and the size of that.
  static func gathered(
    _ pipe: Int32, _ key: Key, path: String, observer: ReadObserver?
  ) throws(DatasetError) -> (descriptor: Int32, size: Int) {
    if let earlier = known.withLock({ $0[key] }) { return try copy(earlier, path) }
    // A name of our own that is given back immediately, so that nothing is left behind.
    let name = "/grainscope-\(getpid())-\(UInt32.random(in: .min ... .max))"
    let memory = shm_open(name, O_RDWR | O_CREAT | O_EXCL, 0o600)
    guard memory >= 0 else { throw .unreadable(path: path, reason: FileStream.reason(errno)) }
    shm_unlink(name)
    do throws(DatasetError) {
      try pour(pipe, into: memory, path, observer)
    } catch {
      close(memory)
      throw error
    }
    known.withLock { $0[key] = memory }
    return try copy(memory, path)
  }

  private static func copy(_ descriptor: Int32, _ path: String) throws(DatasetError) -> (Int32, Int) {
    var status = stat()
    let copied = fcntl(descriptor, F_DUPFD_CLOEXEC, 3)
    guard copied >= 0, fstat(copied, &status) == 0 else {
      throw .unreadable(path: path, reason: FileStream.reason(errno))
    }
    return (copied, Int(status.st_size))
  }

  private static func pour(
    _ pipe: Int32, into memory: Int32, _ path: String, _ observer: ReadObserver?
  ) throws(DatasetError) {
    var buffer = [UInt8](repeating: 0, count: chunk)
    var total = 0
    while true {
      var event = pollfd(fd: pipe, events: Int16(POLLIN), revents: 0)
      let ready = poll(&event, 1, observer == nil ? -1 : patience)
      if let observer, !observer(ReadProgress(bytesRead: total, bytesTotal: 0, rows: 0)) { throw .stopped(path: path) }
      guard ready > 0 else { continue }
      let taken = buffer.withUnsafeMutableBytes { Glibc.read(pipe, $0.baseAddress, $0.count) }
      if taken < 0, errno == EINTR || errno == EAGAIN { continue }
      guard taken >= 0 else { throw .unreadable(path: path, reason: FileStream.reason(errno)) }
      guard taken > 0 else { return }
      // Where its beginning is none of data, its end is not waited for: there may be none.
      if total == 0, OtherFormat.isNothingKnown(buffer[..<taken]) {
        throw .binary(path: path, offset: buffer.firstIndex(of: 0) ?? 0)
      }
      total += taken
      guard total <= MemorySense.inputLimit else {
        throw .tooMuch(path: path, limit: MemorySense.inputLimit, reason: Words.pipeInMemory)
      }
      try append(buffer, taken, to: memory, path)
    }
  }

  private static func append(
    _ bytes: [UInt8], _ count: Int, to memory: Int32, _ path: String
  ) throws(DatasetError) {
    var written = 0
    while written < count {
      let more = bytes.withUnsafeBytes { Glibc.write(memory, $0.baseAddress.map { $0 + written }, count - written) }
      if more < 0, errno == EINTR { continue }
      guard more > 0 else { throw .unreadable(path: path, reason: FileStream.reason(errno)) }
      written += more
    }
  }
}
