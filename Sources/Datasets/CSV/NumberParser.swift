import Glibc

/// Reads decimal numbers as the nearest Double.
///
/// A number's digits become an integer w < 2⁶⁴ and a power of ten. Where both are exact in Double, their product or
/// quotient is rounded once and therefore right (Clinger 1990, How to read floating point numbers accurately); down
/// to 10⁻¹⁹ the same is done in 128-bit integers. The rest goes to `strtod`.
struct NumberParser {
  let decimal: UInt8
  /// 10⁰…10²², exact in Double.
  private let powers: [Double] = [
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20,
    1e21, 1e22,
  ]

  private static let infinity = Array("infinity".utf8)

  /// Below it every whole number is exact in Double, and none beyond it is rounded to less.
  static let wholeLimit = 0x1p53

  init(decimal: UInt8) { self.decimal = decimal }

  /// Whether `value` is not exactly the whole number that was written, as with identifiers of nineteen digits.
  func losesDigits(_ value: Double, of bytes: Span<UInt8>, _ cell: Range<Int>) -> Bool {
    guard value.magnitude >= Self.wholeLimit else { return false }
    let isSigned = bytes[cell.lowerBound] == 0x2D || bytes[cell.lowerBound] == 0x2B
    var (written, isTooLong): (UInt128, Bool) = (0, false)
    var hasMark = false
    for index in cell.lowerBound + (isSigned ? 1 : 0)..<cell.upperBound {
      let digit = bytes[index] &- 0x30
      // As 1234567890123456789.0: data frames write whole numbers so where some are missing.
      if hasMark, digit == 0 { continue }
      if !hasMark, bytes[index] == decimal {
        hasMark = true
        continue
      }
      guard digit <= 9, !hasMark else { return false }
      let (tens, overflow) = written.multipliedReportingOverflow(by: 10)
      let (sum, carry) = tens.addingReportingOverflow(UInt128(digit))
      isTooLong = isTooLong || overflow || carry
      written = sum
    }
    return isTooLong || UInt128(exactly: value.magnitude) != written
  }

  enum Outcome {
    case number(Double)
    /// Digits, but beyond the range of Double; or a word for infinity.
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
    // Signs of data have no pattern that a processor could foresee, so that no branch asks for them.
    let isNegative = bytes[cursor] == 0x2D
    cursor += isNegative || bytes[cursor] == 0x2B ? 1 : 0
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
    if digits <= 19, let value = exact(mantissa, exponent) {
      return .number(Double(bitPattern: value.bitPattern | (isNegative ? 1 << 63 : 0)))
    }
    return slow(bytes, start, cursor)
  }

  /// The double nearest to `mantissa · 10^exponent`; nil where only the C library can find it.
  @inline(__always)
  private func exact(_ mantissa: UInt64, _ exponent: Int) -> Double? {
    if exponent == 0 { return Double(mantissa) }
    if mantissa <= 1 << 53, exponent >= -22, exponent <= 22 {
      let whole = Double(mantissa)
      return exponent < 0 ? whole / powers[-exponent] : whole * powers[exponent]
    }
    return exponent >= -19 && exponent < 0 ? Self.quotient(mantissa, power: -exponent) : nil
  }

  /// The double nearest to `dividend / 10^power`, for a dividend above 0.
  private static func quotient(_ dividend: UInt64, power: Int) -> Double {
    var divisor: UInt64 = 1
    for _ in 0..<power { divisor *= 10 }
    // Both with their highest bit set, so that the quotient has 64 significant bits: 53 to keep, the rest to round by.
    let shift = divisor.leadingZeroBitCount - dividend.leadingZeroBitCount
    let (upper, lower) = (dividend << dividend.leadingZeroBitCount, divisor << divisor.leadingZeroBitCount)
    let isBelow = upper < lower
    let (digits, rest) = lower.dividingFullWidth(isBelow ? (upper, 0) : (upper >> 1, upper << 63))
    let (kept, cut) = (digits >> 11, digits & 0x7FF)
    let roundsUp = cut > 0x400 || cut == 0x400 && (rest != 0 || kept & 1 == 1)
    return Double(
      sign: .plus, exponent: shift - (isBelow ? 64 : 63) + 11, significand: Double(kept + (roundsUp ? 1 : 0)))
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
    let value = strtod(text, nil)
    return value.isFinite ? .number(value) : .outOfRange
  }
}
