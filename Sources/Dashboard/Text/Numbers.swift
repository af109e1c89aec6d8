import Canvas
import Telemetry

/// Numbers as the screen shows them: fixed decimals, groups of three, a real minus sign. Written without Foundation, so
/// that the first frame does not wait for it.
enum Numbers {
  /// Shown for a missing or not finite value.
  static let missing = "–"

  /// `value` with exactly `decimals` decimals, thousands apart by a space: `34 055.7`, `−0.50`.
  static func fixed(_ value: Double, _ decimals: Int, grouped: Bool = true) -> String {
    guard value.isFinite else { return missing }
    let scale = Elementary.tenTo(decimals)
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e18 else { return scientific(value) }
    let digits = Int(scaled)
    let whole = digits / Int(scale)
    let fraction = digits % Int(scale)
    var text = value < 0 && digits > 0 ? "−" : ""
    text += grouped ? group(whole) : String(whole)
    if decimals > 0 {
      let tail = String(fraction)
      text += "." + String(repeating: "0", count: decimals - tail.count) + tail
    }
    return text
  }

  static func fixed(_ value: Float, _ decimals: Int) -> String { fixed(Double(value), decimals) }

  /// A score between about 0 and 10 in four columns: `0.61`, `1.03`, `12.4`.
  static func score(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    return fixed(value, value.magnitude < 9.995 ? 2 : value.magnitude < 99.95 ? 1 : 0, grouped: false)
  }

  /// A loss to three significant digits, plain where that is short: `0.0312`, `1.24`, `3.1e-5`.
  static func loss(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    let size = value.magnitude
    if size == 0 { return "0" }
    if size < 0.0009995 || size >= 99_950 { return scientific(value, decimals: 2) }
    if size < 0.009995 { return fixed(value, 5, grouped: false) }
    if size < 0.09995 { return fixed(value, 4, grouped: false) }
    if size < 0.9995 { return fixed(value, 3, grouped: false) }
    if size < 9.995 { return fixed(value, 2, grouped: false) }
    return fixed(value, size < 99.95 ? 1 : 0, grouped: false)
  }

  static func loss(_ value: Float) -> String { loss(Double(value)) }

  /// `1e-3`, `5e-4`, `2.5e-4`: the mantissa as short as it is exact to `decimals`.
  static func scientific(_ value: Double, decimals: Int = 2) -> String {
    guard value.isFinite else { return missing }
    if value == 0 { return "0" }
    var exponent = decimalExponent(value)
    var mantissa = value / Elementary.tenTo(exponent)
    let scale = Elementary.tenTo(decimals)
    mantissa = (mantissa * scale).rounded() / scale
    if mantissa.magnitude >= 10 {
      mantissa /= 10
      exponent += 1
    }
    return trimmed(fixed(mantissa, decimals)) + "e" + (exponent < 0 ? "-" : "") + String(exponent.magnitude)
  }

  /// As a knob's value is written.
  static func setting(_ value: Double) -> String { shortDecimal(value) }

  /// Three significant digits and a unit of thousands: `950`, `24.3k`, `1.20M`, `3.1G`.
  static func amount(_ value: Double) -> String {
    guard value.isFinite else { return missing }
    var size = value
    for unit in ["", "k", "M", "G", "T", "P"] {
      if size.magnitude < 999.5 {
        let decimals = unit.isEmpty || size.magnitude >= 99.95 ? 0 : size.magnitude >= 9.995 ? 1 : 2
        return fixed(size, decimals, grouped: false) + unit
      }
      size /= 1000
    }
    return scientific(value)
  }

  static func amount(_ value: Int) -> String { amount(Double(value)) }

  /// `24 310`: digits in groups of three.
  static func group(_ value: Int) -> String {
    let digits = Array(String(value.magnitude))
    var text = value < 0 ? "−" : ""
    for (index, digit) in digits.enumerated() {
      if index > 0, (digits.count - index) % 3 == 0 { text += " " }
      text.append(digit)
    }
    return text
  }

  /// A rate in three significant digits, so that its last places don't dance: `24 300`.
  static func rate(_ value: Double) -> String {
    guard value.isFinite, value > 0, value < 1e15 else { return "0" }
    if value < 99.5 { return fixed(value, value < 9.95 ? 1 : 0) }
    let unit = Elementary.tenTo(decimalExponent(value) - 2)
    return group(Int((value / unit).rounded() * unit))
  }

  /// Time left or spent: `0:41`, `12:05`, `3:07:20`.
  static func clock(_ seconds: Double) -> String {
    guard seconds.isFinite, seconds >= 0, seconds < 3_600_000 else { return missing }
    let whole = Int(seconds.rounded(.up))
    let minutes = whole / 60 % 60
    let hours = whole / 3600
    return hours > 0 ? "\(hours):\(two(minutes)):\(two(whole % 60))" : "\(minutes):\(two(whole % 60))"
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
    let text = setting(value)
    return text.hasPrefix("0.") ? String(text.dropFirst()) : text
  }

  static func two(_ value: Int) -> String { value < 10 ? "0\(value)" : String(value) }

  /// Decimals that show a column of such values to about six significant digits.
  static func decimals(forMagnitude largest: Double) -> Int {
    guard largest.isFinite, largest > 0 else { return 2 }
    switch decimalExponent(largest) {
    case 5...: return 0
    case 3...4: return 1
    case 1...2: return 2
    case -1...0: return 3
    case let exponent: return min(2 - exponent, 8)
    }
  }

  /// ⌊log₁₀|value|⌋, 0 for 0.
  static func decimalExponent(_ value: Double) -> Int {
    let size = value.magnitude
    guard size > 0, size.isFinite else { return 0 }
    return Int(Elementary.log10(size).rounded(.down))
  }

  private static func trimmed(_ text: String) -> String {
    guard text.contains(".") else { return text }
    var text = text
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text
  }
}
