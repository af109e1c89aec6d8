/// What one pass over a bin's values leaves, from which every aggregation follows.
///
/// Sums are taken of differences from the bin's first value, in Double, so that a small spread on a high level keeps its
/// digits.
struct BinStatistics {
  private(set) var present = 0
  private var shift = 0.0
  private var sum = 0.0
  private var sumOfSquares = 0.0
  private var smallest = Double.infinity
  private var largest = -Double.infinity
  private var last = Double.nan

  /// NaN is passed over.
  @inline(__always)
  mutating func add(_ value: Double) {
    if value.isNaN { return }
    if present == 0 { shift = value }
    let difference = value - shift
    present += 1
    sum += difference
    sumOfSquares += difference * difference
    smallest = Swift.min(smallest, value)
    largest = Swift.max(largest, value)
    last = value
  }

  /// The aggregate of the values seen; NaN where there are too few.
  func value(_ aggregation: Aggregation) -> Double {
    let count = Double(present)
    switch aggregation {
    case .count: return Double(present)
    case .std:
      guard present > 1 else { return .nan }
      return Swift.max(0, (sumOfSquares - sum * sum / count) / (count - 1)).squareRoot()
    case .mean: return present > 0 ? shift + sum / count : .nan
    case .sum: return present > 0 ? shift * count + sum : .nan
    case .min: return present > 0 ? smallest : .nan
    case .max: return present > 0 ? largest : .nan
    case .last: return last
    }
  }
}
