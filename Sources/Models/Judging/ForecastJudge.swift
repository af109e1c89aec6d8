import Datasets
import Granularity
import Telemetry
import Tensors

/// Scores forecasts at the common target, with a band from the errors at validation origins and the share of test values
/// that it holds, and at every column of the evaluation matrix.
struct ForecastScorer: Sendable {
  let target: CommonTarget
  let matrix: EvaluationMatrix
  /// Of the band, within 0…1.
  let level: Double

  func evaluation(of forecast: TargetForecast) -> Evaluation {
    let band = target.band(validation: forecast.validation, level: level)
    var scores = Scores(target.scores(of: forecast.test, at: target.test))
    if let coverage = band.coverage(predicted: forecast.test, actual: target.test.actual) {
      scores.band = BandScores(level: level, coverage: coverage, origins: band.origins)
    }
    var evaluation = Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0, scores: scores,
      predictions: .forecast(Forecast(predicted: forecast.test.values, band: band.halfWidths)))
    evaluation.validation = target.scores(of: forecast.validation, at: target.validation).map { Scores($0) }
    evaluation.matrix = zip(matrix.columns, forecast.columns).map { $0.scores(of: $1) }
    return evaluation
  }
}

/// Judges a model that reads one rung, or reads several and answers at one.
struct ForecastJudge: Judge {
  private let forecaster: RungForecaster
  private let scorer: ForecastScorer

  init(scorer: ForecastScorer, windows: any TargetWindows) throws {
    self.scorer = scorer
    forecaster = try RungForecaster(target: scorer.target, matrix: scorer.matrix, windows: windows)
  }

  func evaluate(_ predict: (Matrix) -> Matrix) -> Evaluation {
    scorer.evaluation(of: forecaster.brought(forecaster.native(predict)))
  }

  func nativeForecast(_ predict: (Matrix) -> Matrix) -> NativeForecast? { forecaster.native(predict) }
}

extension Scores {
  /// Scores of a forecast; none where it has no origin.
  init(_ scores: ForecastScores?) {
    guard let scores else {
      self.init(count: 0, isRanked: false)
      return
    }
    self.init(
      count: scores.count, isRanked: scores.isRanked, mse: scores.mse, mae: scores.mae, rmsse: scores.rmsse,
      mase: scores.mase, skill: scores.skill, rmse: scores.rmse, smape: scores.smape)
  }
}
