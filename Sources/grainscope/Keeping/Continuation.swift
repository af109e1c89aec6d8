import FoundationEssentials
import Models
import Store
import Telemetry
import Tensors
import Training

/// A run of the store with the state from which it goes on, to the same bits as if it had never stopped.
struct Continuation {
  let folder: RunFolder
  let run: StoredRun
  let checkpoint: RunCheckpoint
  /// As the knobs stand: those of the state, what was turned since at the same step, and the epochs that are planned now.
  private(set) var settings: Settings
  /// The knobs before epochs were planned anew.
  private let kept: Settings
  /// The run was begun again right after the state was kept, or is to be.
  private(set) var restarts: Bool

  /// From which it goes on.
  var step: Int { restarts ? 0 : checkpoint.step }
  var epoch: Int { restarts ? 0 : checkpoint.epoch }

  /// Reads the run's state.
  ///
  /// - Throws: ``Failure`` where another process trains it, or there is no state, or it is not as it was written.
  init(_ folder: RunFolder) throws {
    self.folder = folder
    run = try folder.stored()
    let name = run.id.text
    if run.isTrained { throw Failure.input(StoreError.isTrained(name).sentence) }
    if run.session.isOfStream { throw Failure.input(Words.runsContinueStream(run: name)) }
    let path = folder.path(of: .last)
    let found: RunFolder.Found
    do throws(StoreError) { found = try folder.find(.last, of: run) } catch { throw Failure.input(error.sentence) }
    let file: Artifact
    switch found {
    case .whole(let artifact): file = artifact
    case .damaged:
      // A state that is whole, and of a step that no line names.
      let state = try? RunCheckpoint(path: path)
      let isTold = state.map { [run] in run.tells(of: .last, atStep: $0.step) }
      throw Failure.input(
        isTold == false
          ? Words.runsContinueUntold(shard: folder.shard, path: path, run: name)
          : Words.runsContinueDamaged(path: path, run: name))
    case .missing where run.hasKeptNoState || run.artifacts[.last] == nil:
      throw Failure.input(Words.runsContinueNoCheckpoint(run: name))
    case .missing: throw Failure.input(Words.runsContinueMissing(path: path, run: name))
    }
    do throws(CheckpointError) { checkpoint = try RunCheckpoint(path: path) } catch {
      throw Failure.input(error.sentence)
    }
    let changes = run.changes(since: file)
    restarts = changes.contains(where: \.isRestart)
    settings = checkpoint.settings
    for change in changes {
      guard let knob = change.knob, let value = change.new else { continue }
      do throws(SettingsError) { try settings.set(knob, to: value) } catch { throw Failure.input(error.sentence) }
    }
    kept = settings
  }

  /// A run of the store to be opened, whether anything is left to do or not.
  ///
  /// - Throws: as ``init(_:)``.
  static func opening(_ folder: RunFolder) throws -> Continuation {
    var continuation = try Continuation(folder)
    // What is solved in closed form keeps no state of its own: it is solved again, which takes a moment.
    if !continuation.settings.recipe.hasSteps { continuation.restarts = true }
    return continuation
  }

  /// Whether nobody waits for its next step: it has ended, or was stopped by hand.
  var hasEnded: Bool {
    switch run.status {
    case .finished(.interrupted), .waiting, .running, .paused: false
    case .finished(.completed), .finished(.earlyStopped), .finished(.stopped), .finished(.diverged): true
    }
  }

  /// Whether this program on this machine computes the bits that the run had.
  private var isExact: Bool {
    let version = Grainscope.configuration.version
    return remark == nil && run.session.version == version
      && run.resumptions.allSatisfy { resumption in
        (resumption.version, resumption.kernel) == (version, Opening.kernelName)
          && resumption.level == "\(Kernels.level)"
      }
  }

  /// What the run did up to the state from which it goes on.
  ///
  /// - Parameter record: as it stands once that is noted in the shard.
  func past(_ record: RunRecord) -> RunPast { RunPast(record, settings, isExact: isExact) }

  /// Plans other epochs.
  ///
  /// - Parameter text: all, as `400`, or further ones, as `+200`.
  /// - Throws: ``Failure`` where that is no number of epochs, or the run has none.
  mutating func plan(epochs text: String) throws {
    let isMore = text.hasPrefix("+")
    guard settings.recipe.hasSteps, let count = Int(isMore ? String(text.dropFirst()) : text), count > 0 else {
      throw Failure.input(
        settings.recipe.hasSteps
          ? Words.runsContinueEpochsInvalid(found: text)
          : Words.runsContinueNoSteps(run: run.id.text, recipe: settings.recipe.rawValue))
    }
    try KnobArguments.set(.epochs, parsing: "\(isMore ? settings.epochs + count : count)", in: &settings)
  }

  /// - Throws: ``Failure`` where nothing is left to do.
  func checkIsOpen() throws {
    let name = run.id.text
    switch run.status {
    case .finished(.diverged): throw Failure.input(Words.runsContinueDiverged(run: name))
    case .finished(.earlyStopped): throw Failure.input(Words.runsContinueStoppedEarly(run: name))
    case .finished(.completed), .finished(.stopped), .finished(.interrupted), .waiting, .running, .paused: break
    }
    guard epoch < settings.epochs else {
      throw Failure.input(Words.runsContinueDone(run: name, epochs: epoch))
    }
  }

  /// Epochs that are planned anew, made before the first further step; nil where they are not.
  var changeOfPlan: Intervention? {
    let (old, new) = (kept.value(of: .epochs), settings.value(of: .epochs))
    guard old != new else { return nil }
    return Intervention(
      step: step, epoch: epoch, summary: "\(Knob.epochs.title) \(old.display) → \(new.display)", knob: .epochs,
      old: old, new: new)
  }

  /// - Throws: ``Failure`` where they cannot be read.
  func options() throws(Failure) -> SessionOptions {
    guard
      var options = try? JSONDecoder().decode(SessionOptions.self, from: Data(run.session.data.options.utf8))
    else { throw Failure.input(Words.runsContinueOptions(run: run.id.text)) }
    // Its state says what its weights are; those that it began with need not be there any more.
    if let initial = options.initial, !initial.isThere { options.initial = nil }
    return options
  }

  /// - Throws: ``Failure`` where these are other data than the run was trained on.
  func check(_ experiment: any Experiment) throws(Failure) {
    let (session, hash) = (run.session, hexadecimal(experiment.dataHash))
    guard hash == session.data.hash else {
      throw Failure.input(
        Words.runsContinueOtherData(
          path: session.data.path, run: run.id.text, found: hash, recorded: session.data.hash))
    }
  }

  /// Why its data cannot be opened as they were.
  func dataFailure(_ failure: Failure) -> Failure {
    Failure(
      sentence: Words.runsOpenData(run: run.id.text, path: run.session.data.path, reason: failure.sentence),
      exitCode: failure.exitCode)
  }

  /// Where the last bits may differ, as a sentence; nil where they do not.
  var remark: String? {
    let (session, level) = (run.session, "\(Kernels.level)")
    guard (Opening.kernelName, level) != (session.kernel, session.level) else { return nil }
    return Words.runsContinueKernels(
      recordedKernel: session.kernel, recordedLevel: session.level, kernel: Opening.kernelName, level: level)
  }
}
