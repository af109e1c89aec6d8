/// A text of JSON where it stands, between its quotes.
struct JSONText {
  let range: Range<Int>
  /// Backslashes stand in it; all of them begin an escape that there is.
  let hasEscapes: Bool

  /// What a letter behind a backslash means; other marks mean themselves.
  private static let controls: [UInt8: UInt8] = [
    UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A, UInt8(ascii: "r"): 0x0D,
    UInt8(ascii: "t"): 0x09,
  ]
  private static let marks: Set<UInt8> = Set("\"\\/".utf8)

  /// How many bytes the escape at a backslash takes; nil where it is none.
  static func escape(_ bytes: Span<UInt8>, at place: Int) -> Int? {
    let mark = bytes[place + 1]
    guard mark == UInt8(ascii: "u") else { return controls[mark] != nil || marks.contains(mark) ? 2 : nil }
    return unit(bytes, at: place) == nil ? nil : 6
  }

  /// The bytes of UTF-8 that it stands for; half a pair of surrogates becomes �.
  func plain(_ bytes: Span<UInt8>) -> [UInt8] {
    var plain: [UInt8] = []
    plain.reserveCapacity(range.count)
    var place = range.lowerBound
    while place < range.upperBound {
      guard bytes[place] == UInt8(ascii: "\\") else {
        plain.append(bytes[place])
        place += 1
        continue
      }
      if let first = Self.unit(bytes, at: place) {
        place += 6
        var value = first
        if 0xD800..<0xDC00 ~= first, place < range.upperBound, let second = Self.unit(bytes, at: place),
          0xDC00..<0xE000 ~= second
        {
          value = 0x10000 + (first - 0xD800) << 10 + (second - 0xDC00)
          place += 6
        }
        plain += (Unicode.Scalar(value) ?? "\u{FFFD}").utf8
      } else {
        plain.append(Self.controls[bytes[place + 1]] ?? bytes[place + 1])
        place += 2
      }
    }
    return plain
  }

  /// The number of `\u00e9`; nil where no such escape stands.
  private static func unit(_ bytes: Span<UInt8>, at place: Int) -> UInt32? {
    guard bytes[place] == UInt8(ascii: "\\"), bytes[place + 1] == UInt8(ascii: "u") else { return nil }
    var value: UInt32 = 0
    for index in place + 2..<place + 6 {
      let byte = bytes[index]
      switch byte {
      case 0x30...0x39: value = value << 4 | UInt32(byte - 0x30)
      case 0x41...0x46, 0x61...0x66: value = value << 4 | UInt32((byte | 0x20) - 0x57)
      default: return nil
      }
    }
    return value
  }
}
