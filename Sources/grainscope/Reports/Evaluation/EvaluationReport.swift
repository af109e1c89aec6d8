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
    /// Multiply-adds of an epoch, by which of equal rungs the cheaper is preferred.
    let epochCost: Int
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
  /// Rungs that may be ranked by their mean validation errors, the best first, by the rule by which `train` ranks runs.
  let order: [RungID]
  /// What went wrong with a rung under some seed.
  let flaws: [RungID: SeedOutcome.Flaw]
  private let reports: [ScoredPart: SeedReport]
  /// What validation errors of sound rungs say.
  private let soundVerdicts: [String]
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
          parameters: first.plan.parameterCount, multiplyAdds: first.multiplyAdds, epochCost: first.plan.epochCost,
          seconds: own.reduce(0) { $0 + $1.seconds } / Double(own.count)))
    }
    let flaws = Dictionary(outcomes.compactMap { own in own.flaw.map { (own.plan.rung, $0) } }) { first, _ in first }
    let task = info.target.task
    let judged = reports[.validation]
    let errors = rows.map { row -> Double in
      guard row.validation?.scores.isRanked == true, flaws[row.rung] == nil else { return .nan }
      return judged?.rung(row.rung)?.mean ?? .nan
    }
    let standings = rows.indices.map { Standing(errors[$0], task, cost: rows[$0].epochCost, place: $0) }
    order = rows.indices.filter { errors[$0].isFinite }.sorted { standings[$0] < standings[$1] }.map { rows[$0].rung }
    for index in ParetoFront.indices(of: rows.indices.map { (Double(rows[$0].multiplyAdds), errors[$0]) }) {
      rows[index].isOnFront = true
    }
    self.flaws = flaws
    soundVerdicts =
      SeedReport(outcomes.filter { flaws[$0.plan.rung] == nil }, seeds: seeds, task: task, part: .validation).verdicts
    self.rows = rows
  }

  /// What the seeds say of a part.
  func seedReport(_ part: ScoredPart) -> SeedReport {
    reports[part] ?? SeedReport(seeds: seeds, task: info.target.task, rungs: [], verdicts: [])
  }

  /// What follows from validation scores; where there are none, nothing does.
  var verdicts: [String] {
    rows.contains { $0.validation?.scores.isRanked == false } ? [] : soundVerdicts
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
      self.band?.intervalScore = mean { $0.band?.intervalScore }
    }
  }
}
