import Models
import Studies
import Telemetry

/// What came of evaluating every rung, put together for text and JSON.
struct EvaluationReport {
  struct Row {
    let rung: RungID
    /// Means over seeds, one for each column, with the origins that were scored.
    let matrix: [GrainScores]
    /// Means over seeds, at the common target.
    let scores: Scores
    let parameters: Int
    /// Of one seed.
    let multiplyAdds: Int
    let seconds: Double
    var isOnFront = false
  }

  let info: SessionInfo
  let recipe: Recipe
  let seeds: SeedReport
  private(set) var rows: [Row]

  init(info: SessionInfo, outcomes: [SeedOutcome], seeds: [UInt64], recipe: Recipe) {
    self.info = info
    self.recipe = recipe
    self.seeds = SeedReport(outcomes, seeds: seeds, task: info.target.task)
    var rows: [Row] = []
    for rung in info.rungs.map(\.id) {
      let own = outcomes.filter { $0.plan.rung == rung }
      guard let first = own.first else { continue }
      let matrix = first.evaluation.test.matrix.indices.map { column in
        GrainScores(
          grain: first.evaluation.test.matrix[column].grain,
          scores: Scores(meanOf: own.map { $0.evaluation.test.matrix[column].scores }))
      }
      rows.append(
        Row(
          rung: rung, matrix: matrix, scores: Scores(meanOf: own.map(\.evaluation.test.scores)),
          parameters: first.plan.parameterCount, multiplyAdds: first.multiplyAdds,
          seconds: own.reduce(0) { $0 + $1.seconds } / Double(own.count)))
    }
    let report = self.seeds
    for index in ParetoFront.indices(
      of: rows.map { (Double($0.multiplyAdds), report.rung($0.rung)?.mean ?? .nan) })
    {
      rows[index].isOnFront = true
    }
    self.rows = rows
  }
}

extension Scores {
  /// Means over seeds; a score that one of them lacks is missing.
  init(meanOf all: [Scores]) {
    func mean(_ score: (Scores) -> Double?) -> Double? {
      let values = all.compactMap(score)
      return values.count == all.count && !values.isEmpty ? values.reduce(0, +) / Double(values.count) : nil
    }
    self.init(
      count: all.map(\.count).min() ?? 0, isRanked: all.allSatisfy(\.isRanked), mse: mean(\.mse), mae: mean(\.mae),
      rmsse: mean(\.rmsse), mase: mean(\.mase), skill: mean(\.skill), accuracy: mean(\.accuracy),
      precision: mean(\.precision), recall: mean(\.recall), f1: mean(\.f1), rmse: mean(\.rmse), r2: mean(\.r2),
      smape: mean(\.smape))
    if let band = all.first?.band, let coverage = mean({ $0.band?.coverage }) {
      self.band = BandScores(level: band.level, coverage: coverage, origins: band.origins)
    }
  }
}
