import Basics
import Canvas
import Telemetry

/// How a column of the target's values is written: the same in every row, so that columns stay as they are, and never cut.
struct NumberColumn {
  private enum Form {
    case fixed(decimals: Int)
    /// As `−1.95e18`, for what has no room with all its digits.
    case exponent
  }

  private let form: Form
  let width: Int

  init(of values: [Double]) {
    var largest = 0.0
    var (low, high) = (Double.infinity, -Double.infinity)
    var isNegative = false
    var isWhole = true
    // A sample of the whole test part is enough to know its size.
    for index in stride(from: 0, to: values.count, by: max(values.count / 512, 1)) {
      let value = values[index]
      guard value.isFinite else { continue }
      largest = max(largest, value.magnitude)
      (low, high) = (min(low, value), max(high, value))
      isNegative = isNegative || value < 0
      isWhole = isWhole && value == value.rounded()
    }
    // Counts are shown as counts, where a decimal of a forecast of them says nothing.
    let usual = isWhole && largest >= 100 ? 0 : Numbers.decimals(forMagnitude: largest)
    // Values that differ by little beside their size need the digits by which they do.
    let decimals =
      NumberFormat.isNarrow(high - low, beside: largest) && !isWhole
      ? max(usual, NumberFormat.decimals(forSpread: high - low)) : usual
    form = .fixed(decimals: decimals)
    width = max(TextWidth.width(of: Numbers.fixed(largest, decimals)) + (isNegative ? 1 : 0), 8)
  }

  private init(_ form: Form, width: Int) {
    self.form = form
    self.width = width
  }

  /// With so many decimals where they have room.
  static func fixed(decimals: Int, width: Int) -> NumberColumn {
    NumberColumn(.fixed(decimals: decimals), width: width)
  }

  /// For other values in so many columns: with as many decimals, or with fewer, or with an exponent where not even the whole
  /// numbers have room.
  func fitted(to values: some Sequence<Double>, width: Int) -> NumberColumn {
    var (low, high) = (0.0, 0.0)
    for value in values where value.isFinite { (low, high) = (min(low, value), max(high, value)) }
    guard case .fixed(let most) = form else { return NumberColumn(.exponent, width: width) }
    let fitting = stride(from: most, through: 0, by: -1).first { decimals in
      [low, high].allSatisfy { TextWidth.width(of: Numbers.fixed($0, decimals)) <= width }
    }
    return NumberColumn(fitting.map { .fixed(decimals: $0) } ?? .exponent, width: width)
  }

  func text(_ value: Double) -> String {
    switch form {
    case .fixed(let decimals): return Numbers.fixed(value, decimals)
    case .exponent: return Numbers.scientific(value, width: width)
    }
  }
}

extension String {
  /// As a program reads it: a plain minus sign, no blanks between thousands, and nothing that ends a cell.
  var plainCell: String {
    let text = String(map { $0 == "\u{2212}" ? "-" : $0 }.filter { $0 != "\t" })
    let number = text.filter { $0 != " " }
    return Double(number) == nil ? text : number
  }
}
