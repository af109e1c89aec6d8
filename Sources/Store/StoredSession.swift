import Basics
import Telemetry

/// What runs of one opening of data have in common.
package struct StoredSession: Hashable, Sendable, Codable {
  package var id: StoreID
  /// What began it, as `train` or `lab`.
  package var command: String
  package var data: DataIdentity
  /// What is asked for at all rungs; it says what scores mean.
  package var task: PredictionTask
  package var validationOrigins: Int
  package var testOrigins: Int
  /// Of the program.
  package var version: String
  /// What the last bits of a result depend on, as `SkylakeX`, `OpenBLAS 0.3.21`, `x86-64-v4`.
  package var kernel: String
  package var blas: String
  package var level: String
  package var startedAt: Stamp

  package init(
    id: StoreID, command: String, data: DataIdentity, task: PredictionTask, validationOrigins: Int, testOrigins: Int,
    version: String, kernel: String, blas: String, level: String, startedAt: Stamp
  ) {
    self.id = id
    self.command = command
    self.data = data
    self.task = task
    self.validationOrigins = validationOrigins
    self.testOrigins = testOrigins
    self.version = version
    self.kernel = kernel
    self.blas = blas
    self.level = level
    self.startedAt = startedAt
  }

  /// What stands for the hash of data that came as a stream and are gone.
  package static let streamHash = "stream"
  package var isOfStream: Bool { data.hash == Self.streamHash }

  /// The data's name without folders.
  package var dataName: String { data.path.split(separator: "/").last.map(String.init) ?? data.path }
}

/// The beginning of a run: all that is known of it before its first step.
package struct RunHeader: Sendable, Codable {
  package var id: StoreID
  package var session: StoreID
  package var plan: RunPlan
  /// The run that this one branched from.
  package var parent: StoreID?
  /// Runs that differ in nothing but their seed have the same: a hash of all else.
  package var seedGroup: String
  /// The arguments that train it again, behind the program's name; empty where none do.
  package var command: [String]
  package var startedAt: Stamp

  package init(
    id: StoreID, session: StoreID, plan: RunPlan, parent: StoreID?, seedGroup: String, command: [String],
    startedAt: Stamp
  ) {
    self.id = id
    self.session = session
    self.plan = plan
    self.parent = parent
    self.seedGroup = seedGroup
    self.command = command
    self.startedAt = startedAt
  }
}

/// A file that a run left in its folder.
package struct Artifact: Hashable, Sendable, Codable {
  package enum Kind: String, Hashable, Sendable, Codable, CaseIterable {
    /// The model with the best weights so far.
    case best
    /// The whole state of the run, from which it goes on.
    case last

    package var fileName: String { rawValue + ".safetensors" }
  }

  package var kind: Kind
  /// Within the run's folder.
  package var path: String
  package var bytes: Int
  package var sha256: String
  /// The run's steps then.
  package var step: Int
}

/// A run was gone on with from a checkpoint: what had come after its step counts no more.
package struct Resumption: Hashable, Sendable, Codable {
  package var step: Int
  package var at: Stamp
  /// As those of a session.
  package var version: String
  package var kernel: String
  package var level: String
}
