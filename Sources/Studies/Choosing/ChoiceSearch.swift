import Models
import Telemetry

/// The search for a grain and the structure that suits it: which trainings to do, and what came of them.
///
/// In two rounds: every rung with lookbacks around the suggested one; then, where the recipe has hidden layers, the best
/// lookback with narrower ones. A value: whoever runs the trainings decides where and in which order.
package struct ChoiceSearch: Sendable {
  /// One rung with one structure.
  package struct Candidate: Hashable, Sendable {
    package let rung: RungID
    package let settings: Settings
  }

  /// A candidate to train on what was known before a block, and to score on the block.
  package struct Job: Hashable, Sendable {
    package let candidate: Candidate
    package let block: Int
  }

  package let ground: ChoiceGround
  /// Many trainings are compared, so that none continues for long once it has stopped getting better.
  private static let mostEpochs = 200
  private static let patience = 10
  private let settings: Settings
  /// RMSSE of every candidate that was tried, by block.
  private var errors: [Candidate: [Int: Double]] = [:]
  private var tried: [Candidate] = []
  /// Multiply-adds of an epoch, the most over blocks.
  private var costs: [Candidate: Int] = [:]
  /// `[origins, steps]` of every candidate in each block; empty where they are not to be kept.
  private var predicted: [Candidate: [Int: [Double]]] = [:]

  /// - Parameter settings: of every candidate, but for lookback and widths.
  /// - Throws: ``ChoosingError``.
  package init(_ ground: ChoiceGround, _ settings: Settings) throws(ChoosingError) {
    guard !settings.recipe.joins else { throw .joinsRungs(settings.recipe) }
    self.ground = ground
    var settings = settings
    settings.epochs = min(settings.epochs, Self.mostEpochs)
    if settings.patience == 0 { settings.patience = Self.patience }
    self.settings = settings
  }

  private var hasWidths: Bool { settings.knobs.contains { $0.knob == .units } }

  /// Trainings of both rounds, where all rungs can be trained.
  package var plannedJobs: Int {
    let first = ground.rungs.reduce(0) { $0 + lookbacks(of: $1).count }
    let tried = ground.rungs.count { !lookbacks(of: $0).isEmpty }
    return (first + (hasWidths ? (widths.count - 1) * tried : 0)) * ground.blocks.count
  }

  private func lookbacks(of rung: RungID) -> [Int] { ground.lookbacks[rung] ?? [] }

  /// As asked, half of it and a quarter.
  private var widths: [[Int]] {
    var all: [[Int]] = []
    for divisor in [1, 2, 4] {
      let units = settings.units.map { max($0 / divisor, 1) }
      if !all.contains(units) { all.append(units) }
    }
    return all
  }

  /// The first round.
  package func lookbackJobs() -> [Job] {
    jobs(
      of: ground.rungs.flatMap { rung in
        lookbacks(of: rung).map { rows in
          var candidate = settings
          candidate.lookback = rows
          return Candidate(rung: rung, settings: candidate)
        }
      })
  }

  /// The second round, from what the first one has found.
  package func widthJobs() -> [Job] {
    guard hasWidths else { return [] }
    return jobs(
      of: ground.rungs.compactMap(best).flatMap { found in
        widths.dropFirst().map { units in
          var candidate = found.settings
          candidate.units = units
          return Candidate(rung: found.rung, settings: candidate)
        }
      })
  }

  private func jobs(of candidates: [Candidate]) -> [Job] {
    ground.blocks.indices.flatMap { block in candidates.map { Job(candidate: $0, block: block) } }
  }

  /// Takes in what a job came to; nil where it could not be trained.
  ///
  /// - Parameters:
  ///   - cost: multiply-adds of an epoch.
  ///   - forecast: behind the error, `[origins, steps]`; nil where it is not to be kept.
  package mutating func note(_ error: Double?, cost: Int = 0, forecast: [Double]? = nil, of job: Job) {
    if errors[job.candidate] == nil {
      errors[job.candidate] = [:]
      tried.append(job.candidate)
    }
    if let error, error.isFinite { errors[job.candidate]?[job.block] = error }
    costs[job.candidate] = max(costs[job.candidate] ?? 0, cost)
    if let forecast { predicted[job.candidate, default: [:]][job.block] = forecast }
  }

  /// Its errors in time order; nil where a block is missing, as means over other blocks cannot be compared.
  private func errors(of candidate: Candidate) -> [Double]? {
    let found = ground.blocks.indices.compactMap { errors[candidate]?[$0] }
    return found.count == ground.blocks.count ? found : nil
  }

  private func blockMean(of candidate: Candidate) -> BlockMean {
    BlockMean(errors(of: candidate) ?? [], origins: ground.origins)
  }

  /// The structure on a rung that is first by ``Standing`` of its mean error.
  private func best(on rung: RungID) -> Candidate? {
    let known = tried.filter { $0.rung == rung && errors(of: $0) != nil }.enumerated().map { place, candidate in
      (
        candidate,
        Standing(blockMean(of: candidate).mean, .forecast, cost: costs[candidate] ?? 0, place: place)
      )
    }
    return known.min { $0.1 < $1.1 }?.0
  }

  /// - Throws: ``ChoosingError`` where nothing could be trained on all blocks.
  package func report() throws(ChoosingError) -> ChoiceReport {
    let found = ground.rungs.compactMap(best)
    guard
      let rule = OneStandardError(
        found.map { errors(of: $0) ?? [] }, costs: found.map { costs[$0] ?? 0 }, origins: ground.origins)
    else { throw .nothingTrained }
    let rungs = found.enumerated().map { place, candidate in
      let mean = blockMean(of: candidate)
      var rung = ChoiceReport.Rung(
        rung: candidate.rung, error: mean.mean, standardError: mean.standardError,
        blocks: errors(of: candidate) ?? [], lookback: settings.choosesLookback ? candidate.settings.lookback : nil,
        units: hasWidths ? candidate.settings.units : [])
      rung.differenceError = rule.differences[place].standardError
      if let kept = predicted[candidate] { rung.predicted = ground.blocks.indices.compactMap { kept[$0] } }
      return rung
    }
    var report = ChoiceReport(
      rungs: rungs, best: rungs[rule.best].rung, chosen: rungs[rule.chosen].rung,
      recipe: settings.recipe.rawValue, horizonLabel: ground.horizonLabel, grainLabel: ground.grainLabel,
      origins: ground.origins, droppedBlocks: ground.droppedBlocks, candidates: tried.count,
      reason: ChoiceReason(
        rungs: rungs, rule: rule, missing: ground.rungs.filter { best(on: $0) == nil }, origins: ground.origins,
        omitted: ground.blocks.map(\.target.test.omitted.total), droppedBlocks: ground.droppedBlocks,
        skipped: ground.skipped, skipsLongest: ground.skipsLongest
      ).text)
    if !predicted.isEmpty { report.blocks = ground.blocks.map(ChoiceReport.Block.init) }
    return report
  }
}

extension ChoiceReport.Block {
  init(_ block: ForecastExperiment) {
    let (target, split) = (block.target, block.split)
    self.init(
      trainingRows: split.train.upperBound, knownRows: split.validation.upperBound, rows: split.test.upperBound,
      seasonLabel: block.info.forecast?.seasonLabel, origins: target.test.origins, actual: target.test.actual.values,
      zoneOffsets: block.info.forecast?.test.zoneOffsets ?? [])
  }
}
