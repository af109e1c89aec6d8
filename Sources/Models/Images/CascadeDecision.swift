import Basics
import Networks
import Telemetry
import Tensors

/// Predictions of models from coarse to fine, of which each sample takes the first that is sure enough.
struct CascadeDecision {
  /// Coarse to fine, `[samples, classes]` each.
  let stages: [Matrix]
  /// The most probable class of each sample, at each stage.
  let winners: [[Int32]]

  init(_ stages: [Matrix]) {
    self.stages = stages
    winners = stages.map(\.largestColumns)
  }

  /// The stage that decides each sample: the first whose largest probability is at least τ, else the finest.
  func deciders(at threshold: Float) -> [Int] {
    (0..<stages[0].rows).map { sample in
      stages.indices.first { stage in
        stages[stage][sample, Int(winners[stage][sample])] >= threshold
      } ?? stages.count - 1
    }
  }

  /// `[samples, classes]`, of the stages that decide.
  func chosen(at threshold: Float) -> Matrix {
    var chosen = Matrix(rows: stages[0].rows, columns: stages[0].columns)
    for (sample, stage) in deciders(at: threshold).enumerated() {
      for column in 0..<chosen.columns { chosen[sample, column] = stages[stage][sample, column] }
    }
    return chosen
  }
}

/// A cascade on the images of a part: how well it decides, and at what cost, over τ.
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
  private let part: ScoredPart
  private let decision: CascadeDecision

  /// At which the curve is drawn.
  private static let thresholds: [Double] = [0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 0.99, 0.999, 1]

  init(_ stages: [Stage], labels: [Int32], _ part: ScoredPart) {
    self.stages = stages
    self.labels = labels
    self.part = part
    decision = CascadeDecision(stages.map(\.probabilities))
  }

  func judged(at threshold: Float) -> JudgedPart {
    let deciders = decision.deciders(at: threshold)
    var judged = ClassJudge.judged(decision.chosen(at: threshold), labels: labels, part)
    judged.parts = stages.indices.reversed().map { stage in
      PartEvaluation(
        rung: stages[stage].rung,
        scores: ClassJudge.judged(stages[stage].probabilities, labels: labels, part).scores, predicted: [],
        weight: share(of: stage, deciders))
    }
    judged.cascade = CascadeReport(
      threshold: Double(threshold), rungs: stages.map(\.rung), multiplyAdds: stages.map(\.multiplyAdds),
      point: point(Double(threshold), deciders),
      curve: Self.thresholds.map { point($0, decision.deciders(at: Float($0))) })
    return judged
  }

  private func point(_ threshold: Double, _ deciders: [Int]) -> CascadePoint {
    var (right, spent) = (0, 0)
    for (image, stage) in deciders.enumerated() {
      if decision.winners[stage][image] == labels[image] { right += 1 }
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
