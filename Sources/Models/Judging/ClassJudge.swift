import Basics
import Networks
import Telemetry
import Tensors

/// Scores class probabilities on the samples of both parts.
struct ClassJudge: Judge {
  /// Of a single member.
  let frame: SampleFrame
  /// Scaled as the training rows.
  let validation, test: JudgedSamples<Int32>

  func input(of sample: Int, in part: ScoredPart) -> [Float]? {
    switch part {
    case .validation: validation.input(of: sample)
    case .test: test.input(of: sample)
    }
  }

  private func samples(_ function: FittedFunction) -> FittedSamples {
    FittedSamples(frame: frame, functions: [function])
  }

  func fitted(_ function: FittedFunction) -> FittedModel.Subject { .samples(samples(function)) }

  func evaluate(_ function: FittedFunction) -> Evaluation {
    let model = samples(function)
    func judged(_ part: ScoredPart, _ asked: JudgedSamples<Int32>) -> JudgedPart {
      Self.judged(model.answers(to: [asked.inputs])[0], labels: asked.targets, part)
    }
    return Evaluation(
      validation: validation.targets.isEmpty ? nil : judged(.validation, validation), test: judged(.test, test))
  }

  /// - Parameter probabilities: `[samples, classes]`
  static func judged(_ probabilities: Matrix, labels: [Int32], _ part: ScoredPart) -> JudgedPart {
    let winners = probabilities.largestColumns
    let board = ClassScores(predicted: winners, actual: labels, classCount: probabilities.columns)
    let scores = Scores(
      count: labels.count, isRanked: labels.count >= part.leastRanked(.classes), accuracy: board.accuracy,
      precision: board.macroPrecision, recall: board.macroRecall, f1: board.macroF1)
    var predictions = ClassPredictions(
      confusion: board.confusion, figures: board.figures, predicted: winners.map(Int.init),
      probability: winners.enumerated().map { probabilities[$0.offset, Int($0.element)] })
    predictions.probabilities = probabilities.values
    return JudgedPart(scores, .classes(predictions))
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
