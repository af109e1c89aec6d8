import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Judges sub-models that were joined: each by itself and what they say together.
struct JointJudge: Sendable {
  private let scorer: ForecastScorer
  private let rungs: [RungID]
  private let forecasters: [RungForecaster]
  /// From each rung to the next finer one, at validation and test origins.
  private let descents: [TimeRefinement]

  init(scorer: ForecastScorer, members: [JointWindows.Member]) throws {
    self.scorer = scorer
    rungs = members.map(\.rung)
    forecasters = try members.map {
      try RungForecaster(target: scorer.target, matrix: scorer.matrix, windows: $0.windows)
    }
    let question = scorer.target.question
    descents = try zip(members, members.dropFirst()).map { fine, coarse in
      try TimeRefinement(
        from: coarse.windows.grain, to: fine.windows.grain, steps: fine.windows.horizon, series: question.series,
        target: question.target, borders: question.borders)
    }
  }

  /// - Parameter predict: maps rows of features of the sub-model at a position to rows of its outputs.
  func evaluate(_ combination: Joining.Combination, _ predict: (Int, Matrix) -> Matrix) -> Evaluation {
    let parts = natives(combination, predict)
    let brought = zip(forecasters, parts).map { $0.brought($1) }
    let target = scorer.target
    let weights = CombinationWeights(
      combination, validation: brought.map(\.validation), actual: target.validation.actual
    ).weights
    var evaluation = scorer.evaluation(of: TargetForecast(brought, weights: weights))
    evaluation.parts = rungs.indices.map { index in
      PartEvaluation(
        rung: rungs[index], scores: Scores(target.scores(of: brought[index].test, at: target.test)),
        predicted: brought[index].test.values, weight: combination == .sum ? nil : weights[index])
    }
    return evaluation
  }

  /// Each sub-model's own forecasts; under `sum` those of a finer one are the coarser one's level with its own detail.
  private func natives(_ combination: Joining.Combination, _ predict: (Int, Matrix) -> Matrix) -> [NativeForecast] {
    var natives = forecasters.indices.map { index in forecasters[index].native { predict(index, $0) } }
    guard combination == .sum else { return natives }
    for index in natives.indices.dropLast().reversed() {
      let (detail, levels, coarse) = (natives[index], forecasters[index].levels, natives[index + 1])
      let target = scorer.target
      func joined(_ part: (NativeForecast) -> Matrix, _ origins: OriginSet) -> Matrix {
        let plan = descents[index].plan(for: origins.origins, ownSteps: part(coarse).columns)
        var sum = plan.apply(to: part(coarse))
        for place in sum.values.indices {
          sum.values[place] += part(detail).values[place] - part(levels).values[place]
        }
        return sum
      }
      natives[index] = NativeForecast(
        grain: detail.grain, validation: joined(\.validation, target.validation), test: joined(\.test, target.test))
    }
    return natives
  }
}
