import Basics
import Canvas
import Telemetry

/// How a column of the target's values is written: the same in every row, so that columns stay as they are.
struct NumberColumn {
  let decimals: Int
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
    decimals =
      NumberFormat.isNarrow(high - low, beside: largest) && !isWhole
      ? max(usual, NumberFormat.decimals(forSpread: high - low)) : usual
    width = max(TextWidth.width(of: Numbers.fixed(largest, decimals)) + (isNegative ? 1 : 0), 8)
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
