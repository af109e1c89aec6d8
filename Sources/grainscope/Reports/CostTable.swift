import Basics
import Telemetry

/// What each rung took to its end, and its best epoch beside its last.
struct CostTable {
  private let tally: TrainTally

  init(_ tally: TrainTally) { self.tally = tally }

  var text: String {
    let header = [
      Words.scoreGrain, Words.costBest, Words.costBestLoss, Words.costLastLoss, Words.costSteps,
      Words.costMultiplyAdds, Words.costParameters, Words.costSeconds,
    ]
    let rows = tally.ordered.map { (cost($0.record), perImage($0.record)) }
    switch tally.info.axis {
    case .space: return ScoreTable.aligned([header + [Words.costPerImage]] + rows.map { $0.0 + [$0.1] })
    case .time, .rows: return ScoreTable.aligned([header] + rows.map(\.0))
    }
  }

  private func cost(_ record: RunRecord) -> [String] {
    let epochs = record.end?.epoch ?? 0
    return [
      record.plan.rung.label,
      record.best.map { Words.costBestOf(epoch: "\($0.epoch)", epochs: "\(epochs)") } ?? "–",
      ScoreTable.number((record.best?.validationLoss).map(Double.init)),
      ScoreTable.number((record.last?.validationLoss).map(Double.init)), String(record.end?.step ?? 0),
      NumberFormat.shortCount(record.end?.multiplyAdds ?? 0), String(record.plan.parameterCount),
      ScoreTable.number(record.end?.seconds, decimals: 2),
    ]
  }

  /// What one prediction costs.
  private func perImage(_ record: RunRecord) -> String {
    let cascade = record.evaluation?.validation?.cascade ?? record.evaluation?.test.cascade
    return NumberFormat.shortCount(
      cascade.map { Int($0.point.multiplyAdds) } ?? record.plan.multiplyAddsPerPrediction)
  }
}
