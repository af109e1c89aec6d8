import Basics

/// Numbers as the screen shows them: fixed decimals, groups of three, a real minus sign. Written without Foundation, so
/// that the first frame does not wait for it.
enum Numbers {
  /// Shown for a missing or not finite value.
  static let missing = "–"

  /// `value` with exactly `decimals` decimals, thousands apart by a space: `34 055.7`, `−0.50`.
  static func fixed(_ value: Double, _ decimals: Int, grouped: Bool = true) -> String {
    value.isFinite ? NumberFormat.fixed(value, decimals: decimals, grouping: grouped ? .space : .none) : missing
  }

  static func fixed(_ value: Float, _ decimals: Int) -> String { fixed(Double(value), decimals) }

  /// A score between about 0 and 10 in four columns: `0.61`, `1.03`, `12.4`.
  static func score(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    guard value.magnitude < 99_950 else { return rough(value) }
    return fixed(value, value.magnitude < 9.995 ? 2 : value.magnitude < 99.95 ? 1 : 0, grouped: false)
  }

  /// A loss to three significant digits, plain where that is short: `0.0312`, `1.24`, `3.1e-5`.
  static func loss(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    let isPlain = value == 0 || (0.0009995..<99_950).contains(value.magnitude)
    return isPlain ? NumberFormat.significant(value) : scientific(value)
  }

  static func loss(_ value: Float) -> String { loss(Double(value)) }

  /// In a unit of the target's: three significant digits, plain up to seven columns, so that one form serves a whole column:
  /// `36417` beside `141302`.
  static func measured(_ value: Double) -> String {
    value.isFinite && (99_950..<9_999_999.5).contains(value.magnitude) ? fixed(value, 0, grouped: false) : loss(value)
  }

  /// With an exponent, which must not be cut off, as `1.95…` of 1.95e18 looks like a good score: to two decimals where they
  /// fit into the columns, else to one digit.
  static func scientific(_ value: Double, width: Int) -> String {
    guard value.isFinite, value != 0 else { return value == 0 ? "0" : missing }
    let text = scientific(value)
    return text.count > width ? rough(value) : text
  }

  /// `2e18`: one digit and the exponent; `value` is finite and not 0.
  private static func rough(_ value: Double) -> String {
    let exponent = Elementary.decimalExponent(value)
    let digit = (value / Elementary.tenTo(exponent)).rounded()
    return digit.magnitude < 10 ? fixed(digit, 0) + "e\(exponent)" : fixed(digit / 10, 0) + "e\(exponent + 1)"
  }

  /// `1e-3`, `5e-4`, `2.54e-4`: the mantissa as short as it is exact to two decimals; `value` is finite and not 0.
  private static func scientific(_ value: Double) -> String {
    var exponent = Elementary.decimalExponent(value)
    var mantissa = (value / Elementary.tenTo(exponent) * 100).rounded() / 100
    if mantissa.magnitude >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return NumberFormat.trimmed(fixed(mantissa, 2)) + "e\(exponent)"
  }

  /// Three significant digits and a letter for thousands: `950`, `24.3k`, `1.20M`, `3.10G`; a count, without decimals
  /// below a thousand.
  static func amount(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    return value.magnitude < 999.5 ? fixed(value, 0) : NumberFormat.short(value)
  }

  static func amount(_ value: Int) -> String { amount(Double(value)) }

  /// `24 310`: digits in groups of three.
  static func group(_ value: Int) -> String { NumberFormat.integer(value) }

  /// A rate in three significant digits, so that its last places don't dance: `24 300`.
  static func rate(_ value: Double) -> String {
    guard value.isFinite, value > 0, value < 1e15 else { return "0" }
    if value < 99.5 { return fixed(value, value < 9.95 ? 1 : 0) }
    let unit = Elementary.tenTo(Elementary.decimalExponent(value) - 2)
    return group(Int((value / unit).rounded() * unit))
  }

  /// Time left or spent: `0:41`, `12:05`, `3:07:20`.
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 3_600_000 else { return missing }
    let whole = Int(seconds.rounded(.up))
    let minutes = whole / 60 % 60
    let hours = whole / 3600
    let rest = NumberFormat.padded(whole % 60, 2)
    return hours > 0 ? "\(hours):\(NumberFormat.padded(minutes, 2)):\(rest)" : "\(minutes):\(rest)"
  }

  /// A share in a fixed width of three columns: ` 4%`, `24%`; 100 stands only for the whole.
  static func percent(_ share: Double) -> String {
    guard share.isFinite else { return missing }
    let whole = min(max(Int(share * 100), 0), 100)
    return whole == 100 && share < 1 ? "99%" : "\(whole)%"
  }

  /// `80 %`, or `99.5 %` where it is not whole.
  static func share(_ share: Double) -> String {
    let percent = share * 100
    let isWhole = (percent - percent.rounded()).magnitude < 0.05
    return fixed(percent, isWhole || percent < 99 ? 0 : 1) + " %"
  }

  /// A share in three columns: `.93`, `1.0`.
  static func short(_ value: Double, decimals: Int) -> String {
    let text = fixed(value, decimals, grouped: false)
    return text.hasPrefix("0.") ? String(text.dropFirst()) : String(text.prefix(decimals + 1))
  }

  /// A factor between 0 and 1 as short as on a border: `.6`.
  static func short(_ value: Double) -> String {
    let text = shortDecimal(value)
    return text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }

  /// A learning rate to two digits: `3.2e-3`.
  static func learningRate(_ rate: Double) -> String {
    guard rate > 0, rate.isFinite else { return "0" }
    let exponent = Elementary.decimalExponent(rate)
    let digits = Int((rate / Elementary.tenTo(exponent - 1)).rounded())
    return shortDecimal(Double("\(digits)e\(exponent - 1)") ?? rate)
  }

  /// Decimals that show a column of such values to about six significant digits.
  static func decimals(forMagnitude largest: Double) -> Int {
    guard largest.isFinite, largest > 0 else { return 2 }
    switch Elementary.decimalExponent(largest) {
    case 5...: return 0
    case 3...4: return 1
    case 1...2: return 2
    case -1...0: return 3
    case let exponent: return min(2 - exponent, 8)
    }
  }
}
