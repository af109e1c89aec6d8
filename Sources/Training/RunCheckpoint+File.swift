import Datasets
import FoundationEssentials
import Models
import Networks
import Telemetry

/// A run's whole state in a file: weights, moments, running statistics and places in the data as safetensors keeps them, all
/// else as JSON in the notes of its header. Going on from it gives the same bits as never having stopped.
extension RunCheckpoint {
  /// Of the file.
  package static let version = 1
  private static let note = "grainscope-checkpoint"
  private static let names = (current: "current", best: "best", fork: "fork")

  private struct Description: Codable {
    struct Fork: Codable {
      let step: Int
      let learner: LearnerCheckpoint.Description
    }

    var version = RunCheckpoint.version
    let state: RunState
    let settings: KeptSettings
    let learner: LearnerCheckpoint.Description
    let best: LearnerCheckpoint.Description?
    let fork: Fork?
  }

  /// Read first, so that a newer file is not called damaged.
  private struct Version: Decodable { let version: Int }

  /// The file's bytes.
  ///
  /// - Throws: `EncodingError`.
  package func bytes() throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    encoder.nonConformingFloatEncodingStrategy = .convertToString(
      positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
    let description = Description(
      state: state, settings: KeptSettings(settings), learner: learner.description, best: best?.description,
      fork: fork.map { Description.Fork(step: $0.step, learner: $0.learner.description) })
    let tensors =
      learner.tensors(Self.names.current) + (best?.tensors(Self.names.best) ?? [])
      + (fork?.learner.tensors(Self.names.fork) ?? [])
    let json = String(decoding: try encoder.encode(description), as: UTF8.self)
    return SafetensorsWriter.bytes(tensors, metadata: [Self.note: json])
  }

  /// - Throws: ``CheckpointError``.
  package init(path: String) throws(CheckpointError) {
    do {
      let file = try SafetensorsFile(path: path)
      guard let text = file.metadata[Self.note] else { throw CheckpointError.none(path: file.path) }
      let decoder = JSONDecoder()
      decoder.nonConformingFloatDecodingStrategy = .convertFromString(
        positiveInfinity: "inf", negativeInfinity: "-inf", nan: "nan")
      let json = Data(text.utf8)
      let version = try decoder.decode(Version.self, from: json).version
      guard version <= Self.version else { throw CheckpointError.newerVersion(path: file.path, found: version) }
      let description = try decoder.decode(Description.self, from: json)
      self.init(
        state: description.state, settings: try description.settings.settings(),
        learner: try LearnerCheckpoint(description.learner, Self.names.current, in: file),
        best: try description.best.map { try LearnerCheckpoint($0, Self.names.best, in: file) },
        fork: try description.fork.map { fork in
          Fork(step: fork.step, learner: try LearnerCheckpoint(fork.learner, Self.names.fork, in: file))
        })
    } catch let error as CheckpointError {
      throw error
    } catch let error as DatasetError {
      throw .file(error)
    } catch let error as ArchitectureFault {
      throw .damaged(path: path, reason: error.reason)
    } catch { throw .damaged(path: path, reason: Words.checkpointDescription) }
  }
}

/// Why a run cannot go on from a file.
package enum CheckpointError: Error, Hashable {
  case file(DatasetError)
  case none(path: String)
  case newerVersion(path: String, found: Int)
  case damaged(path: String, reason: String)

  package var sentence: String {
    switch self {
    case .file(let error): error.sentence
    case .none(let path): Words.checkpointNone(path: path)
    case .newerVersion(let path, let found):
      Words.checkpointNewer(path: path, found: "\(found)", known: "\(RunCheckpoint.version)")
    case .damaged(let path, let reason): Words.checkpointDamaged(path: path, reason: reason)
    }
  }
}
