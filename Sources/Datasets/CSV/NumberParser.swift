import Glibc

/// Reads decimal numbers as the nearest Float.
///
/// A number's digits become an integer w < 2⁶⁴ and a power of ten; w·10ᵉ in Double is within a few of its units in the
/// last place, so that rounding it to Float is right unless it lies that close to the middle between two Floats. Those
/// rare cases, and magnitudes near the ends of the range, go to `strtof`.
struct NumberParser {
  let decimal: UInt8
  /// 10⁰…10²², exact in Double.
  private let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static let infinity = Array("infinity".utf8)

  init(decimal: UInt8) { self.decimal = decimal }

  enum Outcome {
    case number(Float)
    /// Digits, but beyond the range of Float; or a word for infinity.
    case outOfRange
    case none
  }

  /// Reads the number that starts at `position` and moves `position` behind it; leaves it where there is none.
  ///
  /// The bytes must end in something that no number contains.
  @inline(__always)
  func read(_ bytes: Span<UInt8>, _ position: inout Int) -> Outcome {
    let start = position
    var cursor = position
    var isNegative = false
    if bytes[cursor] == 0x2D {
      isNegative = true
      cursor += 1
    } else if bytes[cursor] == 0x2B {
      cursor += 1
    }
    var mantissa: UInt64 = 0
    let wholeStart = cursor
    while true {
      let digit = bytes[cursor] &- 0x30
      guard digit <= 9 else { break }
      mantissa = mantissa &* 10 &+ UInt64(digit)
      cursor += 1
    }
    var digits = cursor - wholeStart
    var exponent = 0
    if bytes[cursor] == decimal {
      cursor += 1
      let fractionStart = cursor
      while true {
        let digit = bytes[cursor] &- 0x30
        guard digit <= 9 else { break }
        mantissa = mantissa &* 10 &+ UInt64(digit)
        cursor += 1
      }
      exponent = fractionStart - cursor
      digits -= exponent
    }
    guard digits > 0 else { return readWord(bytes, &position, at: wholeStart) }
    if bytes[cursor] | 0x20 == 0x65 { exponent += readExponent(bytes, &cursor) }
    position = cursor
    if digits <= 19 {
      if exponent == 0 { return .number(isNegative ? -Float(mantissa) : Float(mantissa)) }
      if exponent >= -22 && exponent <= 22 {
        let whole = Double(mantissa)
        let value = exponent < 0 ? whole / powers[-exponent] : whole * powers[exponent]
        if Self.roundsSafely(value) { return .number(isNegative ? -Float(value) : Float(value)) }
      }
    }
    return slow(bytes, start, cursor)
  }

  /// Whether a double that is off by up to 16 units in its last place rounds to the same Float as the exact number.
  @inline(__always)
  private static func roundsSafely(_ value: Double) -> Bool {
    // A Float keeps the upper 23 of 52 fraction bits; the middle between two Floats has the lower 29 at 2²⁸.
    let lower = value.bitPattern & 0x1FFF_FFFF
    return (lower &- 0x0FFF_FFF0 > 0x20 && value >= 0x1p-125 && value < 0x1p127) || value == 0
  }

  /// `e-7` behind the digits; leaves `cursor` where no exponent follows.
  private func readExponent(_ bytes: Span<UInt8>, _ cursor: inout Int) -> Int {
    var probe = cursor + 1
    let isNegative = bytes[probe] == 0x2D
    if isNegative || bytes[probe] == 0x2B { probe += 1 }
    var exponent = 0
    let first = probe
    while bytes[probe] &- 0x30 <= 9 {
      exponent = min(exponent * 10 + Int(bytes[probe] &- 0x30), 99_999)
      probe += 1
    }
    guard probe > first else { return 0 }
    cursor = probe
    return isNegative ? -exponent : exponent
  }

  /// `inf`, `infinity`: read as numbers by others, and refused with a reason here.
  private func readWord(_ bytes: Span<UInt8>, _ position: inout Int, at start: Int) -> Outcome {
    var length = 0
    while length < 8, bytes[start + length] | 0x20 == Self.infinity[length] { length += 1 }
    guard length == 3 || length == 8 else { return .none }
    position = start + length
    return .outOfRange
  }

  /// The C library's verdict on the digits from `start` to `end`.
  @inline(never)
  private func slow(_ bytes: Span<UInt8>, _ start: Int, _ end: Int) -> Outcome {
    var text: [CChar] = []
    text.reserveCapacity(end - start + 1)
    for index in start..<end {
      text.append(CChar(bitPattern: bytes[index] == decimal ? 0x2E : bytes[index]))
    }
    text.append(0)
    let value = strtof(text, nil)
    return value.isFinite ? .number(value) : .outOfRange
  }
}
