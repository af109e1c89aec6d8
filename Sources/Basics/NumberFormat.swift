/// Numbers as text, without a library: fixed decimals so that they don't dance, a true minus sign, spaces between
/// thousands. A NaN is a dash.
package enum NumberFormat {
  package enum Grouping: Hashable, Sendable {
    case none
    /// A space between thousands, one column wide in every terminal.
    case space
  }

  package enum Sign: Hashable, Sendable {
    case minus
    /// `+` before positive numbers.
    case always
  }

  /// As `0.0312` with 4 decimals; halves round away from zero. Numbers of more than fifteen digits take the exponent form.
  package static func fixed(
    _ value: Double, decimals: Int, grouping: Grouping = .none, sign: Sign = .minus, ascii: Bool = false
  ) -> String {
    guard value.isFinite else { return special(value, ascii) }
    let places = min(max(0, decimals), 15)
    let scaled = (abs(value) * Elementary.tenTo(places)).rounded(.toNearestOrAwayFromZero)
    guard scaled < 1e15 else { return significant(value, digits: 6, ascii: ascii) }
    let digits = Int(scaled)
    let unit = Int(Elementary.tenTo(places))
    var text = signText(isNegative: value < 0 && digits > 0, isZero: digits == 0, sign, ascii)
    text += grouped(UInt(digits / unit), grouping)
    if places > 0 {
      let fraction = String(digits % unit)
      text += "." + String(repeating: "0", count: places - fraction.utf8.count) + fraction
    }
    return text
  }

  /// The decimals by which values that lie within `spread` of each other can be told apart to three digits.
  package static func decimals(forSpread spread: Double) -> Int {
    guard spread.isFinite, spread > 0 else { return 0 }
    return min(max(0, 2 - Int(Elementary.log10(spread).rounded(.down))), 12)
  }

  /// A value with the digits by which its column's values differ, where they differ by little beside their size; nil where
  /// they differ by enough for any other form. Whole numbers stay whole.
  package static func distinguishing(_ value: Double, spread: Double) -> String? {
    guard value.magnitude < 0x1p53, isNarrow(spread, beside: value) else { return nil }
    if value == value.rounded(), spread == spread.rounded() { return integer(Int(value)) }
    return fixed(value, decimals: decimals(forSpread: spread), grouping: .space)
  }

  /// Whether the spread of values is so small beside their size that four digits would show them as one.
  package static func isNarrow(_ spread: Double, beside size: Double) -> Bool {
    spread > 0 && spread < size.magnitude * 1e-3
  }

  /// So many significant digits: `0.0312`, `12.4`, `2310`, `1.2e-7`.
  package static func significant(_ value: Double, digits: Int = 3, ascii: Bool = false) -> String {
    guard value.isFinite else { return special(value, ascii) }
    guard value != 0 else { return "0" }
    let count = max(1, digits)
    let exponent = decimalExponent(value, digits: count)
    if exponent >= -4, exponent < 15 {
      return fixed(value, decimals: max(0, count - 1 - exponent), ascii: ascii)
    }
    let (rounded, power) = roundedDigits(abs(value), count)
    let mantissa = rounded.count == 1 ? rounded : "\(rounded.prefix(1)).\(rounded.dropFirst())"
    return signText(isNegative: value < 0, isZero: false, .minus, ascii) + mantissa + "e\(power)"
  }

  /// As `34 055`.
  package static func integer(
    _ value: Int, grouping: Grouping = .space, sign: Sign = .minus, ascii: Bool = false
  ) -> String {
    signText(isNegative: value < 0, isZero: value == 0, sign, ascii) + grouped(value.magnitude, grouping)
  }

  /// With a letter for thousands: `950`, `24.3k`, `1.20M`, `3.40G`.
  package static func short(_ value: Double, digits: Int = 3, ascii: Bool = false) -> String {
    guard value.isFinite else { return special(value, ascii) }
    guard value != 0 else { return "0" }
    let exponent = decimalExponent(value, digits: digits)
    guard exponent >= 3 else {
      return exponent < -3
        ? significant(value, digits: digits, ascii: ascii)
        : fixed(value, decimals: max(0, digits - 1 - max(0, exponent)), ascii: ascii)
    }
    let letters = ["k", "M", "G", "T", "P"]
    let group = min(letters.count, exponent / 3)
    let scaled = value / Elementary.tenTo(3 * group)
    return fixed(scaled, decimals: max(0, digits - 1 - (exponent - 3 * group)), ascii: ascii) + letters[group - 1]
  }

  /// A whole number as short as `short` makes it: `950`, `24.3k`.
  package static func shortCount(_ value: Int, digits: Int = 3) -> String {
    value.magnitude < 1000 ? integer(value) : short(Double(value), digits: digits)
  }

  /// A whole number with zeros before it, as `07`.
  package static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(value.magnitude)
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }

  /// Exact and as short as it can be: `1e-3`, `0.01`, `0.5`, `5e-4`, `2`.
  package static func exact(_ value: Double, ascii: Bool = false) -> String {
    guard value.isFinite else { return special(value, ascii) }
    guard value != 0 else { return "0" }
    let (digits, exponent) = shortestDigits(abs(value))
    let sign = signText(isNegative: value < 0, isZero: false, .minus, ascii)
    let scientific =
      (digits.count == 1 ? digits : "\(digits.prefix(1)).\(digits.dropFirst())") + "e\(exponent)"
    guard exponent >= -15, exponent < 15 else { return sign + scientific }
    let plain: String
    if exponent < 0 {
      plain = "0." + String(repeating: "0", count: -exponent - 1) + digits
    } else if digits.count <= exponent + 1 {
      plain = digits + String(repeating: "0", count: exponent + 1 - digits.count)
    } else {
      plain = "\(digits.prefix(exponent + 1)).\(digits.dropFirst(exponent + 1))"
    }
    let isBetterShort = exponent < 0 ? scientific.count < plain.count : exponent >= 6
    return sign + (isBetterShort ? scientific : plain)
  }

  /// As `−0.5 %` from −0.005.
  package static func percent(
    _ fraction: Double, decimals: Int = 0, sign: Sign = .minus, ascii: Bool = false
  ) -> String {
    fixed(fraction * 100, decimals: decimals, sign: sign, ascii: ascii) + (fraction.isNaN ? "" : " %")
  }

  /// As `512 B`, `1.20 MB`.
  package static func bytes(_ count: Int) -> String {
    guard count >= 1000 else { return "\(count) B" }
    let text = short(Double(count))
    return "\(text.dropLast()) \(text.suffix(1))B"
  }

  /// Without the zeros that end a decimal fraction: `1.50` is `1.5`, and `2.00` is `2`.
  package static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}

