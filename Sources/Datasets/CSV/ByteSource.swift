import Glibc

/// A stream of text read in order through one buffer, which grows only for records that do not fit.
///
/// `bytes[end]` and the bytes behind it are line ends, so that a scan stops there without asking.
struct ByteSource: ~Copyable {
  /// No record is longer than this, in bytes, unless a test says otherwise.
  static let usualRecordLimit = 8 << 20
  private static let firstCapacity = 256 << 10
  private static let padding = 16

  let path: String
  let recordLimit: Int
  /// What the text was written in; `bytes` are UTF-8.
  let encoding: TextEncoding
  let isCompressed: Bool
  private let stream: any ByteStream
  private(set) var bytes: [UInt8]
  private(set) var end = 0
  /// Nothing follows in the stream.
  private(set) var isLast = false
  /// Offset in the stream of `bytes[0]`.
  private(set) var offset = 0

  init(
    _ content: FileContent, encoding: TextEncoding? = nil, recordLimit: Int = usualRecordLimit
  ) throws(DatasetError) {
    let (stream, encoding) = try content.text(encoding)
    self.init(
      stream, path: content.path, encoding: encoding, isCompressed: content.isCompressed, recordLimit: recordLimit)
  }

  /// Text that a stream makes of another source's.
  init(_ stream: any ByteStream, madeOf other: borrowing ByteSource) {
    self.init(
      stream, path: other.path, encoding: other.encoding, isCompressed: other.isCompressed,
      recordLimit: other.recordLimit)
  }

  private init(
    _ stream: any ByteStream, path: String, encoding: TextEncoding, isCompressed: Bool, recordLimit: Int
  ) {
    self.recordLimit = recordLimit
    self.path = path
    self.isCompressed = isCompressed
    self.encoding = encoding
    self.stream = stream
    let wanted = stream.knownLength.map { $0 + 1 } ?? Self.firstCapacity
    bytes = [UInt8](repeating: 0x0A, count: min(Self.firstCapacity, wanted) + Self.padding)
  }

  /// Bytes of the file on disk.
  var fileSize: Int { stream.fileSize }
  /// Bytes of the file on disk that were taken.
  var fileOffset: Int { stream.position }
  /// The most bytes that the whole text could have.
  var lengthBound: Int { stream.lengthBound }
  /// Places that the encoding does not allow, as far as the stream was read.
  var invalidPlaces: Int { stream.invalidPlaces }

  /// Whether a line ends within the buffer: without one no record is complete, unless the stream ends too.
  func holdsLineEnd(from start: Int) -> Bool {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress, start < end else { return false }
      return memchr(base + start, 0x0A, end - start) != nil || memchr(base + start, 0x0D, end - start) != nil
    }
  }

  /// Where the next line feed stands; nil where there is none in the buffer.
  func lineFeed(from start: Int) -> Int? {
    bytes.withUnsafeBytes { raw in
      guard let base = raw.baseAddress, start < end else { return nil }
      return memchr(base + start, 0x0A, end - start).map { UnsafeRawPointer($0) - base }
    }
  }

  /// Moves the bytes from `position` on to the front and reads behind them; doubles the buffer where it is full.
  ///
  /// - Returns: false where nothing could be added: at the end of the stream, or because the record limit is reached.
  mutating func fill(from position: Int) throws(DatasetError) -> Bool {
    let kept = max(0, end - position)
    if position > 0, kept > 0 { bytes.replaceSubrange(0..<kept, with: bytes[position..<end]) }
    offset += end - kept
    end = kept
    let least = stream.knownLength == nil ? TranscodingStream.room : 1
    if !isLast, capacity - end < least {
      guard capacity < recordLimit else { return false }
      bytes.append(contentsOf: repeatElement(0x0A, count: capacity))
    }
    while !isLast, capacity - end >= least {
      let count = try stream.read(into: &bytes, at: end, count: capacity - end)
      end += count
      if count == 0 { isLast = true }
      if let length = stream.knownLength, offset + end >= length { isLast = true }
    }
    for index in end..<min(end + Self.padding, bytes.count) { bytes[index] = 0x0A }
    return end > kept
  }

  private var capacity: Int { bytes.count - Self.padding }

  /// Back to the beginning of the stream.
  mutating func rewind() throws(DatasetError) {
    try stream.rewind()
    end = 0
    offset = 0
    isLast = false
  }
}
