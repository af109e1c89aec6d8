import Datasets
import Granularity
import Telemetry
import Tensors

/// Scores numbers predicted for test samples, in the target's own units.
struct NumberJudge: Judge {
  /// Of a single member and a single number.
  let frame: SampleFrame
  /// `[samples, features]`, scaled as the training rows.
  let inputs: Matrix
  let actual: [Double]

  private func samples(_ function: FittedFunction) -> FittedSamples {
    FittedSamples(frame: frame, functions: [function])
  }

  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .samples(samples(function)) }

  func evaluate(_ function: FittedFunction) -> Evaluation {
    let model = samples(function)
    let none = Evaluation(step: 0, epoch: 0, multiplyAdds: 0, scores: Scores(count: 0, isRanked: false))
    guard case .numbers(let predicted) = model.said(model.answers(to: [inputs])) else { return none }
    let errors = ErrorSum(predicted.values, against: actual)
    guard errors.count > 0 else { return none }
    return Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0,
      scores: Scores(
        count: errors.count, isRanked: errors.count >= CommonTarget.rankedOrigins, mse: errors.mse, mae: errors.mae,
        rmse: errors.rmse, smape: errors.smape))
  }
}
