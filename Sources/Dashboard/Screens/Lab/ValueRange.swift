import Canvas

/// The values that an axis must show.
struct ValueRange {
  var isLogarithmic: Bool
  private(set) var lower = Double.infinity
  private(set) var upper = -Double.infinity

  init(isLogarithmic: Bool) { self.isLogarithmic = isLogarithmic }

  mutating func take(_ value: Double) {
    guard value.isFinite, !isLogarithmic || value > 0 else { return }
    lower = min(lower, value)
    upper = max(upper, value)
  }

  mutating func take(_ points: [ChartPoint]) {
    for point in points { take(point.y) }
  }

  mutating func take(_ values: some Sequence<Double>) {
    for value in values { take(value) }
  }

  /// The band without its outermost hundredths, so that a single wild batch does not flatten the curve.
  mutating func takeMost(of buckets: [ChartBucket]) {
    let low = buckets.map(\.minimum).filter(\.isFinite).sorted()
    let high = buckets.map(\.maximum).filter(\.isFinite).sorted()
    guard !low.isEmpty, !high.isEmpty else { return }
    take(low[low.count / 50])
    take(high[high.count - 1 - high.count / 50])
  }

  /// Just what was taken and a little more, where there are too few rows for round ends.
  var tight: ClosedRange<Double>? {
    guard lower <= upper else { return nil }
    let margin = upper > lower ? (upper - lower) * 0.04 : max(upper.magnitude * 0.01, 1e-6)
    return lower - margin...upper + margin
  }

  /// Between round numbers; nil where nothing was taken.
  func nice(intervals: Int) -> ClosedRange<Double>? {
    guard lower <= upper else { return nil }
    return NiceRange.enclosing(lower, upper, scale: isLogarithmic ? .logarithmic : .linear, intervals: intervals)
  }
}
