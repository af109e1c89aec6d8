import Basics
import Telemetry

/// A rung's error as the boards hold rungs against each other: where runs were repeated under several seeds the mean over these,
/// of every rung, else the shown run's own. Never one beside the other.
struct BoardError {
  /// Of the rung.
  let index: Int
  let run: LiveRun
  let error: Double
  /// Half the interval over seeds; nil where there is none.
  let half: Double?
  /// The same error on the part by which rungs are ranked; nil where it is not to be ranked.
  let ranked: Double?
  /// Nor is one that is scored at too few origins of the part on view.
  let isRanked: Bool
  /// Of the epochs that seeds have had, where the shown run went on.
  let epochs: Int?
}

extension State {
  /// Those of rungs that are scored, fine to coarse.
  var boardErrors: [BoardError] {
    guard let task else { return [] }
    let report = seedReport
    let (ranked, comparable) = (tradeoffs.seeds.reports[rankedPart], comparable)
    return rungs.enumerated().compactMap { index, rung in
      guard rung.exclusion == nil, let run = record(of: rung.id) else { return nil }
      let scores = comparable[rung.id]?[shownPart]?.scores
      let isEnough = scores?.isRanked ?? true
      if let report {
        guard let seeds = report.rung(rung.id), seeds.mean.isFinite else { return nil }
        let isSound = seeds.unranked == nil
        return BoardError(
          index: index, run: run, error: seeds.mean, half: seeds.isUnmoved ? nil : seeds.halfWidth,
          ranked: isSound ? ranked?.rung(rung.id)?.mean : nil, isRanked: isSound && isEnough,
          epochs: seedEpochs(behind: rung.id))
      }
      guard let error = scores?.error(task), error.isFinite else { return nil }
      let own = comparable[rung.id]?[rankedPart]?.scores
      let isSound = run.canBeRanked && own?.isRanked == true
      return BoardError(
        index: index, run: run, error: error, half: nil, ranked: isSound ? own?.error(task) : nil,
        isRanked: isSound && isEnough, epochs: nil)
    }
  }

  /// Rungs that are scored and were not among the runs that were repeated; none where none was.
  var unrepeated: [RungID] {
    guard let report = seedReport else { return [] }
    return comparableParts.keys.filter { report.rung($0) == nil }.sorted { place(of: $0) < place(of: $1) }
  }

  private func place(of rung: RungID) -> Int { rungs.firstIndex { $0.id == rung } ?? 0 }
}
