import Basics
import Datasets
import FoundationEssentials
import Models
import Store
import Telemetry
import Tensors
import Training

/// Keeps the runs of a command in the store, beside whatever the command does with them.
final class SessionKeeper: Sendable {
  let recorder: RunRecorder

  private init(_ recorder: RunRecorder) { self.recorder = recorder }

  /// - Parameters:
  ///   - command: that begins the session.
  ///   - file: the data as the command line names them; nil where it names none.
  ///   - settings: of a run as it begins.
  /// - Returns: nil where nothing is to be kept, or nothing can be, which is said.
  /// - Throws: ``Failure`` where a store was asked for by name and cannot be had.
  static func begin(
    _ command: String, in arguments: StoreArguments, _ experiment: any Experiment, _ options: SessionOptions,
    _ data: DataIdentity, file: String?, settings: @escaping @Sendable (RunPlan) -> Settings?
  ) throws -> SessionKeeper? {
    do throws(StoreError) {
      guard let store = try arguments.store() else { return nil }
      let session = session(command, experiment, data)
      let lines = RunCommandLines(experiment, options, file: file)
      let surroundings = RunRecorder.Surroundings(
        now: { Stamp.now }, newID: { StoreID.random },
        command: { plan in settings(plan).flatMap { lines.arguments(plan, $0) } ?? [] },
        failed: { Standard.error.report(Words.storeNotKept(reason: $0.sentence)) })
      return SessionKeeper(try RunRecorder(store, session, surroundings))
    } catch {
      guard arguments.place.folder == nil else { throw Failure.input(error.sentence) }
      Standard.error.report(Words.storeNotKept(reason: error.sentence))
      return nil
    }
  }

  func note(_ events: [Event]) { recorder.note(events) }
  func noteReveal() { recorder.noteReveal() }
  func close() { recorder.close() }

  private static func session(
    _ command: String, _ experiment: any Experiment, _ data: DataIdentity
  ) -> StoredSession {
    let target = experiment.info.target
    return StoredSession(
      id: StoreID.random, command: command, data: data, task: target.task, validationOrigins: target.count(.validation),
      testOrigins: target.count(.test), version: Grainscope.configuration.version, kernel: Opening.kernelName,
      blas: BLAS.version, level: Kernels.level, startedAt: Stamp.now)
  }
}

extension Stamp {
  static var now: Stamp { Stamp(Instant(Date.now.timeIntervalSince1970 * 1000)) }
}

extension StoreID {
  static var random: StoreID {
    var generator = SystemRandomNumberGenerator()
    return StoreID(using: &generator)
  }
}

/// The commands that train a session's runs again.
private struct RunCommandLines: Sendable {
  private let experiment: any Experiment
  private let options: SessionOptions
  private let file: String?

  init(_ experiment: any Experiment, _ options: SessionOptions, file: String?) {
    self.experiment = experiment
    self.options = options
    self.file = file
  }

  /// Nil where the data came through a pipe, which is gone.
  func arguments(_ plan: RunPlan, _ settings: Settings) -> [String]? {
    guard !StandardInput.isMeant(by: options.path) else { return nil }
    // A sample is found from everywhere by its name, any other file by its whole path alone.
    let isSample = Sample.path(file ?? Sample.first) == options.path
    return TrainCommandLine(
      plan, settings, defaults: experiment.defaultSettings(settings.recipe),
      file: isSample ? file ?? Sample.first : options.path, session: experiment.info, options: options
    ).arguments
  }
}
