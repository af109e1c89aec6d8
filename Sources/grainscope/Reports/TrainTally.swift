import Telemetry

/// What is known so far about every run of a `train` command.
struct TrainTally {
  let info: SessionInfo
  /// Those that were started, in the order of the ladder.
  let awaited: [RunID]
  /// Of each that was started.
  private let rungs: [RunID: RungID]
  private(set) var runs: [RunID: RunRecord] = [:]
  /// Runs that could not begin, with the reason as one sentence.
  private var reasons: [RunID: String] = [:]
  private(set) var notices: [String] = []

  init(info: SessionInfo, awaited: [(run: RunID, rung: RungID)]) {
    self.info = info
    self.awaited = awaited.map(\.run)
    rungs = Dictionary(uniqueKeysWithValues: awaited.map { ($0.run, $0.rung) })
  }

  /// Whether every run has ended or was refused.
  var isComplete: Bool { runs.values.count { $0.end != nil } + reasons.count >= awaited.count }

  func isRefused(_ run: RunID) -> Bool { reasons[run] != nil }

  /// Rungs whose runs could not begin, with the reason, in the order of the ladder.
  var refusals: [Refusal] {
    awaited.compactMap { run in
      guard let rung = rungs[run], let reason = reasons[run] else { return nil }
      return Refusal(rung: rung, reason: reason)
    }
  }

  /// In the order of the ladder.
  var ordered: [(run: RunID, record: RunRecord)] { runs.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }

  /// The runs that can be ranked by validation, the best first.
  var ranking: [(run: RunRecord, error: Double)] {
    RunScores.ranking(ordered.map(\.record), by: .validation, info.target.task)
  }

  /// The best run by validation; where none can be ranked the only one, if it is.
  var best: RunRecord? { ranking.first?.run ?? (runs.count == 1 ? ordered[0].record : nil) }

  /// Those that have begun and not ended.
  var running: [RunID] { awaited.filter { runs[$0].map { $0.end == nil } ?? false } }

  /// A run that is gone on with has a record already.
  mutating func resume(_ run: RunID, _ record: RunRecord) {
    var record = record.numbered(run)
    record.apply(RunEntry.phase(.running))
    runs[run] = record
  }

  mutating func note(_ event: Event) {
    if let run = event.run { runs[run]?.apply(event) }
    switch event {
    case .began(let plan): runs[plan.run] = runs[plan.run] ?? RunRecord(plan)
    case .cannotBegin(let run, _, let sentence):
      reasons[run] = sentence
      notices.append(sentence)
    case .notice(let sentence), .unkept(_, let sentence): notices.append(sentence)
    case .epoch, .applied, .phase, .diverged, .evaluated, .ended, .reconciled, .choosing, .chosen, .rolled, .refused,
      .seedsAdvanced, .seedsEnded, .allocated, .inside, .layers, .rates:
      break
    }
  }
}

/// Why a rung has no scores, as one sentence.
struct Refusal: Encodable {
  let rung: RungID
  let reason: String

  private enum CodingKeys: String, CodingKey { case rung, reason }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    try container.encode(rung.label, forKey: .rung)
    try container.encode(reason, forKey: .reason)
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
