import Networks
import Telemetry
import Tensors

/// A forecast that copies what it has seen: the last value, or the value one season before. Nothing is learnt.
package final class NaiveLearner: Learner {
  package let outline: LearnerOutline
  private let copied: [Int?]
  private let training: (inputs: Matrix, targets: Matrix)
  private let validation: (inputs: Matrix, targets: Matrix)
  private let judge: any Judge

  /// - Parameter copied: for each output the input that it repeats; nil repeats the last value, from which windows are
  ///   measured, that is 0.
  package init(
    copied: [Int?], training: (inputs: Matrix, targets: Matrix), validation: (inputs: Matrix, targets: Matrix),
    lookback: Int, judge: any Judge
  ) {
    self.copied = copied
    self.training = training
    self.validation = validation
    self.judge = judge
    let isSeasonal = copied.contains { $0 != nil }
    outline = LearnerOutline(
      summary: isSeasonal ? Words.summarySeasonalNaive : Words.summaryNaive,
      trainingRows: training.inputs.rows, validationRows: validation.inputs.rows, parameterCount: 0,
      multiplyAddsPerExample: 0, lookback: lookback)
  }

  private func predict(_ inputs: Matrix) -> Matrix {
    var outputs = Matrix(rows: inputs.rows, columns: copied.count)
    for row in 0..<inputs.rows {
      for (output, input) in copied.enumerated() {
        if let input { outputs[row, output] = inputs[row, input] }
      }
    }
    return outputs
  }

  private func error(_ part: (inputs: Matrix, targets: Matrix)) -> Float {
    let predicted = predict(part.inputs).values
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
  package func evaluate() -> Evaluation { judge.evaluate(predict) }
  package func nativeForecast() -> NativeForecast? { judge.nativeForecast(predict) }
  package func checkpoint() -> LearnerCheckpoint { .closedForm }
  package func restore(_ checkpoint: LearnerCheckpoint) {}
  package var weightsAreFinite: Bool { true }
  package func weightsHash() -> UInt64 { bitHashSeed }
  package var sweep: [(parameter: Double, validationError: Double)] { [] }
}
