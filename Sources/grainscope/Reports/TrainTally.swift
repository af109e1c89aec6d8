import Telemetry

/// What is known so far about every run of a `train` command.
struct TrainTally {
  struct Run {
    var plan: RunPlan
    var lastEpoch: EpochReport?
    var evaluation: Evaluation?
    var divergence: Divergence?
    var end: EndReport?
  }

  let info: SessionInfo
  private let runCount: Int
  private(set) var runs: [RunID: Run] = [:]
  /// Runs that could not begin.
  private(set) var refused: Set<RunID> = []
  private(set) var notices: [String] = []

  init(info: SessionInfo, runCount: Int) {
    self.info = info
    self.runCount = runCount
  }

  /// Whether every run has ended or was refused.
  var isComplete: Bool { runs.values.count { $0.end != nil } + refused.count >= runCount }

  /// In the order of the ladder.
  var ordered: [(run: RunID, record: Run)] { runs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  mutating func note(_ event: Event) {
    switch event {
    case .began(let plan): runs[plan.run] = Run(plan: plan)
    case .epoch(let run, let report): runs[run]?.lastEpoch = report
    case .evaluated(let run, let evaluation): runs[run]?.evaluation = evaluation
    case .diverged(let run, let divergence): runs[run]?.divergence = divergence
    case .ended(let run, let report): runs[run]?.end = report
    case .phase(let run, .finished) where runs[run] == nil: refused.insert(run)
    case .notice(let sentence): notices.append(sentence)
    case .applied, .phase, .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced, .seedsEnded, .allocated,
      .inside:
      break
    }
  }
}

/// Shows how a `train` command goes on.
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
