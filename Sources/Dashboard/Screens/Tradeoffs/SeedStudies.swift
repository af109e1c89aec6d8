import Basics
import Telemetry

/// Training with several seeds, to distinguish differences between rungs from chance.
extension State {
  static let seedCount = 5

  /// The runs that are shown, each for as many epochs as it has had; asked for again, the training is cancelled.
  mutating func repeatSeeds() -> [Effect] {
    if tradeoffs.seeds.isRunning {
      tradeoffs.seeds = .none
      note = Note(text: Words.seedsCancelled, kind: .answer)
      return [.stopSeeds]
    }
    let requests = rungs.compactMap { rung -> SeedRequest? in
      guard rung.exclusion == nil, let run = record(of: rung.id), run.evaluation != nil else { return nil }
      return SeedRequest(run: run.plan.run, epochs: max(run.epochs.last?.epoch ?? run.end?.epoch ?? 1, 1))
    }
    guard !requests.isEmpty else { return [] }
    tradeoffs.seedRuns = requests.map(\.run)
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
}

/// A run to train again, and for how long.
package struct SeedRequest: Hashable, Sendable {
  package let run: RunID
  package let epochs: Int
}
