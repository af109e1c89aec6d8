import Basics
import Telemetry

/// Training with several seeds, to distinguish differences between rungs from chance.
extension State {
  static let seedCount = 5

  /// The runs that are shown, each as it was made and for as many epochs as it has had; asked for again, the training is
  /// cancelled.
  mutating func repeatSeeds() -> [Effect] {
    if tradeoffs.seeds.isRunning {
      tradeoffs.seeds = .none
      note = Note(text: Words.seedsCancelled, kind: .answer)
      return [.stopSeeds]
    }
    let repeated = rungs.compactMap { rung -> RepeatedRun? in
      guard rung.exclusion == nil, let run = record(of: rung.id), run.evaluation != nil else { return nil }
      return RepeatedRun(run)
    }
    guard !repeated.isEmpty else { return [] }
    let requests = repeated.map(\.request)
    tradeoffs.seedRuns = repeated
    tradeoffs.seeds = .running(
      SeedProgress(seeds: Self.seedCount, runsDone: 0, runs: requests.count * Self.seedCount, share: 0))
    note = Note(
      text: Words.seedsBegun(seeds: Self.seedCount, key: keymap.name(of: .seeds)),
      kind: .answer)
    return [.repeatSeeds(requests, count: Self.seedCount)]
  }

  mutating func take(_ progress: SeedProgress) {
    // What a cancelled training still reports is not wanted.
    if tradeoffs.seeds.isRunning { tradeoffs.seeds = .running(progress) }
  }

  mutating func take(_ reports: [ScoredPart: SeedReport]) {
    guard tradeoffs.seeds.isRunning else { return }
    tradeoffs.seeds = .done(reports)
    note = seedReport?.verdicts.first.map { Note(text: $0, kind: .answer) }
  }

  /// What several seeds say of the part on view.
  ///
  /// Nil where a rung is shown by another run than the one that was repeated, or that one was made anew: what seeds say is not
  /// of it.
  var seedReport: SeedReport? {
    let stand = tradeoffs.seedRuns.allSatisfy { repeated in
      record(of: repeated.rung).map(repeated.isBehind) ?? false
    }
    return stand ? tradeoffs.seeds.reports[shownPart] : nil
  }

  /// The epochs of which seeds speak where the shown run has gone on since; nil where it has not.
  func seedEpochs(behind rung: RungID) -> Int? {
    guard let repeated = tradeoffs.seedRuns.first(where: { $0.rung == rung }), let run = record(of: rung),
      run.completedEpochs > repeated.request.epochs
    else { return nil }
    return repeated.request.epochs
  }
}

/// A run that is trained again, as it stood when that was asked for.
struct RepeatedRun: Sendable {
  let rung: RungID
  let request: SeedRequest
  private let interventions: [Intervention]

  init(_ run: LiveRun) {
    rung = run.plan.rung
    request = SeedRequest(run: run.plan.run, epochs: max(run.epochs.last?.epoch ?? run.end?.epoch ?? 1, 1))
    interventions = run.interventions
  }

  /// Whether a run is still the one that was repeated, or what became of it in further epochs: it did not begin again, and
  /// nothing was turned that changes what the same weights score.
  func isBehind(_ run: LiveRun) -> Bool {
    run.plan.run == request.run && run.interventions.starts(with: interventions)
      && run.interventions.dropFirst(interventions.count).allSatisfy { later in
        later.knob.map { $0 == .epochs || !$0.actsAfterEnd } ?? false
      }
  }
}

/// A run to train again, and for how long.
package struct SeedRequest: Hashable, Sendable {
  package let run: RunID
  package let epochs: Int
}
