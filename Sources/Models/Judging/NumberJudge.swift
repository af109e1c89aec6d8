import Datasets
import Granularity
import Telemetry
import Tensors

/// Scores numbers predicted for test samples, in the target's own units.
struct NumberJudge: Judge {
  let inputs: Matrix
  let actual: [Double]
  let scaler: Scaler

  func evaluate(_ predict: (Matrix) -> Matrix) -> Evaluation {
    let predicted = scaler.inverse(predict(inputs)).values
    let errors = ErrorSum(predicted, against: actual)
    guard errors.count > 0 else {
      return Evaluation(step: 0, epoch: 0, multiplyAdds: 0, scores: Scores(count: 0, isRanked: false))
    }
    return Evaluation(
      step: 0, epoch: 0, multiplyAdds: 0,
      scores: Scores(
        count: errors.count, isRanked: errors.count >= CommonTarget.rankedOrigins, mse: errors.mse, mae: errors.mae,
        rmse: errors.rmse, smape: errors.smape))
  }
}
