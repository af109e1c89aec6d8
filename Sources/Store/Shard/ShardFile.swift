import Glibc

/// A shard open for appending. Each line is one write, so that a process that is killed leaves whole lines; what it had
/// begun to write when the machine stopped is cut off by whoever appends next.
final class ShardFile {
  let path: String
  private let descriptor: Int32
  private let encoder = ShardLine.Encoder()
  /// Whether a line was written since the last ``settle()``.
  private var isUnsettled = false
  /// Bytes of whole lines.
  private var length: Int64

  var isEmpty: Bool { length == 0 }

  /// Who else may write into it meanwhile.
  enum Sharing {
    /// Nobody, as long as it is open: a run's own shard belongs to the process that trains it.
    case none
    /// Whoever waits for its turn.
    case inTurns
  }

  /// Opens or creates the file and takes its lock, which the system takes back when the process ends however it ends.
  ///
  /// - Throws: ``StoreError``; ``StoreError/isTrained(_:)`` where another process holds it.
  init(_ path: String, _ sharing: Sharing, of run: StoreID) throws(StoreError) {
    self.path = path
    descriptor = open(path, O_RDWR | O_CREAT | O_APPEND | O_CLOEXEC, 0o644)
    guard descriptor >= 0 else { throw .unwritable(path: path, reason: Disk.reason) }
    length = 0
    switch sharing {
    case .none:
      // Who lists the store holds the lock for a moment, to see whether the run is trained.
      var attempts = 20
      while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
        let isHeld = errno == EWOULDBLOCK || errno == EINTR
        attempts -= 1
        guard isHeld, attempts > 0 else {
          let error = isHeld ? StoreError.isTrained(run.text) : .unwritable(path: path, reason: Disk.reason)
          throw error
        }
        usleep(10_000)
      }
    case .inTurns:
      while flock(descriptor, LOCK_EX) != 0 {
        guard errno == EINTR else { throw .unwritable(path: path, reason: Disk.reason) }
      }
    }
    try cutTornLine()
  }

  deinit { close(descriptor) }

  /// Of several lines none is there without the others.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``; the file is as before then.
  func append(_ lines: ShardLine...) throws(StoreError) {
    var bytes: [UInt8] = []
    for line in lines { bytes += try encoder.bytes(line) }
    let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if written == bytes.count {
      length += Int64(written)
      isUnsettled = true
      return
    }
    let refusal = written < 0 ? Disk.reason : String(cString: strerror(ENOSPC))
    // Half a line in the middle would make all that follows unreadable.
    ftruncate(descriptor, off_t(length))
    throw .unwritable(path: path, reason: refusal)
  }

  /// Onto the disk, so that it outlives a loss of power.
  func settle() {
    if isUnsettled { fdatasync(descriptor) }
    isUnsettled = false
  }

  private func cutTornLine() throws(StoreError) {
    let bytes = try Disk.bytes(of: path) ?? []
    let end = bytes.lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? 0
    length = Int64(end)
    if end < bytes.count, ftruncate(descriptor, off_t(end)) != 0 {
      throw .unwritable(path: path, reason: Disk.reason)
    }
  }

  /// Whether a process holds the file as its own.
  static func isHeld(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    return flock(descriptor, LOCK_SH | LOCK_NB) != 0 && errno == EWOULDBLOCK
  }
}
