import Basics

/// Round tick positions and their labels.
enum TickMaker {
  /// 1, 2 or 5 times a power of ten, not below `size`.
  static func niceStep(atLeast size: Double) -> Double {
    guard size > 0, size.isFinite else { return 1 }
    let exponent = Elementary.decimalExponent(size)
    let unit = Elementary.tenTo(exponent)
    // The margin lets a size that should be round be round.
    for factor in [1.0, 2, 5] where unit * factor >= size * (1 - 1e-9) { return roundMultiple(factor, exponent) }
    return roundMultiple(1, exponent + 1)
  }

  /// `factor × 10^exponent`, divided rather than multiplied below 1 so that 0.2 is 0.2.
  private static func roundMultiple(_ factor: Double, _ exponent: Int) -> Double {
    exponent < 0 ? factor / Elementary.tenTo(-exponent) : factor * Elementary.tenTo(exponent)
  }

  /// Ticks inside the range, at most about `limit`.
  static func ticks(in range: ClosedRange<Double>, scale: Scale, limit: Int, isWhole: Bool = false) -> [Tick] {
    guard limit > 0, range.lowerBound.isFinite, range.upperBound.isFinite else { return [] }
    if scale == .logarithmic, range.lowerBound > 0 {
      let ticks = logarithmic(range, limit)
      if ticks.count >= 2 { return ticks }
    }
    return linear(range, limit, isWhole: isWhole)
  }

  private static func linear(_ range: ClosedRange<Double>, _ limit: Int, isWhole: Bool) -> [Tick] {
    let length = range.upperBound - range.lowerBound
    guard length > 0 else { return [Tick(range.lowerBound, NumberFormat.exact(range.lowerBound))] }
    var step = niceStep(atLeast: length / Double(limit))
    if isWhole { step = max(1, step) }
    let first = (range.lowerBound / step - 1e-6).rounded(.up)
    let last = (range.upperBound / step + 1e-6).rounded(.down)
    guard step.isNormal, first <= last, last - first < 1000, abs(first) < 1e15, abs(last) < 1e15 else { return [] }
    let label = LinearLabels(step: step, largest: max(abs(first), abs(last)) * step)
    return (Int(first)...Int(last)).map { index in
      let value = step >= 1 ? Double(index) * step : Double(index) / (1 / step).rounded()
      return Tick(value, label.text(value))
    }
  }

  private static func logarithmic(_ range: ClosedRange<Double>, _ limit: Int) -> [Tick] {
    let low = Elementary.log10(range.lowerBound)
    let high = Elementary.log10(range.upperBound)
    let decades = Int((low - 1e-9).rounded(.down))...Int((high + 1e-9).rounded(.up))
    func within(_ mantissas: [Double], every: Int) -> [Double] {
      var values: [Double] = []
      for exponent in decades where exponent.isMultiple(of: every) {
        for mantissa in mantissas {
          let value = roundMultiple(mantissa, exponent)
          if value >= range.lowerBound * (1 - 1e-9), value <= range.upperBound * (1 + 1e-9) { values.append(value) }
        }
      }
      return values
    }
    for mantissas in [[1.0, 2, 5], [1, 3], [1]] {
      let values = within(mantissas, every: 1)
      if values.count <= limit { return values.map { Tick($0, logarithmicLabel($0)) } }
    }
    var every = 2
    while within([1], every: every).count > limit { every += 1 }
    return within([1], every: every).map { Tick($0, logarithmicLabel($0)) }
  }

  private static func logarithmicLabel(_ value: Double) -> String {
    guard value >= 10_000 else { return NumberFormat.exact(value) }
    var text = NumberFormat.short(value, digits: 3)
    guard let letter = text.popLast() else { return text }
    return NumberFormat.trimmed(text) + String(letter)
  }
}

/// One form for all labels of a linear axis: the same decimals and the same letter for thousands.
private struct LinearLabels {
  private let divisor: Double
  private let letter: String
  private let decimals: Int
  private let isTiny: Bool

  init(step: Double, largest: Double) {
    switch largest {
    case 1e12...: (divisor, letter) = (1e12, "T")
    case 1e9...: (divisor, letter) = (1e9, "G")
    case 1e7...: (divisor, letter) = (1e6, "M")
    case 1e4...: (divisor, letter) = (1e3, "k")
    default: (divisor, letter) = (1, "")
    }
    decimals = max(0, -Int((Elementary.log10(step / divisor) + 1e-9).rounded(.down)))
    isTiny = decimals > 5 || largest >= 1e16
  }

  func text(_ value: Double) -> String {
    if value == 0 { return "0" }
    return isTiny
      ? NumberFormat.exact(value) : NumberFormat.fixed(value / divisor, decimals: decimals) + letter
  }
}
