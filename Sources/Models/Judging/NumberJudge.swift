import Basics
import Datasets
import Granularity
import Telemetry
import Tensors

/// Scores numbers predicted for the samples of both parts, in the target's own units.
struct NumberJudge: Judge {
  /// Of a single member and a single number.
  let frame: SampleFrame
  /// Scaled as the training rows.
  let validation, test: JudgedSamples<Double>

  private func samples(_ function: FittedFunction) -> FittedSamples {
    FittedSamples(frame: frame, functions: [function])
  }

  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .samples(samples(function)) }

  func evaluate(_ function: FittedFunction) -> Evaluation {
    let model = samples(function)
    func judged(_ part: ScoredPart, _ asked: JudgedSamples<Double>) -> JudgedPart {
      guard case .numbers(let numbers) = model.said(model.answers(to: [asked.inputs])) else {
        return JudgedPart(Scores(count: 0, isRanked: false))
      }
      return JudgedPart(
        Scores(of: numbers.values, against: asked.targets, on: part),
        .number(NumberPredictions(predicted: numbers.values)))
    }
    return Evaluation(
      validation: validation.targets.isEmpty ? nil : judged(.validation, validation), test: judged(.test, test))
  }
}

extension Scores {
  /// Of numbers predicted for samples, in the target's own units.
  package init(of predicted: [Double], against actual: [Double], on part: ScoredPart = .test) {
    let errors = ErrorSum(predicted, against: actual)
    guard errors.count > 0 else {
      self.init(count: 0, isRanked: false)
      return
    }
    let mean = actual.reduce(0, +) / Double(actual.count)
    let spread = ErrorSum([Double](repeating: mean, count: actual.count), against: actual).squares
    // Numbers that are alike but for rounding have nothing to be explained.
    let isVaried = (spread / Double(actual.count)).squareRoot() > 16 * mean.ulp
    self.init(
      count: errors.count, isRanked: errors.count >= part.leastRanked(.number), mse: errors.mse, mae: errors.mae,
      rmse: errors.rmse, r2: isVaried ? 1 - errors.squares / spread : nil, smape: errors.hasZero ? nil : errors.smape)
  }
}
