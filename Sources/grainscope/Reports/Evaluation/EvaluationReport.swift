import Basics
import Models
import Studies
import Telemetry

/// What came of evaluating every rung, put together for text and JSON.
struct EvaluationReport {
  struct Row {
    let rung: RungID
    /// Means over seeds; nil where there is no such part.
    let validation, test: Part?
    let parameters: Int
    /// Of one seed.
    let multiplyAdds: Int
    let seconds: Double
    var isOnFront = false

    subscript(part: ScoredPart) -> Part? {
      switch part {
      case .validation: validation
      case .test: test
      }
    }
  }

  struct Part {
    /// One for each column, with the origins that were scored.
    let matrix: [GrainScores]
    /// At the common target.
    let scores: Scores
    /// Of each seed.
    let judged: [(seed: UInt64, part: JudgedPart)]
  }

  let info: SessionInfo
  let recipe: Recipe
  let seeds: [UInt64]
  /// The parts whose scores may be seen.
  let shown: [ScoredPart]
  /// Rungs that could not be trained, fine to coarse.
  let refusals: [Refusal]
  private let reports: [ScoredPart: SeedReport]
  private(set) var rows: [Row]

  init(
    info: SessionInfo, outcomes: [SeedOutcome], failures: [RungID: String], seeds: [UInt64], recipe: Recipe,
    shown: [ScoredPart]
  ) {
    refusals = info.rungs.compactMap { rung in failures[rung.id].map { Refusal(rung: rung.id, reason: $0) } }
    self.info = info
    self.recipe = recipe
    self.seeds = seeds
    self.shown = shown.filter { info.target.count($0) > 0 }
    reports = Dictionary(
      uniqueKeysWithValues: ScoredPart.allCases.map { part in
        (part, SeedReport(outcomes, seeds: seeds, task: info.target.task, part: part))
      })
    var rows: [Row] = []
    for rung in info.rungs.map(\.id) {
      let own = outcomes.filter { $0.plan.rung == rung }
      guard let first = own.first else { continue }
      rows.append(
        Row(
          rung: rung, validation: Part(own, .validation), test: Part(own, .test),
          parameters: first.plan.parameterCount, multiplyAdds: first.multiplyAdds,
          seconds: own.reduce(0) { $0 + $1.seconds } / Double(own.count)))
    }
    let errors = reports[.validation]
    for index in ParetoFront.indices(
      of: rows.map { row in
        let isRanked = row.validation?.scores.isRanked == true
        return (Double(row.multiplyAdds), isRanked ? errors?.rung(row.rung)?.mean ?? .nan : .nan)
      })
    {
      rows[index].isOnFront = true
    }
    self.rows = rows
  }

  /// What the seeds say of a part.
  func seedReport(_ part: ScoredPart) -> SeedReport {
    reports[part] ?? SeedReport(seeds: seeds, measure: info.target.task.errorName, rungs: [], verdicts: [])
  }

  /// What follows from validation scores; where there are none, nothing does.
  var verdicts: [String] {
    rows.contains { $0.validation?.scores.isRanked == false } ? [] : seedReport(.validation).verdicts
  }
}

extension EvaluationReport.Part {
  fileprivate init?(_ outcomes: [SeedOutcome], _ part: ScoredPart) {
    judged = outcomes.compactMap { outcome in outcome.evaluation[part].map { (outcome.seed, $0) } }
    let own = judged.map(\.part)
    guard let first = own.first, own.count == outcomes.count else { return nil }
    matrix = first.matrix.indices.map { column in
      GrainScores(grain: first.matrix[column].grain, scores: Scores(meanOf: own.map { $0.matrix[column].scores }))
    }
    scores = Scores(meanOf: own.map(\.scores))
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
    if let band = all.first?.band {
      self.band = BandScores(
        level: band.level, coverage: mean { $0.band?.coverage }, origins: band.origins, width: mean { $0.band?.width })
    }
  }
}
