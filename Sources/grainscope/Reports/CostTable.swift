import Basics
import Telemetry

/// What each rung took to its end, and its best epoch beside its last.
struct CostTable {
  private let tally: TrainTally

  init(_ tally: TrainTally) { self.tally = tally }

  var text: String {
    let records = tally.ordered.map(\.record)
    let first = [Words.scoreGrain, Words.costBest, Words.costBestLoss, Words.costLastLoss]
    let last = [Words.costMultiplyAdds, Words.costParameters, Words.costSeconds]
    // What a prediction costs tells more of images than steps do, and both do not fit into 80 columns.
    switch tally.info.axis {
    case .space:
      return ScoreTable.aligned(
        [first + last + [Words.costPerImage]] + records.map { losses($0) + costs($0) + [perImage($0)] })
    case .time, .rows:
      return ScoreTable.aligned(
        [first + [Words.costSteps] + last]
          + records.map { losses($0) + [String($0.end?.step ?? 0)] + costs($0) })
    }
  }

  private func losses(_ record: RunRecord) -> [String] {
    let epochs = record.end?.epoch ?? 0
    return [
      record.plan.rung.label,
      record.best.map { Words.costBestOf(epoch: "\($0.epoch)", epochs: "\(epochs)") } ?? "–",
      ScoreTable.number((record.best?.validationLoss).map(Double.init)),
      ScoreTable.number((record.last?.validationLoss).map(Double.init)),
    ]
  }

  private func costs(_ record: RunRecord) -> [String] {
    [
      NumberFormat.shortCount(record.end?.multiplyAdds ?? 0), String(record.plan.parameterCount),
      ScoreTable.number(record.end?.seconds, decimals: 2),
    ]
  }

  /// What one prediction costs.
  private func perImage(_ record: RunRecord) -> String {
    NumberFormat.shortCount(record.predictionCost)
  }
}
