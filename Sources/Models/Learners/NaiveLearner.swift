import Networks
import Telemetry
import Tensors

/// A forecast that copies what it has seen: the last value, or the value one season before. Nothing is learnt.
package final class NaiveLearner: Learner {
  package var outline: LearnerOutline
  private let settings: Settings
  private let function: FittedFunction
  private let training: Examples
  private let validation: Examples
  private let judge: any Judge

  /// - Parameter copied: for each output the input that it repeats; nil repeats the last value, from which windows are
  ///   measured, that is 0.
  package init(
    settings: Settings, copied: [Int?], training: Examples, validation: Examples, lookback: Int, judge: any Judge
  ) {
    self.settings = settings
    function = .copy(copied, inputs: training.inputCount)
    self.training = training
    self.validation = validation
    self.judge = judge
    let isSeasonal = copied.contains { $0 != nil }
    outline = LearnerOutline(
      summary: isSeasonal ? Words.summarySeasonalNaive : Words.summaryNaive,
      trainingRows: training.count, validationRows: validation.count, parameterCount: 0,
      multiplyAddsPerExample: 0, lookback: lookback)
  }

  private func error(_ part: Examples) -> Float {
    let predict = function.predictor()
    var sum = 0.0
    part.forEachPiece { inputs, targets in
      let predicted = predict(inputs).values
      for (index, target) in targets.values.enumerated() {
        sum += Double(predicted[index] - target) * Double(predicted[index] - target)
      }
    }
    return Float(sum / Double(max(1, part.count * part.outputCount)))
  }

  package func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    losses[0] = error(training)
    return StepOutcome(steps: 1, epochEnded: true, examples: training.count)
  }

  package func validationLoss() -> Float? { validation.count > 0 ? error(validation) : nil }
  package func fitted() -> FittedModel { FittedModel(settings: settings, subject: judge.fitted(function)) }
  package func evaluate() -> Evaluation { judge.evaluate(function) }
  package func nativeForecast() -> NativeForecast? { judge.nativeForecast(function) }
  package func checkpoint() -> LearnerCheckpoint { .closedForm }
  package func restore(_ checkpoint: LearnerCheckpoint) {}
  package var weightsAreFinite: Bool { true }
  package func weightsHash() -> UInt64 { bitHashSeed }
  package var sweep: [(parameter: Double, validationError: Double)] { [] }
}
