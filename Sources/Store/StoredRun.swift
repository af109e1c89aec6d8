import Telemetry

/// A run as its shard has it.
package struct StoredRun: Sendable {
  package let session: StoredSession
  package let header: RunHeader
  /// Its phase is the one that was written last: ``status`` says whether that still holds.
  package private(set) var record: RunRecord
  /// The newest of each kind that was begun.
  package private(set) var artifacts: [Artifact.Kind: Artifact] = [:]
  /// All that were begun: an earlier one stays until the newest has its place.
  private(set) var allArtifacts: [Artifact] = []
  /// What was done to it since a state was kept, at that state's own step; by the hash of its file.
  private var changes: [String: [Intervention]] = [:]
  package private(set) var resumptions: [Resumption] = []
  package internal(set) var marks = RunMarks()
  /// Whether a process trains it just now.
  package internal(set) var isTrained = false

  package var id: StoreID { header.id }

  /// What it did last. One whose end is not kept was cut off there; of a stream, what diverged has no end of its own.
  var lastPhase: Phase {
    record.isFinished && record.end == nil && !session.isOfStream ? .running : record.phase
  }

  /// What was written of a process that is gone is not what it does now.
  package var status: Phase {
    switch lastPhase {
    case .finished: lastPhase
    case .waiting, .running, .paused: isTrained ? lastPhase : .finished(.interrupted)
    }
  }

  /// - Parameter lines: all of its shard, from the first.
  /// - Throws: ``StoreError/notBegun(_:)``, ``StoreError/noBeginning(path:)``, ``StoreError/misplacedLine(path:line:)``,
  ///   ``StoreError/disorderedEpoch(path:line:epoch:before:)``.
  init(_ lines: [ShardLine], path: String) throws(StoreError) {
    guard let first = lines.first else { throw .notBegun(path: path) }
    if case .session = first, lines.count == 1 { throw .notBegun(path: path) }
    guard case .session(let session) = first else { throw .noBeginning(path: path) }
    guard case .run(let header) = lines[1] else {
      if case .session = lines[1] { throw .misplacedLine(path: path, line: 2) }
      throw .noBeginning(path: path)
    }
    self.session = session
    self.header = header
    record = RunRecord(header.plan)
    var epoch = 0
    for (number, line) in Self.standing(zip(1..., lines).dropFirst(2)) {
      switch line {
      case .session, .run: throw .misplacedLine(path: path, line: number)
      case .entry(let entry):
        if case .epoch(let report) = entry {
          guard report.epoch > epoch else {
            throw .disorderedEpoch(path: path, line: number, epoch: report.epoch, before: epoch)
          }
          epoch = report.epoch
        }
        if line.isRestart { epoch = 0 }
        record.apply(entry)
        if case .change(let change) = entry { note(change) }
      case .artifact(let artifact):
        allArtifacts.append(artifact)
        artifacts[artifact.kind] = artifact
        changes[artifact.sha256] = []
      case .resumed(let resumption): resumptions.append(resumption)
      case .mark(let mark): marks.apply(mark)
      }
    }
  }

  private mutating func note(_ change: Intervention) {
    let states = allArtifacts.filter { $0.kind == .last && $0.step == change.step }
    for hash in Set(states.map(\.sha256)) { changes[hash]?.append(change) }
  }

  /// What was done to the run after the state in `file` was kept, before its next step: whoever goes on from that state does it
  /// too. A state is kept before each command, so that nothing else was done.
  package func changes(since file: Artifact) -> [Intervention] { changes[file.sha256] ?? [] }

  /// Whether a line tells of a file of this kind that was made at a step.
  package func tells(of kind: Artifact.Kind, atStep step: Int) -> Bool {
    allArtifacts.contains { $0.kind == kind && $0.step == step }
  }

  /// Whether it was cut off while its first state was being kept.
  package var hasKeptNoState: Bool {
    allArtifacts.count { $0.kind == .last } < 2 && record.epochs.isEmpty && record.end == nil
  }

  /// The lines that count, with their numbers: none that a resumption went back behind.
  private static func standing(_ lines: some Sequence<(Int, ShardLine)>) -> [(number: Int, line: ShardLine)] {
    var standing: [(number: Int, line: ShardLine)] = []
    for (number, line) in lines {
      if case .resumed(let resumption) = line {
        // What a restart left behind has steps of its own.
        let first = standing.lastIndex { $0.line.isRestart }.map { $0 + 1 } ?? 0
        standing[first...].removeAll { $0.line.entryStep.map { $0 > resumption.step } ?? false }
      }
      standing.append((number, line))
    }
    return standing
  }
}

extension ShardLine {
  fileprivate var isRestart: Bool {
    if case .entry(.change(let intervention)) = self { intervention.isRestart } else { false }
  }

  /// The step of what happened to the run; nil for all else.
  fileprivate var entryStep: Int? {
    switch self {
    case .entry(let entry): entry.step
    case .session, .run, .artifact, .resumed, .mark: nil
    }
  }
}
