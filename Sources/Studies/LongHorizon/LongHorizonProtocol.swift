import Datasets
import Models
import Networks
import Tensors

/// The protocol under which the literature reports long forecasts of the ETT sets and their like.
///
/// All columns are forecast by one model that sees one column at a time; each column is z-scored with the mean and
/// population standard deviation of its training rows, and errors are measured on that scale. Windows have stride 1;
/// validation and test inputs may reach back one lookback before their border; no window is dropped. What a model may be
/// tuned by is the error on validation windows; test windows are forecast once, by what was chosen.
/// Source: Zeng et al. (2023), appendix, and the sets' authors' borders.
package struct LongHorizonProtocol: Sendable {
  /// What was chosen on validation windows, and how it does on test windows.
  package struct Result: Hashable, Sendable {
    package let recipe: Recipe
    package let horizon: Int
    package let lookback: Int
    /// What was chosen, in words.
    package let choice: String
    /// How many were tried.
    package let candidates: Int
    package let validationMSE: Double
    package let testMSE: Double
    package let testMAE: Double
    package let testWindows: Int
  }

  /// How far the search is: called often; false stops it.
  package typealias Observer = (Progress) -> Bool

  package struct Progress: Sendable {
    package let recipe: Recipe
    package let horizon: Int
    /// From 1 to ``candidates``.
    package let candidate: Int
    package let candidates: Int
    package let epoch: Int
    /// The least so far, of all candidates; infinite before the first.
    package let validationMSE: Double
  }

  /// All columns on their scale, one after another.
  let values: [Float]
  let columnCount: Int
  let split: Split

  var rowCount: Int { values.count / columnCount }

  /// - Parameter borders: the rows at which training, validation and test end.
  /// - Throws: ``OpeningError`` where borders do not fit, or a value is missing: the protocol allows no gaps.
  package init(_ series: TimeSeries, borders: [Int]) throws(OpeningError) {
    do {
      split = try Split(count: series.count, borders: borders)
    } catch {
      throw .dataset(error)
    }
    if let gap = series.columns.first(where: { $0.values[..<borders[2]].contains { $0.isNaN } }) {
      throw .other(Words.protocolGaps(column: gap.name, row: "\(borders[2])"))
    }
    let scaler = Scaler(.zScore, fitting: series.columns, rows: split.train)
    columnCount = series.columns.count
    values = series.columns.enumerated().flatMap { index, column in
      column.values.map { Float(scaler.transform($0, column: index)) }
    }
  }

  /// Windows of all columns whose targets lie in a part; training inputs lie there too.
  ///
  /// - Throws: ``OpeningError`` where the part is shorter than a window.
  func windows(_ part: Range<Int>, lookback: Int, horizon: Int) throws(OpeningError) -> SeriesWindows {
    let first = max(part.lowerBound, lookback)
    guard part.upperBound - first >= horizon else {
      throw .other(Words.protocolNoRoom(lookback: lookback, horizon: horizon))
    }
    let origins = first...part.upperBound - horizon
    let starts = (0..<columnCount).flatMap { column in
      origins.map { Int32(column * rowCount + $0 - lookback) }
    }
    return SeriesWindows(values: values, starts: starts, lookback: lookback, horizon: horizon)
  }

  /// The choice's error on test windows.
  func result(
    _ recipe: Recipe, choice: String, candidates: Int, lookback: Int, horizon: Int, validationMSE: Double,
    predict: (Matrix) -> Matrix
  ) throws(OpeningError) -> Result {
    let test = try windows(split.test, lookback: lookback, horizon: horizon)
    let errors = WindowErrors(of: test, predict: predict)
    return Result(
      recipe: recipe, horizon: horizon, lookback: lookback, choice: choice, candidates: candidates,
      validationMSE: validationMSE, testMSE: errors.squared, testMAE: errors.absolute,
      testWindows: split.test.count - horizon + 1)
  }
}

/// Means over windows, steps and columns.
struct WindowErrors {
  let squared: Double
  let absolute: Double

  private static let blockRows = 512

  init(of windows: SeriesWindows, predict: (Matrix) -> Matrix) {
    var (squares, absolutes, count) = (0.0, 0.0, 0)
    windows.forEachBlock(rows: Self.blockRows) { inputs, targets in
      let predicted = predict(inputs).values
      for (index, target) in targets.values.enumerated() {
        let error = Double(predicted[index] - target)
        squares += error * error
        absolutes += error.magnitude
      }
      count += targets.values.count
    }
    squared = squares / Double(count)
    absolute = absolutes / Double(count)
  }
}

extension SeriesWindows {
  /// Calls `body` with the windows, a few at a time: inputs `[n, lookback]`, targets `[n, horizon]`.
  func forEachBlock(rows: Int, _ body: (Matrix, Matrix) -> Void) {
    for first in stride(from: 0, to: starts.count, by: rows) {
      let block = first..<min(first + rows, starts.count)
      var (inputs, targets): ([Float], [Float]) = ([], [])
      inputs.reserveCapacity(block.count * lookback)
      targets.reserveCapacity(block.count * horizon)
      for start in starts[block] {
        let origin = Int(start) + lookback
        inputs.append(contentsOf: values[origin - lookback..<origin])
        targets.append(contentsOf: values[origin..<origin + horizon])
      }
      body(
        Matrix(rows: block.count, columns: lookback, values: inputs),
        Matrix(rows: block.count, columns: horizon, values: targets))
    }
  }
}
