import Basics
import Tensors

/// How forecasts do at a common target.
package struct ForecastScores: Hashable, Sendable {
  /// Origins with a forecast.
  package var count: Int
  /// False with fewer origins than ``ScoredPart/leastRanked``, or where the target has an origin without a forecast, so
  /// that others are scored on more: shown, not ranked.
  package var isRanked: Bool
  package var mse: Double
  package var mae: Double
  package var rmse: Double
  /// In percent of 0…200; nil where an actual value is 0.
  package var smape: Double?
  /// √(MSE / mean over training of (y_t − y_{t−m})²); nil where that mean is 0 or unknown.
  package var rmsse: Double?
  /// MAE / mean over training of |y_t − y_{t−m}|; nil where that mean is 0 or unknown.
  package var mase: Double?
  /// 1 − MSE / MSE(seasonal naive at the same origins); nil where seasonal naive makes as good as no error.
  package var skill: Double?
}

extension CommonTarget {
  /// Scores forecasts `[origins, steps]` at the evaluation grain. Origins whose forecast is not finite have none and are
  /// not counted; nil where no origin has one.
  package func scores(of predicted: DoubleMatrix, at set: OriginSet) -> ForecastScores? {
    guard set.count > 0 else { return nil }
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
    var scores = ForecastScores(
      count: count, isRanked: count >= set.part.leastRanked && count == set.count, mse: own.mse, mae: own.mae,
      rmse: own.rmse, smape: own.hasZero ? nil : own.smape)
    if let scale, scale.meanSquare > 0 { scores.rmsse = (own.mse / scale.meanSquare).squareRoot() }
    if let scale, scale.meanAbsolute > 0 { scores.mase = own.mae / scale.meanAbsolute }
    if seasonal.rmse > ErrorScale.leastShare * ErrorScale.deviation(of: set.actual.values[...]) {
      scores.skill = 1 - own.squares / seasonal.squares
    }
    return scores
  }
}
