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

/// A range that follows the data with hysteresis, so that a growing curve does not jitter: it grows at once when a value
/// leaves it, and shrinks only when the data would fill less than half of it.
package struct StableRange: Hashable, Sendable {
  package private(set) var range: ClosedRange<Double>?
  package var scale: Scale {
    didSet { if scale != oldValue { range = nil } }
  }

  package init(scale: Scale = .linear) { self.scale = scale }

  /// Takes in the span of the data now on view. Values that are not finite, or not positive on a logarithmic scale,
  /// change nothing.
  @discardableResult
  package mutating func follow(_ lower: Double, _ upper: Double, intervals: Int = 4) -> ClosedRange<Double> {
    guard lower.isFinite, upper.isFinite, lower <= upper, scale == .linear || lower > 0 else {
      return range ?? NiceRange.enclosing(.nan, .nan, scale: scale)
    }
    let fitting = NiceRange.enclosing(lower, upper, scale: scale, intervals: intervals)
    guard let old = range else {
      range = fitting
      return fitting
    }
    let wide = min(old.lowerBound, fitting.lowerBound)...max(old.upperBound, fitting.upperBound)
    let kept = lower >= old.lowerBound && upper <= old.upperBound ? old : wide
    let result = length(fitting) < 0.5 * length(kept) ? fitting : kept
    range = result
    return result
  }

  private func length(_ range: ClosedRange<Double>) -> Double {
    switch scale {
    case .linear: range.upperBound - range.lowerBound
    case .logarithmic: Elementary.log10(range.upperBound / range.lowerBound)
    }
  }
}

/// Ends of an axis that grows in steps, so that most frames draw a growing curve at the same columns.
package enum StableSpan {
  /// The end of an axis from 0 that holds `count`: 1, 1.5, 2, 3, 5 or 7 times a power of ten.
  package static func end(holding count: Double) -> Double {
    guard count > 0, count.isFinite else { return 1 }
    let unit = Elementary.tenTo(Int(Elementary.log10(count).rounded(.down)))
    return [1.0, 1.5, 2, 3, 5, 7].first { $0 * unit >= count }.map { $0 * unit } ?? 10 * unit
  }
}
