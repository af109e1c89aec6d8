import Glibc

/// Text of another encoding as UTF-8, by the C library's iconv.
final class TranscodingStream: ByteStream {
  private let upstream: any ByteStream
  private let converter: iconv_t
  private var input = [UInt8](repeating: 0, count: 64 << 10)
  private var taken = 0
  private var filled = 0
  /// Places that the encoding does not allow; each became �.
  private(set) var invalidPlaces = 0

  /// The least bytes to ask for: some characters become several, six bytes together, and none may be left waiting.
  static let room = 16
  private static let replacement: [UInt8] = [0xEF, 0xBF, 0xBD]

  var position: Int { upstream.position }
  var fileSize: Int { upstream.fileSize }
  var knownLength: Int? { nil }
  /// No encoding has characters that take more than three times the bytes in UTF-8.
  var lengthBound: Int { upstream.lengthBound * 4 }

  /// - Throws: ``DatasetError/unknownEncoding(name:)`` where the C library does not know it.
  init(_ upstream: any ByteStream, from encoding: TextEncoding) throws(DatasetError) {
    guard let converter = encoding.converter() else { throw .unknownEncoding(name: encoding.label) }
    self.converter = converter
    self.upstream = upstream
  }

  deinit { iconv_close(converter) }

  func read(into bytes: inout [UInt8], at start: Int, count: Int) throws(DatasetError) -> Int {
    let end = min(start + count, bytes.count)
    var target = start
    while target == start, end - target >= Self.room {
      if taken == filled { try refill() }
      guard filled > taken else { break }
      let cause = convert(into: &bytes, &target, end)
      if cause == EINVAL {
        let before = filled - taken
        try refill()
        // The text ends within a character.
        if filled - taken == before { replace(into: &bytes, &target, before) }
      } else if cause == EILSEQ ? end - target >= 3 : cause != 0 && target == start {
        replace(into: &bytes, &target, 1)
      }
    }
    return target - start
  }

  /// Moves what is left to the front and reads behind it.
  private func refill() throws(DatasetError) {
    let left = filled - taken
    if taken > 0, left > 0 { input.replaceSubrange(0..<left, with: input[taken..<filled]) }
    taken = 0
    filled = left
    filled += try upstream.read(into: &input, at: left, count: input.count - left)
  }

  private func replace(into bytes: inout [UInt8], _ target: inout Int, _ count: Int) {
    for byte in Self.replacement {
      bytes[target] = byte
      target += 1
    }
    invalidPlaces += 1
    taken += count
  }

  /// - Returns: 0, or the error number that says why it stopped.
  private func convert(into bytes: inout [UInt8], _ target: inout Int, _ end: Int) -> Int32 {
    let from = taken
    let to = target
    let limit = filled
    var cause: Int32 = 0
    input.withUnsafeMutableBytes { source in
      bytes.withUnsafeMutableBytes { output in
        var next = source.baseAddress.map { ($0 + from).assumingMemoryBound(to: CChar.self) }
        var left = limit - from
        var place = output.baseAddress.map { ($0 + to).assumingMemoryBound(to: CChar.self) }
        var room = end - to
        if iconv(converter, &next, &left, &place, &room) == -1 { cause = errno }
        taken = limit - left
        target = end - room
      }
    }
    return cause
  }

  func rewind() throws(DatasetError) {
    try upstream.rewind()
    iconv(converter, nil, nil, nil, nil)
    taken = 0
    filled = 0
    invalidPlaces = 0
  }
}
