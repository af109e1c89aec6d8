import Telemetry

/// What is known so far about every run of a `train` command.
struct TrainTally {
  let info: SessionInfo
  /// Those that were started, in the order of the ladder.
  let awaited: [RunID]
  private(set) var runs: [RunID: RunRecord] = [:]
  /// Runs that could not begin.
  private(set) var refused: Set<RunID> = []
  private(set) var notices: [String] = []

  init(info: SessionInfo, awaited: [RunID]) {
    self.info = info
    self.awaited = awaited
  }

  /// Whether every run has ended or was refused.
  var isComplete: Bool { runs.values.count { $0.end != nil } + refused.count >= awaited.count }

  /// In the order of the ladder.
  var ordered: [(run: RunID, record: RunRecord)] { runs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  mutating func note(_ event: Event) {
    if let run = event.run { runs[run]?.apply(event) }
    switch event {
    case .began(let plan): runs[plan.run] = RunRecord(plan)
    case .phase(let run, .finished) where runs[run] == nil: refused.insert(run)
    case .notice(let sentence), .untrainable(_, let sentence): notices.append(sentence)
    case .epoch, .applied, .phase, .diverged, .evaluated, .ended, .reconciled, .choosing, .chosen, .rolled, .refused,
      .seedsAdvanced, .seedsEnded, .allocated, .inside:
      break
    }
  }
}

/// Shows the progress and the end of a `train` command.
protocol TrainReporter {
  func begin()
  func report(_ event: Event, _ tally: TrainTally)
  /// Called a few times a second.
  func refresh(_ progress: [RunID: RunProgress], _ tally: TrainTally)
  func end(_ tally: TrainTally)
}

extension TrainReporter {
  func refresh(_ progress: [RunID: RunProgress], _ tally: TrainTally) {}
}
