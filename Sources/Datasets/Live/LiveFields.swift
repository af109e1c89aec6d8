/// The fields of one line of a stream: what stands between separators, or between blanks.
struct LiveFields: Sendable {
  private(set) var ranges: [Range<Int>] = []
  /// Fixed by the first line that held a value, so that a comma in a later remark changes nothing.
  var separator: UInt8?
  /// A comma is part of a number and separates nothing.
  var hasDecimalComma = false

  static let blank: UInt8 = 0x20
  static let comma: UInt8 = 0x2C

  static func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Cuts the line; the ranges leave out blanks and quotes around a field.
  mutating func cut(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    ranges.removeAll(keepingCapacity: true)
    let mark = separator ?? guess(bytes, line)
    if mark == Self.blank { cutAtBlanks(bytes, line) } else { cutAt(mark, bytes, line) }
  }

  /// Tab, semicolon or comma, whichever there is first in this order; else blanks.
  func guess(_ bytes: Span<UInt8>, _ line: Range<Int>) -> UInt8 {
    var found = Self.blank
    for index in line {
      switch bytes[index] {
      case 0x09: return 0x09
      case 0x3B: found = 0x3B
      case Self.comma where found == Self.blank && !hasDecimalComma: found = Self.comma
      default: continue
      }
    }
    return found
  }

  /// How many fields there are between marks, without regard to quotes.
  static func count(_ mark: UInt8, _ bytes: Span<UInt8>, _ line: Range<Int>) -> Int {
    1 + line.count { bytes[$0] == mark }
  }

  private mutating func cutAtBlanks(_ bytes: Span<UInt8>, _ line: Range<Int>) {
    var index = line.lowerBound
    while index < line.upperBound {
      while index < line.upperBound, Self.isBlank(bytes[index]) { index += 1 }
      let start = index
      while index < line.upperBound, !Self.isBlank(bytes[index]) { index += 1 }
      if index > start { ranges.append(start..<index) }
    }
  }

  private mutating func cutAt(_ mark: UInt8, _ bytes: Span<UInt8>, _ line: Range<Int>) {
    var start = line.lowerBound
    var isQuoted = false
    for index in line {
      if bytes[index] == 0x22 { isQuoted.toggle() }
      if bytes[index] == mark, !isQuoted {
        ranges.append(Self.trimmed(bytes, start..<index))
        start = index + 1
      }
    }
    ranges.append(Self.trimmed(bytes, start..<line.upperBound))
  }

  private static func trimmed(_ bytes: Span<UInt8>, _ field: Range<Int>) -> Range<Int> {
    var (start, end) = (field.lowerBound, field.upperBound)
    while start < end, isBlank(bytes[start]) { start += 1 }
    while end > start, isBlank(bytes[end - 1]) { end -= 1 }
    if end - start >= 2, bytes[start] == 0x22, bytes[end - 1] == 0x22 { (start, end) = (start + 1, end - 1) }
    return start..<end
  }
}
