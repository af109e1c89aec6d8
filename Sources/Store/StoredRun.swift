import Telemetry

/// A run as its shard has it.
package struct StoredRun: Sendable {
  package let session: StoredSession
  package let header: RunHeader
  /// Its phase is the one that was written last: ``status`` says whether that still holds.
  package private(set) var record: RunRecord
  /// The newest of each kind that was begun, and the one before, which stays until the newest has its place.
  package private(set) var artifacts: [Artifact.Kind: Artifact] = [:]
  private(set) var earlierArtifacts: [Artifact.Kind: Artifact] = [:]
  package private(set) var resumptions: [Resumption] = []
  package internal(set) var marks = RunMarks()
  /// Whether a process trains it just now.
  package internal(set) var isTrained = false

  package var id: StoreID { header.id }

  /// What was written of a process that is gone is not what it does now.
  package var status: Phase {
    record.isFinished || isTrained ? record.phase : .finished(.interrupted)
  }

  /// - Throws: ``StoreError/noBeginning(path:)``.
  init(_ lines: [ShardLine], path: String) throws(StoreError) {
    guard lines.count > 1, case .session(let session) = lines[0], case .run(let header) = lines[1] else {
      throw .noBeginning(path: path)
    }
    self.session = session
    self.header = header
    record = RunRecord(header.plan)
    for line in Self.standing(lines.dropFirst(2)) {
      switch line {
      case .session, .run: throw .noBeginning(path: path)
      case .entry(let entry): record.apply(entry)
      case .artifact(let artifact):
        earlierArtifacts[artifact.kind] = artifacts[artifact.kind]
        artifacts[artifact.kind] = artifact
      case .resumed(let resumption): resumptions.append(resumption)
      case .mark(let mark): marks.apply(mark)
      }
    }
  }

  /// The lines that count: none that a resumption went back behind.
  private static func standing(_ lines: ArraySlice<ShardLine>) -> [ShardLine] {
    var standing: [ShardLine] = []
    for line in lines {
      if case .resumed(let resumption) = line {
        // What a restart left behind has steps of its own.
        let first = standing.lastIndex(where: \.isRestart).map { $0 + 1 } ?? 0
        standing[first...].removeAll { $0.entryStep.map { $0 > resumption.step } ?? false }
      }
      standing.append(line)
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
