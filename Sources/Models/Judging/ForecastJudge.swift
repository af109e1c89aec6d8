import Basics
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
  /// Whether what was forecast at the columns of the matrix stays in an evaluation, and not its scores alone.
  private let keepsColumns: Bool
  private let validation: Part
  private let test: Part

  /// What is asked at the origins of one part.
  private struct Part {
    let set: OriginSet
    let questions: ForecastQuestions
    let columns: [MatrixColumn]
  }

  /// Another grain at which the forecasts of a part are scored too.
  private struct MatrixColumn {
    let target: CommonTarget
    let set: OriginSet
    /// For each of its origins the place among the common target's.
    let origins: [Int]
    /// One for each member.
    let plans: [RefinementPlan]

    /// Forecasts at its own origins, `[own origins, steps]`, as rows of all origins of the common target; NaN between.
    func spread(_ forecasts: DoubleMatrix, over count: Int) -> [Double] {
      guard forecasts.rows < count else { return forecasts.values }
      let steps = forecasts.columns
      var values = [Double](repeating: .nan, count: count * steps)
      for (row, origin) in origins.enumerated() {
        values.replaceSubrange(origin * steps..<(origin + 1) * steps, with: forecasts.row(row))
      }
      return values
    }
  }

  /// - Parameters:
  ///   - pasts: of the frame, over the series that is judged.
  ///   - keepsColumns: in evaluations, what was forecast at the columns of the matrix.
  ///   - windows: one for each of the frame's members.
  init(
    _ frame: ForecastFrame, pasts: [Grain: ShapePast], _ target: CommonTarget, _ matrix: EvaluationMatrix,
    level: Double, keepsColumns: Bool,
    windows: [any TargetWindows]
  ) throws {
    self.keepsColumns = keepsColumns
    self.frame = frame
    self.target = target
    self.matrix = matrix
    self.level = level
    func part(_ part: ScoredPart) throws -> Part {
      let set: OriginSet = target.origins(of: part)
      let places = Dictionary(uniqueKeysWithValues: zip(set.origins, set.origins.indices))
      let columns = matrix.columns.map { column in
        let own: OriginSet = column.origins(of: part)
        return MatrixColumn(
          target: column, set: own, origins: own.origins.compactMap { places[$0] },
          plans: frame.members.map { column.plan(from: $0.grain, at: own) })
      }
      return Part(set: set, questions: try frame.questions(windows, at: set.origins, pasts), columns: columns)
    }
    validation = try part(.validation)
    test = try part(.test)
  }

  /// Whether there is a test origin at which all members have complete inputs.
  var hasTestForecasts: Bool {
    test.set.origins.indices.contains { origin in test.questions.members.allSatisfy { $0.rows[origin] != nil } }
  }

  /// What a model forecasts at the origins of a part.
  private struct Forecasts {
    /// Of each member at its own grain.
    let natives: [DoubleMatrix]
    /// Of each member at the evaluation grain.
    let brought: [DoubleMatrix]
    /// `[origins, steps]`
    let joined: DoubleMatrix
    /// Of the members at each origin; nil where the model's own count everywhere.
    let weights: [[Double]]?
  }

  /// A model that has learnt from its forecasts at validation origins how much each member counts and how wide its band is.
  private struct Calibrated {
    let model: FittedForecast
    let band: ConformalBand
    let predictors: FittedForecast.Predictors
    let validation: Forecasts
  }

  /// - Parameter combination: nil for a single member.
  private func calibrated(_ functions: [FittedFunction], _ combination: Joining.Combination?) -> Calibrated {
    var model = FittedForecast(
      frame: frame, functions: functions, combination: combination, weights: [1])
    let predictors = model.predictors
    let natives = model.natives(validation.questions, predictors)
    let brought = model.brought(natives, validation.questions)
    var weights: [[Double]]?
    if let combination {
      let actual = target.validation.actual
      model.weights = CombinationWeights(combination, validation: brought, actual: actual).weights
      weights = CombinationWeights.crossFitted(combination, validation: brought, actual: actual)
    }
    let joined = model.combined(brought, weights: weights)
    return Calibrated(
      model: model, band: target.band(validation: joined, level: level), predictors: predictors,
      validation: Forecasts(natives: natives, brought: brought, joined: joined, weights: weights))
  }

  func fitted(_ functions: [FittedFunction], _ combination: Joining.Combination?) -> FittedForecast {
    let calibrated = calibrated(functions, combination)
    var model = calibrated.model
    model.errors = CalibrationErrors(predicted: calibrated.validation.joined, actual: target.validation.actual)
    return model
  }

  func evaluate(_ functions: [FittedFunction], _ combination: Joining.Combination?) -> Evaluation {
    let calibrated = calibrated(functions, combination)
    let model = calibrated.model
    let natives = model.natives(test.questions, calibrated.predictors)
    let brought = model.brought(natives, test.questions)
    let later = Forecasts(natives: natives, brought: brought, joined: model.combined(brought), weights: nil)
    return Evaluation(
      validation: validation.set.count > 0
        ? judged(calibrated.validation, at: validation, model, calibrated.band) : nil,
      test: judged(later, at: test, model, calibrated.band))
  }

  private func judged(
    _ forecasts: Forecasts, at part: Part, _ model: FittedForecast, _ band: ConformalBand
  ) -> JudgedPart {
    let atColumns = part.columns.map { column in
      model.combined(
        zip(forecasts.natives, column.plans).map { $1.apply(to: $0.rows(at: column.origins)) },
        weights: forecasts.weights.map { weights in column.origins.map { weights[$0] } })
    }
    let kept = keepsColumns ? zip(part.columns, atColumns).map { $0.spread($1, over: part.set.count) } : []
    var judged = JudgedPart(
      Scores(target.scores(of: forecasts.joined, at: part.set)),
      .forecast(
        Forecast(predicted: forecasts.joined.values, band: band.halfWidths, atColumns: kept)))
    judged.scores.band = bandScores(forecasts.joined, at: part.set, band)
    judged.matrix = zip(part.columns, atColumns).map { $0.target.scores(of: $1, at: $0.set) }
    guard let combination = model.combination else { return judged }
    judged.weightsLearnt = combination.learnsWeights ? (forecasts.weights == nil ? .onValidation : .onOtherHalf) : nil
    judged.parts = frame.members.indices.map { index in
      var member = PartEvaluation(
        rung: RungID(frame.members[index].grain.label),
        scores: Scores(target.scores(of: forecasts.brought[index], at: part.set)),
        predicted: forecasts.brought[index].values, weight: combination == .sum ? nil : model.weights[index])
      member.weights = combination == .sum ? [] : forecasts.weights?.map { $0[index] } ?? []
      return member
    }
    return judged
  }

  /// Coverage is measured where the width was not taken from.
  private func bandScores(_ forecast: DoubleMatrix, at set: OriginSet, _ band: ConformalBand) -> BandScores? {
    guard let width = band.meanWidth else { return nil }
    switch set.part {
    case .validation: return BandScores(level: level, coverage: nil, origins: band.origins, width: width)
    case .test:
      return band.coverage(predicted: forecast, actual: set.actual).map {
        BandScores(level: level, coverage: $0, origins: band.origins, width: width)
      }
    }
  }
}

/// A model that reads one rung, or reads several and answers at one.
extension ForecastJudge: Judge {
  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .forecast(fitted([function], nil)) }
  func evaluate(_ function: FittedFunction) -> Evaluation { evaluate([function], nil) }

  func nativeForecast(_ function: FittedFunction) -> NativeForecast? {
    let model = FittedForecast(frame: frame, functions: [function], combination: nil, weights: [1])
    let predictors = model.predictors
    return NativeForecast(
      grain: frame.members[0].grain, validation: model.natives(validation.questions, predictors)[0],
      test: model.natives(test.questions, predictors)[0])
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
