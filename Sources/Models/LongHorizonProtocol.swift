import Datasets
import Tensors

/// The protocol under which the literature reports long forecasts of the ETT sets and their like.
///
/// All columns are forecast; each is z-scored with the mean and population standard deviation of its training rows, and
/// errors are measured on that scale. Windows have stride 1; validation and test inputs may reach back one lookback
/// before their border; no window is dropped. Source: Zeng et al. (2023), appendix, and the sets' authors' borders.
package struct LongHorizonProtocol: Sendable {
  package struct Result: Sendable {
    package let horizon: Int
    package let lookback: Int
    package let penalty: Double
    package let validationError: Double
    package let testMSE: Double
    package let testMAE: Double
    package let testWindows: Int
  }

  private let columns: [[Float]]
  private let split: Split

  /// - Throws: ``OpeningError`` where borders do not fit, or a value is missing: the protocol knows no gaps.
  package init(_ series: TimeSeries, borders: [Int]) throws(OpeningError) {
    do {
      split = try Split(count: series.count, borders: borders)
    } catch {
      throw .dataset(error)
    }
    if let gap = series.columns.first(where: { $0.values[..<borders[2]].contains { $0.isNaN } }) {
      throw .other(
        "The column \(gap.name) has missing values before row \(borders[2]), and the protocol knows no gaps; use a file "
          + "without missing rows.")
    }
    let scaler = Scaler(.zScore, fitting: series.columns, rows: split.train)
    columns = series.columns.enumerated().map { index, column in
      column.values.map { scaler.transform($0, column: index) }
    }
  }

  /// Fits ridge regression with one matrix for all columns: inputs x − x_last, outputs y − x_last, penalty chosen on
  /// validation windows.
  ///
  /// - Throws: ``OpeningError`` where a part is shorter than one window.
  package func ridge(lookback: Int, horizon: Int, penalties: [Double]) throws(OpeningError) -> Result {
    guard split.train.count >= lookback + horizon, split.validation.count >= horizon, split.test.count >= horizon else {
      throw .other(
        "A window of \(lookback) rows in and \(horizon) out does not fit the borders; choose a shorter lookback or "
          + "horizon.")
    }
    var solver = RidgeSolver(features: lookback, outputs: horizon)
    forEachBlock(lookback..<(split.train.upperBound - horizon + 1), lookback, horizon) { inputs, targets in
      solver.add(inputs: inputs, targets: targets)
    }
    var best: (weights: Matrix, penalty: Double, error: Double)?
    for penalty in penalties {
      guard let weights = try? solver.solve(penalty: penalty) else { continue }
      let error = errors(weights, split.validation, lookback, horizon).mse
      if error < best?.error ?? .infinity { best = (weights, penalty, error) }
    }
    guard let best else { throw .other("The regression has no solution; the columns may be constant.") }
    let test = errors(best.weights, split.test, lookback, horizon)
    return Result(
      horizon: horizon, lookback: lookback, penalty: best.penalty, validationError: best.error, testMSE: test.mse,
      testMAE: test.mae, testWindows: test.windows)
  }

  /// Means over windows, steps and columns of a part.
  private func errors(
    _ weights: Matrix, _ part: Range<Int>, _ lookback: Int, _ horizon: Int
  ) -> (mse: Double, mae: Double, windows: Int) {
    var squares = 0.0
    var absolutes = 0.0
    var count = 0
    forEachBlock(part.lowerBound..<(part.upperBound - horizon + 1), lookback, horizon) { inputs, targets in
      let predicted = (inputs * weights).values
      for (index, truth) in targets.values.enumerated() {
        let error = Double(predicted[index] - truth)
        squares += error * error
        absolutes += error.magnitude
      }
      count += targets.values.count
    }
    return (squares / Double(count), absolutes / Double(count), part.count - horizon + 1)
  }

  /// Calls `body` with windows whose first target rows are `origins`, a few hundred of one column at a time, measured
  /// from the last known value: inputs `[n, lookback]`, targets `[n, horizon]`. The last known value itself would be 0;
  /// in its place stands a 1, whose weight is the bias, which bears the penalty too.
  private func forEachBlock(
    _ origins: Range<Int>, _ lookback: Int, _ horizon: Int, _ body: (Matrix, Matrix) -> Void
  ) {
    let blockRows = 512
    for column in columns {
      for first in stride(from: origins.lowerBound, to: origins.upperBound, by: blockRows) {
        let rows = min(blockRows, origins.upperBound - first)
        var inputs: [Float] = []
        var targets: [Float] = []
        inputs.reserveCapacity(rows * lookback)
        targets.reserveCapacity(rows * horizon)
        for origin in first..<first + rows {
          let last = column[origin - 1]
          for row in origin - lookback..<origin - 1 { inputs.append(column[row] - last) }
          inputs.append(1)
          for row in origin..<origin + horizon { targets.append(column[row] - last) }
        }
        body(
          Matrix(rows: rows, columns: lookback, values: inputs),
          Matrix(rows: rows, columns: horizon, values: targets))
      }
    }
  }
}
