import Basics
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
    lines += records.compactMap { unranked($0) }
    if records.contains(where: { $0.best != nil }) { lines.append(Words.scoreBestExplained) }
    if let target = info.forecast, shown.contains(.test), !target.test.naiveScores.isRanked {
      lines.append(Words.scoreFewOrigins)
    }
    if info.rungs.contains(where: { rung in shown.contains { rung.floor($0) != nil } }), let target = info.forecast {
      lines.append(Words.scoreFloorExplained(grain: target.grainLabel))
    }
    if let band = records.lazy.compactMap({ $0.evaluation?.validation?.scores.band }).first {
      let level = shortDecimal(band.level * 100)
      lines.append(
        shown.contains(.test)
          ? Words.scoreBandExplained(level: level, origins: band.origins)
          : Words.scoreWidthExplained(level: level, origins: band.origins))
    }
    for rung in info.rungs {
      if let reason = rung.exclusion { lines.append(Words.scoreLeftOut(rung: rung.id.label, reason: reason)) }
    }
    lines += records.compactMap { $0.divergence.map(\.explanation) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Why a run has no rank where others may have one; nil where it has one, or there is nothing to be ranked by.
  private func unranked(_ record: RunRecord) -> String? {
    guard let scores = record.evaluation?.validation?.scores, !scores.isRanked else { return nil }
    let all = tally.info.target.count(.validation)
    return Words.scoreUnranked(rung: record.plan.rung.label, count: all - scores.count, all: all)
  }
}
