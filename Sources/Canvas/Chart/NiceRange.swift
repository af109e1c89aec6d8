/// Ranges that end on round numbers.
package enum NiceRange {
  /// The smallest range between round numbers that holds both values, in about `intervals` round steps.
  package static func enclosing(
    _ lower: Double, _ upper: Double, scale: Scale = .linear, intervals: Int = 4
  ) -> ClosedRange<Double> {
    guard lower.isFinite, upper.isFinite, lower <= upper else { return scale == .linear ? 0...1 : 0.1...1 }
    switch scale {
    case .linear: return linear(lower, upper, max(1, intervals))
    case .logarithmic: return logarithmic(lower, upper)
    }
  }

  private static func linear(_ lower: Double, _ upper: Double, _ intervals: Int) -> ClosedRange<Double> {
    guard upper > lower, (upper - lower).isFinite else {
      // A constant stands in the middle.
      let margin = lower == 0 ? 1 : abs(lower) * 0.1
      return linearEnds(lower - margin, upper + margin, TickMaker.niceStep(atLeast: margin))
    }
    return linearEnds(lower, upper, TickMaker.niceStep(atLeast: (upper - lower) / Double(intervals)))
  }

  private static func linearEnds(_ lower: Double, _ upper: Double, _ step: Double) -> ClosedRange<Double> {
    let low = (lower / step + 1e-9).rounded(.down) * step
    let high = (upper / step - 1e-9).rounded(.up) * step
    guard low < high, low.isFinite, high.isFinite else { return lower.nextDown...upper.nextUp }
    // What rounding took off, the data get back.
    return min(low, lower)...max(high, upper)
  }

  /// Ends at 1, 2 or 5 times a power of ten.
  private static func logarithmic(_ lower: Double, _ upper: Double) -> ClosedRange<Double> {
    guard upper > 0 else { return 0.1...1 }
    let positive = lower > 0 ? lower : upper / 1000
    let high = TickMaker.niceStep(atLeast: upper)
    let low = 1 / TickMaker.niceStep(atLeast: 1 / positive)
    guard low > 0, low <= positive * 1.0001, high * 1.0001 >= upper else { return positive...max(positive, upper) }
    return low < high ? low...high : low / 2...high * 2
  }
}
