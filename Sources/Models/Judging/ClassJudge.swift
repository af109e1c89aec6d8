import Basics
import Networks
import Telemetry
import Tensors

/// Scores class probabilities on test samples.
struct ClassJudge: Judge {
  /// Of a single member.
  let frame: SampleFrame
  /// `[samples, features]`, scaled as the training rows.
  let inputs: Matrix
  let labels: [Int32]

  func input(of sample: Int) -> [Float]? {
    sample >= 0 && sample < inputs.rows ? Array(inputs.row(sample)) : nil
  }

  private func samples(_ function: FittedFunction) -> FittedSamples {
    FittedSamples(frame: frame, functions: [function])
  }

  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .samples(samples(function)) }

  func evaluate(_ function: FittedFunction) -> Evaluation {
    Self.evaluation(of: samples(function).answers(to: [inputs])[0], labels: labels)
  }

  /// - Parameter probabilities: `[samples, classes]`
  static func evaluation(of probabilities: Matrix, labels: [Int32]) -> Evaluation {
    let winners = probabilities.largestColumns
    let board = ClassScores(predicted: winners, actual: labels, classCount: probabilities.columns)
    let scores = Scores(
      count: labels.count, isRanked: labels.count >= 20, accuracy: board.accuracy, precision: board.macroPrecision,
      recall: board.macroRecall, f1: board.macroF1)
    var predictions = ClassPredictions(
      confusion: board.confusion, figures: board.figures, predicted: winners.map(Int.init),
      probability: winners.enumerated().map { probabilities[$0.offset, Int($0.element)] })
    predictions.probabilities = probabilities.values
    return Evaluation(step: 0, epoch: 0, multiplyAdds: 0, scores: scores, predictions: .classes(predictions))
  }
}

extension ClassScores {
  /// Of each class.
  fileprivate var figures: [ClassFigures] {
    (0..<classCount).map { label in
      ClassFigures(
        precision: precision(of: label), recall: recall(of: label), f1: f1(of: label), count: support(of: label))
    }
  }
}
