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
  private let recorder: RunRecorder
  let checkpoints: CheckpointKeeper
  private let room: StoreRoom
  /// Where runs have to be kept, as that is what was asked for; nil where they are kept beside what was asked for.
  private let wanted: String?

  private init(_ recorder: RunRecorder, every interval: Duration, _ room: StoreRoom, wanted: String?) {
    self.recorder = recorder
    self.room = room
    self.wanted = wanted
    checkpoints = CheckpointKeeper(recorder, every: interval)
  }

  /// - Parameters:
  ///   - command: that begins the session.
  ///   - file: the data as the command line names them; nil where it names none.
  ///   - settings: of a run as it begins.
  ///   - report: takes what is to be read once, as a sentence.
  ///   - lost: takes why nothing is kept from then on, as a sentence; nil leaves that to `report`.
  ///   - known: the run of the store that a run is already, which is not kept again; nil for a new one.
  /// - Returns: nil where nothing is to be kept, or nothing can be, which is said.
  /// - Throws: ``Failure`` where a store was asked for by name and cannot be had.
  static func begin(
    _ command: String, in order: StoreOrder, _ experiment: any Experiment, _ options: SessionOptions,
    _ data: DataIdentity, file: String?, settings: @escaping @Sendable (RunPlan) -> Settings?,
    report: @escaping @Sendable (String) -> Void = { Standard.error.report($0) },
    lost: (@Sendable (String) -> Void)? = nil, known: @escaping @Sendable (RunPlan) -> StoreID? = { _ in nil }
  ) throws -> SessionKeeper? {
    do throws(StoreError) {
      guard let store = try order.store() else { return nil }
      mend(store, report)
      let session = session(command, experiment, data)
      let lines = RunCommandLines(experiment, options, file: file)
      var surroundings = surroundings(lost: lost ?? report) { plan in
        settings(plan).flatMap { lines.arguments(plan, $0) } ?? []
      }
      surroundings.known = known
      return SessionKeeper(
        try RunRecorder(store, session, surroundings), every: order.interval, StoreRoom(store, report: report),
        wanted: order.folder)
    } catch {
      guard order.folder == nil else { throw Failure.input(error.sentence) }
      (lost ?? report)(Words.storeNotKept(reason: error.sentence))
      return nil
    }
  }

  /// Keeps the runs of a watch.
  ///
  /// - Parameters:
  ///   - path: where the stream comes from.
  ///   - arguments: those that watch it again; empty where none do.
  ///   - report, lost: as in the other.
  /// - Returns, Throws: as ``begin(_:in:_:_:_:file:settings:report:lost:known:)``.
  static func begin(
    watching path: String, in order: StoreOrder, arguments: [String], report: @escaping @Sendable (String) -> Void,
    lost: @escaping @Sendable (String) -> Void
  ) throws -> SessionKeeper? {
    do throws(StoreError) {
      guard let store = try order.store() else { return nil }
      mend(store, report)
      let id = StoreID.random
      // What two watches were judged at is never the same.
      let data = DataIdentity(hash: StoredSession.streamHash, originsHash: id.text, path: path, options: "")
      let session = StoredSession(
        id: id, command: WatchCommand.name, data: data, task: .forecast, validationOrigins: 0, testOrigins: 0,
        version: Grainscope.configuration.version, kernel: Opening.kernelName, blas: BLAS.version,
        level: Kernels.level, startedAt: Stamp.now)
      let recorder = try RunRecorder(store, session, surroundings(lost: lost) { _ in arguments })
      return SessionKeeper(
        recorder, every: order.interval, StoreRoom(store, report: report), wanted: order.folder)
    } catch {
      guard order.folder == nil else { throw Failure.input(error.sentence) }
      lost(Words.storeNotKept(reason: error.sentence))
      return nil
    }
  }

  /// Goes on with a run of the store, as the first of a session of its own.
  ///
  /// - Throws: ``Failure`` where another process trains it, or it cannot be written.
  static func resume(
    _ continuation: Continuation, in store: RunStore, every interval: Duration
  ) throws -> SessionKeeper {
    var session = continuation.run.session
    (session.version, session.kernel) = (Grainscope.configuration.version, Opening.kernelName)
    (session.blas, session.level) = (BLAS.version, Kernels.level)
    do throws(StoreError) {
      let recorder = try RunRecorder(store, session, surroundings { _ in [] })
      try recorder.resume(
        continuation.folder, as: RunID(0), atStep: continuation.step, change: continuation.changeOfPlan)
      return SessionKeeper(
        recorder, every: interval, StoreRoom(store) { Standard.error.report($0) }, wanted: store.path)
    } catch { throw Failure.input(error.sentence) }
  }

  /// Goes on with a run of the store within this session.
  ///
  /// - Parameter run: the name that it gets here; it has not begun yet.
  /// - Throws: ``Failure`` where another process trains it, or it cannot be written.
  func resume(_ continuation: Continuation, as run: RunID) throws {
    do throws(StoreError) {
      try recorder.resume(continuation.folder, as: run, atStep: continuation.step)
    } catch { throw Failure.input(error.sentence) }
  }

  /// The names of the session's runs in the store; waits for what is being written.
  var ids: [RunID: StoreID] { recorder.ids }

  private static func surroundings(
    lost: @escaping @Sendable (String) -> Void = { Standard.error.report($0) },
    _ command: @escaping @Sendable (RunPlan) -> [String]
  ) -> RunRecorder.Surroundings {
    RunRecorder.Surroundings(
      now: { Stamp.now }, newID: { StoreID.random }, command: command,
      failed: { lost(Words.storeNotKept(reason: $0.sentence)) })
  }

  private static func mend(_ store: RunStore, _ report: (String) -> Void) {
    if store.mendLabel() { report(Words.storeLabelMade(path: store.path)) }
  }

  /// Sees whether what was kept is still there; returns at once.
  func look() { recorder.look() }

  /// - Throws: ``Failure`` where runs that had to be kept are not; why was said when it happened.
  func check() throws(Failure) {
    guard let wanted, recorder.failure != nil else { return }
    throw .failed(Words.storeNotWhole(path: Clean.text(FilePath.absolute(wanted), limit: 300)))
  }

  func note(_ events: [Event]) {
    recorder.note(events)
    for case .applied(let run, let change) in events where change.isRestart { checkpoints.forget(run) }
  }

  /// Lets go of a run of which nothing more is to be kept.
  func close(_ run: RunID) {
    checkpoints.close(run)
    recorder.close(run)
  }

  /// The test scores of all runs were looked at, or are about to be.
  func noteReveal(of runs: [RunID]? = nil) { recorder.noteReveal(of: runs) }

  /// Waits until all is written.
  ///
  /// - Parameters:
  ///   - isTestShown: the test scores of all runs were printed.
  ///   - isWaiting: for states that were asked for.
  func finish(revealing isTestShown: Bool, waiting isWaiting: Bool = true) {
    if isWaiting { checkpoints.wait() }
    if isTestShown { recorder.noteReveal() }
    recorder.close()
    if isWaiting { room.wait() }
    OutputEnd.untend()
  }

  /// Keeps the states of runs that have not ended, and lets go of them.
  ///
  /// - Returns: how to go on with them, as a sentence.
  func leave(_ tally: TrainTally, in laboratory: Laboratory) -> String {
    let open = tally.running
    for run in open { checkpoints.keep(run, in: laboratory) }
    checkpoints.wait()
    let ids = recorder.ids
    recorder.close()
    let names = open.compactMap { ids[$0]?.text }
    return names.isEmpty ? Words.trainingStopped : Words.trainStoppedKept(runs: Listing.choice(names))
  }

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
