import Basics
import Studies
import Telemetry

extension SeedReport {
  /// What seeds came to on each part. The verdict is of validation on all of them, of rungs that may be ranked alone: one does
  /// not choose by the test part, and what diverged, no longer responds or is scored at too few origins is no choice.
  package static func byPart(
    _ outcomes: [SeedOutcome], seeds: [UInt64], task: PredictionTask
  ) -> [ScoredPart: SeedReport] {
    let reasons = Dictionary(outcomes.compactMap { own in own.unranked.map { (own.plan.rung, $0) } }) { first, _ in
      first
    }
    let ranked = SeedReport(
      outcomes.filter { reasons[$0.plan.rung] == nil }, seeds: seeds, task: task, part: .validation)
    let verdicts =
      (ranked.rungs.isEmpty ? [] : ranked.verdicts)
      + Unranked.allCases.compactMap { reason in
        let rungs = outcomes.map(\.plan.rung).filter { reasons[$0] == reason }
        return rungs.isEmpty ? nil : reason.sentence(rungs)
      }
    return Dictionary(
      uniqueKeysWithValues: ScoredPart.allCases.map { part in
        var report = SeedReport(outcomes, seeds: seeds, task: task, part: part)
        for index in report.rungs.indices {
          let rung = report.rungs[index].rung
          report.rungs[index].unranked = reasons[rung]
          report.rungs[index].isLikeBest = ranked.rung(rung)?.isLikeBest
        }
        report.verdicts = verdicts
        return (part, report)
      })
  }
}

extension Unranked {
  fileprivate func sentence(_ rungs: [RungID]) -> String {
    let names = Listing.all(rungs.reduce(into: [String]()) { if $0.last != $1.label { $0.append($1.label) } })
    return switch self {
    case .diverged: Words.seedsDiverged(rungs: names)
    case .dead: Words.seedsDead(rungs: names)
    case .untrained: Words.seedsUntrained(rungs: names)
    case .fewOrigins: Words.seedsFewOrigins(rungs: names)
    }
  }
}

extension SeedOutcome {
  fileprivate var unranked: Unranked? {
    switch flaw {
    case .diverged: .diverged
    case .dead: .dead
    case nil: evaluation.validation?.scores.isRanked == true ? nil : .fewOrigins
    }
  }
}
