import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Scores forecasters at the common target, and at every column of the evaluation matrix: ``FittedForecast`` at the
/// target's origins, whose windows and ways are worked out once.
///
/// Errors at validation origins give the members' weights and the band; test origins are for scores alone.
struct ForecastJudge: Sendable {
  let frame: ForecastFrame
  private let target: CommonTarget
  private let matrix: EvaluationMatrix
  /// Of the band, within 0…1.
  private let level: Double
  private let validation: ForecastQuestions
  private let test: ForecastQuestions
  private let columns: [MatrixColumn]

  /// Another grain at which the forecasts at the test origins are scored too.
  private struct MatrixColumn {
    /// For each of its origins the place among the common target's.
    let origins: [Int]
    /// One for each member.
    let plans: [RefinementPlan]
  }

  /// - Parameter windows: one for each of the frame's members.
  init(
    _ frame: ForecastFrame, _ target: CommonTarget, _ matrix: EvaluationMatrix, level: Double,
    windows: [any TargetWindows]
  ) throws {
    self.frame = frame
    self.target = target
    self.matrix = matrix
    self.level = level
    validation = try frame.questions(windows, at: target.validation.origins)
    test = try frame.questions(windows, at: target.test.origins)
    let places = Dictionary(uniqueKeysWithValues: zip(target.test.origins, target.test.origins.indices))
    columns = matrix.columns.map { column in
      MatrixColumn(
        origins: column.test.origins.compactMap { places[$0] },
        plans: frame.members.map { column.plan(from: $0.grain, at: column.test) })
    }
  }

  /// A model that has learnt from its forecasts at validation origins how much each member counts and how wide its band is.
  private struct Calibrated {
    var model: FittedForecast
    let predictors: FittedForecast.Predictors
    /// `[validation origins, steps]`
    let forecast: DoubleMatrix
  }

  /// - Parameter combination: nil for a single member.
  private func calibrated(_ functions: [FittedFunction], _ combination: Joining.Combination?) -> Calibrated {
    var model = FittedForecast(
      frame: frame, functions: functions, combination: combination, weights: [1], band: nil)
    let predictors = model.predictors
    let brought = model.brought(model.natives(validation, predictors), validation)
    if let combination {
      model.weights =
        CombinationWeights(combination, validation: brought, actual: target.validation.actual).weights
    }
    let forecast = model.combined(brought)
    model.band = target.band(validation: forecast, level: level)
    return Calibrated(model: model, predictors: predictors, forecast: forecast)
  }

  func fitted(_ functions: [FittedFunction], _ combination: Joining.Combination?) -> FittedForecast {
    calibrated(functions, combination).model
  }

  func evaluate(_ functions: [FittedFunction], _ combination: Joining.Combination?) -> Evaluation {
    let calibrated = calibrated(functions, combination)
    let model = calibrated.model
    let natives = model.natives(test, calibrated.predictors)
    let brought = model.brought(natives, test)
    let forecast = model.combined(brought)
    var scores = Scores(target.scores(of: forecast, at: target.test))
    let band = model.band
    if let band, let coverage = band.coverage(predicted: forecast, actual: target.test.actual) {
      scores.band = BandScores(level: level, coverage: coverage, origins: band.origins)
    }
    var evaluation = Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0, scores: scores,
      predictions: .forecast(Forecast(predicted: forecast.values, band: band?.halfWidths ?? [])))
    evaluation.validation = target.scores(of: calibrated.forecast, at: target.validation).map { Scores($0) }
    evaluation.matrix = zip(matrix.columns, columns).map { target, column in
      target.scores(of: model.combined(zip(natives, column.plans).map { $1.apply(to: $0.rows(at: column.origins)) }))
    }
    guard let combination else { return evaluation }
    evaluation.parts = frame.members.indices.map { index in
      PartEvaluation(
        rung: RungID(frame.members[index].grain.label),
        scores: Scores(target.scores(of: brought[index], at: target.test)), predicted: brought[index].values,
        weight: combination == .sum ? nil : model.weights[index])
    }
    return evaluation
  }
}

/// A model that reads one rung, or reads several and answers at one.
extension ForecastJudge: Judge {
  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .forecast(fitted([function], nil)) }
  func evaluate(_ function: FittedFunction) -> Evaluation { evaluate([function], nil) }

  func nativeForecast(_ function: FittedFunction) -> NativeForecast? {
    let model = FittedForecast(frame: frame, functions: [function], combination: nil, weights: [1], band: nil)
    let predictors = model.predictors
    return NativeForecast(
      grain: frame.members[0].grain, validation: model.natives(validation, predictors)[0],
      test: model.natives(test, predictors)[0])
  }
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
