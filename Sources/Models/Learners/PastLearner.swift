import Networks
import Telemetry

/// A learner whose model goes along the whole past of a rung, and which is found in one step.
protocol PastLearner: Learner {
  var settings: Settings { get }
  var ground: SmoothingGround { get }
  var judge: any Judge { get }
  /// The model as it is now.
  var function: FittedFunction { get }
}

extension PastLearner {
  func validationLoss() -> Float? { ground.validationError(function).map { Float($0) } }
  func fitted() -> FittedModel { FittedModel(settings: settings, subject: judge.fitted(function)) }
  func evaluate() -> Evaluation { judge.evaluate(function) }
  func nativeForecast() -> NativeForecast? { judge.nativeForecast(function) }
  func checkpoint() -> LearnerCheckpoint { .closedForm }
  func restore(_ checkpoint: LearnerCheckpoint) {}
  var sweep: [(parameter: Double, validationError: Double)] { [] }
}