extension NumberFormat {
  private static func special(_ value: Double, _ ascii: Bool) -> String {
    if value.isNaN { return ascii ? "-" : "–" }
    return (value < 0 ? (ascii ? "-" : "−") : "") + (ascii ? "inf" : "∞")
  }

  private static func signText(isNegative: Bool, isZero: Bool, _ sign: Sign, _ ascii: Bool) -> String {
    if isNegative { return ascii ? "-" : "−" }
    return sign == .always && !isZero ? "+" : ""
  }

  private static func grouped(_ value: UInt, _ grouping: Grouping) -> String {
    guard grouping == .space, value >= 1000 else { return String(value) }
    let rest = String(value % 1000)
    return grouped(value / 1000, grouping) + " " + String(repeating: "0", count: 3 - rest.utf8.count) + rest
  }

  /// The power of ten of the first digit, after rounding to `digits`.
  private static func decimalExponent(_ value: Double, digits: Int) -> Int {
    let size = abs(value)
    var exponent = Elementary.decimalExponent(value)
    // Beyond these no power of ten is a number that can be divided by.
    guard exponent - digits > -300, exponent < 300 else { return roundedDigits(size, digits).exponent }
    let unit = Elementary.tenTo(exponent - digits + 1)
    if (size / unit).rounded(.toNearestOrAwayFromZero) >= Elementary.tenTo(digits) { exponent += 1 }
    return exponent
  }

  /// So many digits of a positive number, with zeros behind where its decimal has fewer, and the power of ten of the first; halves of the
  /// shortest decimal round away from zero. From its digits, as no factor scales all of the range without loss.
  private static func roundedDigits(_ value: Double, _ count: Int) -> (digits: String, exponent: Int) {
    let (shortest, exponent) = shortestDigits(value)
    var digits = shortest.utf8.map { Int($0) - 0x30 }
    guard digits.count > count else {
      // A subnormal number has no more digits than these.
      let zeros = value < .leastNormalMagnitude ? 0 : count - digits.count
      return (shortest + String(repeating: "0", count: zeros), exponent)
    }
    let roundsUp = digits[count] >= 5
    digits.removeLast(digits.count - count)
    guard roundsUp else { return (digits.map(String.init).joined(), exponent) }
    var place = count - 1
    while place >= 0, digits[place] == 9 {
      digits[place] = 0
      place -= 1
    }
    if place >= 0 {
      digits[place] += 1
      return (digits.map(String.init).joined(), exponent)
    }
    return ("1" + String(repeating: "0", count: count - 1), exponent + 1)
  }

  /// The shortest digits that stand for exactly this number, and the power of ten of the first.
  private static func shortestDigits(_ value: Double) -> (digits: String, exponent: Int) {
    let parts = value.description.split(separator: "e")
    var exponent = parts.count > 1 ? Int(parts[1]) ?? 0 : 0
    let number = parts[0].split(separator: ".", omittingEmptySubsequences: false)
    var digits = String(number[0]) + (number.count > 1 ? String(number[1]) : "")
    exponent += number[0].count - 1
    while digits.count > 1, digits.hasPrefix("0") {
      digits.removeFirst()
      exponent -= 1
    }
    while digits.count > 1, digits.hasSuffix("0") { digits.removeLast() }
    return (digits, exponent)
  }
}
