import Tensors

/// How forecasts do at a common target.
package struct ForecastScores: Hashable, Sendable {
  /// Origins with a forecast.
  package var count: Int
  /// False with fewer than 20 origins: shown, not ranked.
  package var isRanked: Bool
  package var mse: Double
  package var mae: Double
  /// √(MSE / mean over training of (y_t − y_{t−m})²); nil where that mean is 0 or unknown.
  package var rmsse: Double?
  /// MAE / mean over training of |y_t − y_{t−m}|; nil where that mean is 0 or unknown.
  package var mase: Double?
  /// 1 − MSE / MSE(seasonal naive at the same origins); nil where seasonal naive makes no error.
  package var skill: Double?
}

extension CommonTarget {
  /// Scores forecasts `[origins, steps]` at the evaluation grain. Origins whose forecast is not finite have none and are
  /// not counted; nil where no origin has one.
  package func scores(of predicted: Matrix, at set: OriginSet) -> ForecastScores? {
    precondition(
      predicted.rows == set.count && predicted.columns == steps,
      "forecasts \(predicted.rows)×\(predicted.columns) at a target of \(set.count)×\(steps)")
    var own = ErrorSum()
    var seasonal = ErrorSum()
    var count = 0
    for row in 0..<set.count where predicted.row(row).allSatisfy({ $0.isFinite }) {
      count += 1
      own.add(predicted.row(row), against: set.actual.row(row))
      seasonal.add(set.seasonalNaive.row(row), against: set.actual.row(row))
    }
    guard count > 0 else { return nil }
    let mse = own.squares / own.count
    let mae = own.absolutes / own.count
    var scores = ForecastScores(count: count, isRanked: count >= Self.rankedOrigins, mse: mse, mae: mae)
    if let scale, scale.meanSquare > 0 { scores.rmsse = (mse / scale.meanSquare).squareRoot() }
    if let scale, scale.meanAbsolute > 0 { scores.mase = mae / scale.meanAbsolute }
    if seasonal.squares > 0 { scores.skill = 1 - own.squares / seasonal.squares }
    return scores
  }

  /// The half-width of the band that holds a share of the actual values at each step, `[steps]`, from the absolute
  /// residuals of validation forecasts `[origins, steps]` at the evaluation grain; empty where there are none.
  ///
  /// The quantile has rank ⌈(n + 1) · level⌉ of n, as in split conformal prediction, and is the largest residual where n is
  /// too small for that rank.
  package func band(validation predicted: Matrix, level: Double = 0.8) -> [Float] {
    precondition(
      predicted.rows == validation.count && predicted.columns == steps,
      "forecasts \(predicted.rows)×\(predicted.columns) at a target of \(validation.count)×\(steps)")
    let rows = (0..<validation.count).filter { predicted.row($0).allSatisfy { $0.isFinite } }
    guard !rows.isEmpty else { return [] }
    let rank = Int((Double(rows.count + 1) * level - 1e-9).rounded(.up))
    return (0..<steps).map { step in
      let residuals = rows.map { abs(predicted[$0, step] - validation.actual[$0, step]) }.sorted()
      return residuals[min(max(rank, 1), residuals.count) - 1]
    }
  }
}

private struct ErrorSum {
  var squares = 0.0
  var absolutes = 0.0
  var count = 0.0

  mutating func add(_ predicted: ArraySlice<Float>, against actual: ArraySlice<Float>) {
    for (predicted, actual) in zip(predicted, actual) {
      let error = Double(predicted) - Double(actual)
      squares += error * error
      absolutes += abs(error)
      count += 1
    }
  }
}
