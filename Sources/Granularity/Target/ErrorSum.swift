/// Errors of predictions, added up in Float64, and the metrics that follow from their sums.
///
/// An empty sum has metrics that are NaN.
package struct ErrorSum: Hashable, Sendable {
  /// Σ e²
  package private(set) var squares = 0.0
  /// Σ |e|
  package private(set) var absolutes = 0.0
  /// Σ 2 |e| / (|y| + |ŷ|), where 0/0 is 0.
  package private(set) var symmetrics = 0.0
  /// An actual value is 0, of which any error, be it of rounding, is 200 %.
  package private(set) var hasZero = false
  package private(set) var count = 0

  package init() {}

  package init(_ predicted: some Sequence<Double>, against actual: some Sequence<Double>) {
    add(predicted, against: actual)
  }

  package mutating func add(_ predicted: some Sequence<Double>, against actual: some Sequence<Double>) {
    for (predicted, actual) in zip(predicted, actual) {
      let error = predicted - actual
      squares += error * error
      absolutes += abs(error)
      let size = abs(predicted) + abs(actual)
      if size > 0 { symmetrics += 2 * abs(error) / size }
      hasZero = hasZero || actual == 0
      count += 1
    }
  }

  package var mse: Double { squares / Double(count) }
  package var mae: Double { absolutes / Double(count) }
  package var rmse: Double { mse.squareRoot() }
  /// In percent of 0…200, as in the M4 competition (Makridakis et al. 2020).
  package var smape: Double { 100 * symmetrics / Double(count) }
}
