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
  /// From each rung to the next finer one; empty where no forecast becomes part of a finer one.
  private let descents: [Descent]

  /// The way of a coarse forecast down, and where the finer rung's outputs are measured from.
  private struct Descent {
    let validation: RefinementPlan
    let test: RefinementPlan
    let levels: NativeForecast
  }

  /// - Parameter isTied: whether coarse forecasts may become part of finer ones.
  init(scorer: ForecastScorer, members: [JointWindows.Member], tied isTied: Bool) throws {
    self.scorer = scorer
    rungs = members.map(\.rung)
    let target = scorer.target
    let forecasters = try members.map {
      try RungForecaster(target: target, matrix: scorer.matrix, windows: $0.windows)
    }
    self.forecasters = forecasters
    let question = target.question
    descents = try members.indices.dropLast(isTied ? 1 : members.count).map { index in
      let (fine, coarse) = (members[index].windows, members[index + 1].windows)
      let refinement = try TimeRefinement(
        from: coarse.grain, to: fine.grain, steps: fine.horizon, series: question.series, target: question.target,
        borders: question.borders)
      return Descent(
        validation: refinement.plan(for: target.validation.origins, ownSteps: coarse.horizon),
        test: refinement.plan(for: target.test.origins, ownSteps: coarse.horizon), levels: forecasters[index].levels)
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
    for (index, descent) in descents.enumerated().reversed() {
      let (detail, coarse) = (natives[index], natives[index + 1])
      func joined(_ part: (NativeForecast) -> DoubleMatrix, _ plan: RefinementPlan) -> DoubleMatrix {
        var sum = plan.apply(to: part(coarse))
        for place in sum.values.indices {
          sum.values[place] += part(detail).values[place] - part(descent.levels).values[place]
        }
        return sum
      }
      natives[index] = NativeForecast(
        grain: detail.grain, validation: joined(\.validation, descent.validation),
        test: joined(\.test, descent.test))
    }
    return natives
  }
}
