import Networks
import Telemetry
import Tensors

/// A forecast that copies what it has seen: the last value, or the value one season before. Nothing is learnt.
package final class NaiveLearner: Learner {
  package let outline: LearnerOutline
  private let settings: Settings
  private let function: FittedFunction
  private let training: (inputs: Matrix, targets: Matrix)
  private let validation: (inputs: Matrix, targets: Matrix)
  private let judge: any Judge

  /// - Parameter copied: for each output the input that it repeats; nil repeats the last value, from which windows are
  ///   measured, that is 0.
  package init(
    settings: Settings, copied: [Int?], training: (inputs: Matrix, targets: Matrix),
    validation: (inputs: Matrix, targets: Matrix),
    lookback: Int, judge: any Judge
  ) {
    self.settings = settings
    function = .copy(copied, inputs: training.inputs.columns)
    self.training = training
    self.validation = validation
    self.judge = judge
    let isSeasonal = copied.contains { $0 != nil }
    outline = LearnerOutline(
      summary: isSeasonal ? "the value one season ago" : "the last value",
      trainingRows: training.inputs.rows, validationRows: validation.inputs.rows, parameterCount: 0,
      multiplyAddsPerExample: 0, lookback: lookback)
  }

  private func error(_ part: (inputs: Matrix, targets: Matrix)) -> Float {
    let predicted = function.predictor()(part.inputs).values
    var sum = 0.0
    for (index, target) in part.targets.values.enumerated() {
      sum += Double(predicted[index] - target) * Double(predicted[index] - target)
    }
    return Float(sum / Double(max(1, predicted.count)))
  }

  package func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    losses[0] = error(training)
    return StepOutcome(steps: 1, epochEnded: true, examples: training.inputs.rows)
  }

  package func validationLoss() -> Float? { error(validation) }
  package func fitted() -> FittedModel { FittedModel(settings: settings, subject: judge.fitted(function)) }
  package func evaluate() -> Evaluation { judge.evaluate(function) }
  package func nativeForecast() -> NativeForecast? { judge.nativeForecast(function) }
  package func checkpoint() -> LearnerCheckpoint { .closedForm }
  package func restore(_ checkpoint: LearnerCheckpoint) {}
  package var weightsAreFinite: Bool { true }
  package func weightsHash() -> UInt64 { bitHashSeed }
  package var sweep: [(parameter: Double, validationError: Double)] { [] }
}
