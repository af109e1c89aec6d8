/// A number that stands beside its name within a line: `time=12.3 ms`, `"us": 3`, `3.1 us`.
enum LivePairs {
  /// The number that belongs to `name` in the line, nil where there is none. A number behind the name, after `=` or `:`,
  /// comes first; then one before it, as `top` writes them.
  static func number(
    named name: [UInt8], _ bytes: Span<UInt8>, _ line: Range<Int>, _ parser: NumberParser
  ) -> Double? {
    guard !name.isEmpty, line.count > name.count else { return nil }
    var before: Double?
    var index = line.lowerBound
    while index + name.count <= line.upperBound {
      guard isWord(name, at: index, bytes, line) else {
        index += 1
        continue
      }
      if let value = following(index + name.count, bytes, line, parser) { return value }
      if before == nil { before = preceding(index, bytes, line, parser) }
      index += name.count
    }
    return before
  }

  /// Whether the name stands there, and is not a part of a longer word.
  private static func isWord(_ name: [UInt8], at index: Int, _ bytes: Span<UInt8>, _ line: Range<Int>) -> Bool {
    for offset in name.indices where bytes[index + offset] != name[offset] { return false }
    let end = index + name.count
    let isFirst = index == line.lowerBound || !isLetter(bytes[index - 1])
    return isFirst && (end == line.upperBound || !isLetter(bytes[end]))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte) || byte == 0x5F
      || byte >= 0x80
  }

  private static func following(
    _ end: Int, _ bytes: Span<UInt8>, _ line: Range<Int>, _ parser: NumberParser
  ) -> Double? {
    var index = end
    var hasMark = false
    while index < line.upperBound {
      let byte = bytes[index]
      if byte == 0x3D || byte == 0x3A { hasMark = true }
      guard byte == 0x3D || byte == 0x3A || byte == 0x22 || LiveFields.isBlank(byte) else { break }
      index += 1
    }
    guard hasMark, index < line.upperBound, case .number(let value) = parser.read(bytes, &index) else { return nil }
    return value
  }

  private static func preceding(
    _ start: Int, _ bytes: Span<UInt8>, _ line: Range<Int>, _ parser: NumberParser
  ) -> Double? {
    var end = start
    while end > line.lowerBound, LiveFields.isBlank(bytes[end - 1]) || bytes[end - 1] == 0x25 { end -= 1 }
    var first = end
    while first > line.lowerBound, !LiveFields.isBlank(bytes[first - 1]),
      bytes[first - 1] != LiveFields.comma || parser.decimal == LiveFields.comma
    {
      first -= 1
    }
    var index = first
    guard first < end, case .number(let value) = parser.read(bytes, &index), index == end else { return nil }
    return value
  }
}
