import Basics
import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Scores forecasters at the common target, and at every column of the evaluation matrix: ``FittedForecast`` at the
/// target's origins, whose windows and ways are worked out once.
///
/// Errors at validation origins give the members' weights. Bands follow the errors at both parts' origins, each known once its horizon has
/// passed; beyond that test origins are for scores alone.
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

  /// A model that has learnt from its forecasts at validation origins how much each member counts.
  private struct Calibrated {
    let model: FittedForecast
    let predictors: FittedForecast.Predictors
    let validation: Forecasts
  }

  /// - Parameters:
  ///   - combination: nil for a single member.
  ///   - known: what each member counts for, where it is not learnt here.
  private func calibrated(
    _ functions: [FittedFunction], _ combination: Joining.Combination?, weights known: [Double]?
  ) -> Calibrated {
    var model = FittedForecast(
      frame: frame, functions: functions, combination: combination, weights: [1])
    let predictors = model.predictors
    let natives = model.natives(validation.questions, predictors)
    let brought = model.brought(natives, validation.questions)
    var weights: [[Double]]?
    if let known {
      model.weights = known
    } else if let combination {
      let actual = target.validation.actual
      model.weights = CombinationWeights(combination, validation: brought, actual: actual).weights
      weights = CombinationWeights.crossFitted(combination, validation: brought, actual: actual)
    }
    let joined = model.combined(brought, weights: weights)
    return Calibrated(
      model: model, predictors: predictors,
      validation: Forecasts(natives: natives, brought: brought, joined: joined, weights: weights))
  }

  /// - Parameter weights: what each member counts for; nil learns it where the combination has it learnt.
  func fitted(
    _ functions: [FittedFunction], _ combination: Joining.Combination?, weights: [Double]? = nil
  ) -> FittedForecast {
    let calibrated = calibrated(functions, combination, weights: weights)
    var model = calibrated.model
    model.errors = .track(track(calibrated.validation, tested(calibrated)).newest())
    return model
  }

  private func tested(_ calibrated: Calibrated) -> Forecasts {
    let natives = calibrated.model.natives(test.questions, calibrated.predictors)
    let brought = calibrated.model.brought(natives, test.questions)
    return Forecasts(natives: natives, brought: brought, joined: calibrated.model.combined(brought), weights: nil)
  }

  /// The errors at all origins, one after the other.
  private func track(_ earlier: Forecasts, _ later: Forecasts) -> ErrorTrack {
    var track = ErrorTrack(steps: target.steps)
    let (horizon, clock) = (target.question.horizon, frame.zone.clock)
    for (set, forecasts) in [(validation.set, earlier), (test.set, later)] {
      track.append(forecasts.joined, actual: set.actual, at: set.origins) { horizon.end(from: $0, on: clock) }
    }
    return track
  }

  /// - Parameter weights: as of ``fitted(_:_:weights:)``.
  func evaluate(
    _ functions: [FittedFunction], _ combination: Joining.Combination?, weights: [Double]? = nil
  ) -> Evaluation {
    let calibrated = calibrated(functions, combination, weights: weights)
    let model = calibrated.model
    let later = tested(calibrated)
    let bands = JudgedBands(
      track(calibrated.validation, later), level: level, at: validation.set.origins + test.set.origins)
    return Evaluation(
      validation: validation.set.count > 0
        ? judged(calibrated.validation, at: validation, model, bands.prefix(validation.set.count)) : nil,
      test: judged(later, at: test, model, bands.suffix(test.set.count)))
  }

  private func judged(
    _ forecasts: Forecasts, at part: Part, _ model: FittedForecast, _ bands: JudgedBands
  ) -> JudgedPart {
    let atColumns = part.columns.map { column in
      model.combined(
        zip(forecasts.natives, column.plans).map { $1.apply(to: $0.rows(at: column.origins)) },
        weights: forecasts.weights.map { weights in column.origins.map { weights[$0] } })
    }
    let kept = keepsColumns ? zip(part.columns, atColumns).map { $0.spread($1, over: part.set.count) } : []
    var forecast = Forecast(predicted: forecasts.joined.values, band: bands.flat(steps: target.steps), atColumns: kept)
    forecast.bandLevels = bands.held(of: part.set.actual, by: forecasts.joined)
    var judged = JudgedPart(Scores(target.scores(of: forecasts.joined, at: part.set)), .forecast(forecast))
    judged.scores.band = forecast.bandLevels.first { $0.scores.level == level }?.scores
    judged.matrix = zip(part.columns, atColumns).map { $0.target.scores(of: $1, at: $0.set) }
    guard let combination = model.combination, !frame.isOfOneGrain else { return judged }
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
}

/// A model that reads one rung, or reads several and answers at one.
extension ForecastJudge: Judge {
  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .forecast(fitted([function], nil)) }
  func evaluate(_ function: FittedFunction) -> Evaluation { evaluate([function], nil) }

  func nativeForecast(_ function: FittedFunction) -> NativeForecast? { nativeForecast([function], nil, weights: [1]) }

  /// What members of one grain forecast together at their own grain.
  func nativeForecast(
    _ functions: [FittedFunction], _ combination: Joining.Combination?, weights: [Double]
  ) -> NativeForecast {
    let model = FittedForecast(frame: frame, functions: functions, combination: combination, weights: weights)
    let predictors = model.predictors
    return NativeForecast(
      grain: frame.members[0].grain, validation: model.native(validation.questions, predictors),
      test: model.native(test.questions, predictors))
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
