/// What one pass over a bin's values leaves, from which every aggregation follows.
///
/// Sums are taken of differences from the bin's first value, in Double, so that a small spread on a high level keeps its
/// digits.
struct BinStatistics {
  private(set) var present = 0
  private var shift = 0.0
  private var sum = 0.0
  private var sumOfSquares = 0.0
  private var smallest = Float.infinity
  private var largest = -Float.infinity
  private var last = Float.nan

  /// NaN is passed over.
  @inline(__always)
  mutating func add(_ value: Float) {
    if value.isNaN { return }
    if present == 0 { shift = Double(value) }
    let difference = Double(value) - shift
    present += 1
    sum += difference
    sumOfSquares += difference * difference
    smallest = Swift.min(smallest, value)
    largest = Swift.max(largest, value)
    last = value
  }

  /// The aggregate of the values seen; NaN where there are too few.
  func value(_ aggregation: Aggregation) -> Float {
    let count = Double(present)
    switch aggregation {
    case .count: return Float(present)
    case .std:
      guard present > 1 else { return .nan }
      return Float(Swift.max(0, (sumOfSquares - sum * sum / count) / (count - 1)).squareRoot())
    case .mean: return present > 0 ? Float(shift + sum / count) : .nan
    case .sum: return present > 0 ? Float(shift * count + sum) : .nan
    case .min: return present > 0 ? smallest : .nan
    case .max: return present > 0 ? largest : .nan
    case .last: return last
    }
  }
}
