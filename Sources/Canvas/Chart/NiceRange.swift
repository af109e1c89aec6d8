/// Ranges that end on round numbers and change seldom, so that a growing curve does not jitter.
package enum NiceRange {
  /// The smallest range between round numbers (1, 2, 5 times a power of ten) that holds both values.
  package static func enclosing(_ lower: Double, _ upper: Double, scale: Scale = .linear, intervals: Int = 4)
    -> ClosedRange<Double>
  { 0...1 }
}

/// A range that follows the data with hysteresis: it grows at once when a value leaves it, and shrinks only when the data
/// would fill less than half of it.
package struct StableRange: Hashable, Sendable {
  package private(set) var range: ClosedRange<Double>?
  package var scale: Scale

  package init(scale: Scale = .linear) { self.scale = scale }

  /// Takes in the span of the data now on view. Values that are not finite, or not positive on a logarithmic scale,
  /// change nothing.
  @discardableResult
  package mutating func follow(_ lower: Double, _ upper: Double, intervals: Int = 4) -> ClosedRange<Double> {
    range ?? 0...1
  }
}

/// A position on the x axis that moves in steps, so that a curve that grows is redrawn at the same columns.
package enum StableSpan {
  /// The end of an axis from 0 that holds `count`: 1, 1.5, 2, 3, 5, 7 times a power of ten.
  package static func end(holding count: Double) -> Double { count }
}
