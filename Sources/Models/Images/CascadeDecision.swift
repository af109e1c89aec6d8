import Networks
import Telemetry
import Tensors

/// Predictions of models from coarse to fine, of which each image takes the first that is sure enough.
struct Cascade {
  struct Stage {
    let rung: RungID
    /// Of one prediction.
    let multiplyAdds: Int
    /// `[images, classes]`
    let probabilities: Matrix
  }

  /// Coarse to fine.
  private let stages: [Stage]
  private let labels: [Int32]
  private let winners: [[Int32]]

  /// At which the curve is drawn.
  private static let thresholds: [Double] = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1]

  init(_ stages: [Stage], labels: [Int32]) {
    self.stages = stages
    self.labels = labels
    winners = stages.map(\.probabilities.largestColumns)
  }

  /// The stage that decides each image: the first whose largest probability is at least τ, else the finest.
  func deciders(at threshold: Float) -> [Int] {
    labels.indices.map { image in
      stages.indices.first { stage in
        stages[stage].probabilities[image, Int(winners[stage][image])] >= threshold
      } ?? stages.count - 1
    }
  }

  func evaluation(at threshold: Float) -> Evaluation {
    let deciders = deciders(at: threshold)
    let classCount = stages[0].probabilities.columns
    var chosen = Matrix(rows: labels.count, columns: classCount)
    for (image, stage) in deciders.enumerated() {
      for column in 0..<classCount { chosen[image, column] = stages[stage].probabilities[image, column] }
    }
    var evaluation = ClassJudge.evaluation(of: chosen, labels: labels)
    evaluation.parts = stages.indices.reversed().map { stage in
      PartEvaluation(
        rung: stages[stage].rung,
        scores: ClassJudge.evaluation(of: stages[stage].probabilities, labels: labels).scores, predicted: [],
        weight: share(of: stage, deciders))
    }
    evaluation.cascade = CascadeReport(
      threshold: Double(threshold), rungs: stages.map(\.rung), multiplyAdds: stages.map(\.multiplyAdds),
      point: point(Double(threshold), deciders),
      curve: Self.thresholds.map { point($0, self.deciders(at: Float($0))) })
    return evaluation
  }

  private func point(_ threshold: Double, _ deciders: [Int]) -> CascadePoint {
    var (right, spent) = (0, 0)
    for (image, stage) in deciders.enumerated() {
      if winners[stage][image] == labels[image] { right += 1 }
      // Who decides late has asked all before it too.
      for asked in 0...stage { spent += stages[asked].multiplyAdds }
    }
    let count = Double(max(1, labels.count))
    return CascadePoint(
      threshold: threshold, accuracy: Double(right) / count, multiplyAdds: Double(spent) / count,
      shares: stages.indices.map { share(of: $0, deciders) })
  }

  private func share(of stage: Int, _ deciders: [Int]) -> Double {
    Double(deciders.count { $0 == stage }) / Double(max(1, deciders.count))
  }
}
