import Networks
import Telemetry
import Tensors

/// Exponential smoothing whose form and rates are searched for in one step, on training rows.
final class SmoothingLearner: PastLearner {
  var outline: LearnerOutline
  let settings: Settings
  let ground: SmoothingGround
  let judge: any Judge
  private var fit: FittedSmoothing

  init(settings: Settings, ground: SmoothingGround, judge: any Judge) {
    self.settings = settings
    self.ground = ground
    self.judge = judge
    fit = ground.first
    outline = LearnerOutline(
      summary: Words.summarySmoothing(horizon: ground.horizon), trainingRows: ground.course.bins.count,
      validationRows: ground.validation.count, parameterCount: ground.largest.parameterCount,
      multiplyAddsPerExample: 12 + 6 * ground.horizon, lookback: 0)
  }

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    let found = ground.fitted(settings.smoothing)
    if let fitted = found.fitted { fit = fitted }
    losses[0] = Float(found.error / (ground.scale * ground.scale))
    return StepOutcome(
      steps: 1, epochEnded: true, examples: outline.trainingRows, multiplyAdds: found.work)
  }

  var function: FittedFunction { .smoothing(fit) }
  var weightsAreFinite: Bool { fit.isFinite }
  func weightsHash() -> UInt64 { fit.hash }
  var finding: String? { fit.finding }
}
