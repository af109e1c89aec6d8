import Basics
import Models
import Telemetry

/// What must be known to read the tables of scores, a line each.
struct ScoreNotes {
  private let tally: TrainTally
  private let shown: [ScoredPart]
  private let ranked: Int

  /// - Parameters:
  ///   - shown: the parts whose scores may be seen.
  ///   - ranked: how many runs are ranked.
  init(_ tally: TrainTally, shown: [ScoredPart], ranked: Int) {
    self.tally = tally
    self.shown = shown
    self.ranked = ranked
  }

  var text: String {
    let info = tally.info
    let records = tally.ordered.map(\.record)
    var lines: [String] = []
    if ranked > 1 { lines.append(Words.scoreRanked) }
    if let alike = alike(records) { lines.append(alike) }
    if let few = Self.fewValidation(info, runs: records.count) { lines.append(few) }
    lines += records.compactMap { unranked($0) }
    lines += tally.refusals.map(\.reason)
    if records.contains(where: { $0.evaluation?.validation?.weightsLearnt != nil }) {
      lines.append(shown.contains(.test) ? Words.scoreWeightsLearnt : Words.scoreWeightsOfHalves)
    }
    if records.contains(where: { !$0.plan.parts.isEmpty }) { lines.append(Words.scorePartsExplained) }
    if records.contains(where: { $0.settings[.combination] == .choice("sum") }) {
      lines.append(Words.scoreSumLearns)
    }
    if let shaped = Self.shaped(info, records.map { ($0.plan.rung, $0.plan.recipe) }) { lines.append(shaped) }
    if records.contains(where: { $0.best != nil }) {
      lines.append(Words.scoreBestExplained)
      switch info.target {
      case .forecast: if records.count > 1 { lines.append(Words.scoreLossScales) }
      case .classes, .number: break
      }
    }
    if let target = info.forecast, shown.contains(.test), !target.test.naiveScores.isRanked {
      lines.append(Words.scoreFewOrigins)
    }
    if info.forecast?.hasSeason == false { lines.append(Words.scoreWithoutSeason) }
    if info.rungs.contains(where: { rung in shown.contains { rung.floor($0) != nil } }), let target = info.forecast {
      lines.append(Words.scoreFloorExplained(grain: target.grainLabel))
    }
    lines += bands(records)
    for rung in info.rungs {
      if let reason = rung.exclusion { lines.append(Words.scoreLeftOut(rung: rung.id.label, reason: reason)) }
    }
    for record in records {
      guard let divergence = record.divergence else { continue }
      lines.append(Words.trainDiverged(rung: record.plan.rung.label, explanation: divergence.explanation))
      lines.append(diverged(record))
    }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Which weights of a run that diverged are scored, and that it has no rank.
  private func diverged(_ record: RunRecord) -> String {
    let rung = record.plan.rung.label
    return record.best.map { Words.scoreDivergedBest(rung: rung, epoch: "\($0.epoch)") }
      ?? Words.scoreDiverged(rung: rung)
  }

  /// Rungs that stand in the order of their costs, as their errors are alike as far as they count; nil where none does.
  private func alike(_ records: [RunRecord]) -> String? {
    let task = tally.info.target.task
    let ranking = RunScores.ranking(records, by: .validation, task)
    let turned = zip(ranking, ranking.dropFirst()).filter { $1.error < $0.error }
    let rungs = ranking.filter { entry in
      turned.contains { pair in task.shown(pair.0.error) == task.shown(entry.error) }
    }
    return rungs.isEmpty ? nil : Words.scoreAlike(rungs: Listing.all(rungs.map(\.run.plan.rung.label)))
  }

  /// What the columns of the band are.
  private func bands(_ records: [RunRecord]) -> [String] {
    let bands = records.compactMap { $0.evaluation?.validation?.scores.band }
    guard let first = bands.first else { return [] }
    return [Words.scoreBandExplained(level: shortDecimal(first.level * 100))]
  }

  /// Which naive forecasts are more than a copy at the grain of scoring; nil where none is.
  static func shaped(_ info: SessionInfo, _ runs: [(rung: RungID, recipe: String)]) -> String? {
    guard let grain = info.forecast?.grainLabel else { return nil }
    let naive = Set([Recipe.naive, .seasonalNaive].map(\.rawValue))
    // What has a floor is refined.
    let refined = info.rungs.filter { rung in ScoredPart.allCases.contains { rung.floor($0) != nil } }.map(\.id)
    let shaped = runs.filter { naive.contains($0.recipe) && refined.contains($0.rung) }.map(\.rung.label)
    return shaped.isEmpty ? nil : Words.scoreNaiveShaped(count: shaped.count, rungs: Listing.all(shaped), grain: grain)
  }

  /// Why no rung is marked as the best, where there would be one among several runs; nil where one is.
  static func fewValidation(_ info: SessionInfo, runs: Int) -> String? {
    let (count, least) = (info.target.count(.validation), info.target.leastRanked(.validation))
    return runs > 1 && 0 < count && count < least ? Words.scoreFewValidation(count: count, least: least) : nil
  }

  /// Why a run has no rank where others may have one; nil where it has one, or there is nothing to be ranked by.
  private func unranked(_ record: RunRecord) -> String? {
    if record.dead != nil { return Words.scoreDead(rung: record.plan.rung.label) }
    guard let scores = record.evaluation?.validation?.scores, !scores.isRanked else { return nil }
    let all = tally.info.target.count(.validation)
    guard scores.count < all else { return nil }
    return Words.scoreUnranked(rung: record.plan.rung.label, count: all - scores.count, all: all)
  }
}
