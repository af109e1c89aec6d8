import Glibc

/// A file read in order through one buffer, which grows only for records that do not fit.
///
/// `bytes[end]` and the bytes behind it are line ends, so that a scan stops there without asking.
struct ByteSource: ~Copyable {
  /// No record is longer than this, in bytes, unless a test says otherwise.
  static let usualRecordLimit = 8 << 20
  private static let firstCapacity = 256 << 10
  private static let padding = 16

  let path: String
  let recordLimit: Int
  /// The file's size when it was opened.
  let size: Int
  private let descriptor: Int32
  private(set) var bytes: [UInt8]
  private(set) var end = 0
  /// Nothing follows in the file.
  private(set) var isLast = false
  /// Offset in the file of `bytes[0]`.
  private(set) var offset = 0

  init(path: String, recordLimit: Int = usualRecordLimit) throws(DatasetError) {
    self.recordLimit = recordLimit
    let shown = Clean.text(path, limit: 300)
    // Without O_NONBLOCK the opening of a pipe would wait for a writer.
    descriptor = path.utf8.contains(0) ? -1 : Glibc.open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    guard descriptor >= 0 else {
      throw errno == ENOENT || errno == ENOTDIR || path.utf8.contains(0)
        ? .missing(path: shown) : .unreadable(path: shown, reason: Self.reason(errno))
    }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.fail(descriptor, shown) }
    switch status.st_mode & S_IFMT {
    case S_IFREG: break
    case S_IFDIR:
      close(descriptor)
      throw .isDirectory(path: shown)
    default:
      close(descriptor)
      throw .unreadable(path: shown, reason: "it is a device or a pipe, not a file")
    }
    self.path = shown
    size = Int(status.st_size)
    bytes = [UInt8](repeating: 0x0A, count: min(Self.firstCapacity, size + 1) + Self.padding)
  }

  deinit { close(descriptor) }

  private static func reason(_ code: Int32) -> String { String(cString: strerror(code)) }

  private static func fail(_ descriptor: Int32, _ path: String) -> DatasetError {
    let code = errno
    close(descriptor)
    return .unreadable(path: path, reason: reason(code))
  }

  /// Whether a line ends within the buffer: without one no record is complete, unless the file ends too.
  func holdsLineEnd(from start: Int) -> Bool {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress, start < end else { return false }
      return memchr(base + start, 0x0A, end - start) != nil || memchr(base + start, 0x0D, end - start) != nil
    }
  }

  /// Moves the bytes from `position` on to the front and reads behind them; doubles the buffer where it is full.
  ///
  /// - Returns: false where nothing could be added: at the end of the file, or because the record limit is reached.
  mutating func fill(from position: Int) throws(DatasetError) -> Bool {
    let kept = max(0, end - position)
    if position > 0, kept > 0 { bytes.replaceSubrange(0..<kept, with: bytes[position..<end]) }
    offset += end - kept
    end = kept
    if !isLast, end == capacity {
      guard capacity < recordLimit else { return false }
      bytes.append(contentsOf: repeatElement(0x0A, count: capacity))
    }
    while !isLast, end < capacity {
      let limit = capacity - end
      let start = end
      let count = bytes.withUnsafeMutableBytes { Glibc.read(descriptor, $0.baseAddress.map { $0 + start }, limit) }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
      if count == 0 { isLast = true }
      end += count
      // What the file held when it was opened is read; a file that grows meanwhile is not followed.
      if offset + end >= size { isLast = true }
    }
    for index in end..<min(end + Self.padding, bytes.count) { bytes[index] = 0x0A }
    return end > kept
  }

  /// All bytes of the file, whatever its size.
  consuming func wholeFile() throws(DatasetError) -> [UInt8] {
    try rewind()
    var whole = [UInt8](repeating: 0, count: size)
    var filled = 0
    while filled < size {
      let start = filled
      let count = whole.withUnsafeMutableBytes { bytes in
        Glibc.read(descriptor, bytes.baseAddress.map { $0 + start }, bytes.count - start)
      }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw .unreadable(path: path, reason: "it became shorter while it was read") }
      filled += count
    }
    return whole
  }

  private var capacity: Int { bytes.count - Self.padding }

  /// Back to the beginning of the file.
  mutating func rewind() throws(DatasetError) {
    guard lseek(descriptor, 0, SEEK_SET) == 0 else { throw .unreadable(path: path, reason: Self.reason(errno)) }
    end = 0
    offset = 0
    isLast = false
  }
}
