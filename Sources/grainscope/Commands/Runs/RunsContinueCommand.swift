import ArgumentParser
import Basics
import FoundationEssentials
import Models
import Store
import Telemetry
import Tensors
import Training

/// `runs continue`: goes on with a run from its last checkpoint, to the same bits as if it had never stopped.
struct RunsContinueCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "continue", abstract: Words.runsContinueAbstract, discussion: Words.runsContinueDiscussion)
  }

  @OptionGroup var named: RunArgument

  @Option(name: .long, help: ArgumentHelp(Words.runsContinueEpochs, valueName: Words.valueEpochs))
  var epochs: String?

  @Option(
    name: .long, help: ArgumentHelp(Words.sessionThreads, valueName: Words.valueCount),
    transform: NumberOption.threads.parse)
  var threads: Int?

  @OptionGroup var checkpoints: CheckpointArguments
  @OptionGroup var parts: PartArguments

  @Flag(name: .long, help: ArgumentHelp(Words.jsonLines))
  var json = false

  func run() throws {
    let store = try named.place.opened()
    let folder = try named.folder()
    let stored = try folder.stored()
    if stored.isTrained { throw Failure.input(StoreError.isTrained(stored.id.text).sentence) }
    let checkpoint = try checkpoint(of: stored, in: folder)
    let settings = try settings(checkpoint, of: stored)
    let options = try options(of: stored)
    let experiment = try Opening.experiment(options, idle: .ignored)
    try check(experiment, stored)
    let keeper = try SessionKeeper.resume(folder, stored, in: store, checkpoint, settings, every: checkpoints.interval)
    let events = EventQueue(record: { keeper.note($0) })
    let data = DataIdentity(experiment, options)
    let laboratory = Laboratory(
      experiment: experiment, threads: threads ?? Workers.processorCount, events: events, data: data,
      evaluationInterval: .seconds(1))
    let reporter = TrainCommand.reporter(
      experiment.info, DataFields(experiment.info, data, options), shown: parts.shown, json: json)
    reporter.begin()
    let rung = stored.header.plan.rung
    let run = laboratory.resume(rung, from: checkpoint, settings: settings)
    var tally = TrainTally(info: experiment.info, awaited: [(run, rung)])
    tally.resume(run, try folder.stored().record)
    let loop = TrainLoop(
      laboratory: laboratory, events: events, reporter: reporter, keeper: keeper, microseconds: json ? 5_000 : 30_000)
    try loop.run(&tally)
    keeper.finish(revealing: parts.shown.contains(.test))
  }

  /// - Throws: ``Failure`` where there is none, or it is not as it was written.
  private func checkpoint(of run: StoredRun, in folder: RunFolder) throws -> RunCheckpoint {
    guard run.artifacts[.last] != nil else {
      throw Failure.input(Words.runsContinueNoCheckpoint(run: run.id.text))
    }
    let isWhole: Bool
    do { isWhole = try folder.isWhole(.last, of: run) } catch { throw Failure.input(error.sentence) }
    guard isWhole else {
      throw Failure.input(Words.runsContinueDamaged(path: folder.path(of: .last), run: run.id.text))
    }
    do { return try RunCheckpoint(path: folder.path(of: .last)) } catch { throw Failure.input(error.sentence) }
  }

  /// The checkpoint's own, with the epochs that are asked for.
  ///
  /// - Throws: ``Failure`` where nothing is left to do.
  private func settings(_ checkpoint: RunCheckpoint, of run: StoredRun) throws -> Settings {
    var settings = checkpoint.settings
    if let epochs {
      let isMore = epochs.hasPrefix("+")
      guard settings.recipe.hasSteps, let count = Int(isMore ? String(epochs.dropFirst()) : epochs), count > 0 else {
        throw Failure.input(
          settings.recipe.hasSteps
            ? Words.runsContinueEpochsInvalid(found: epochs)
            : Words.patienceNoSteps(recipe: settings.recipe.rawValue))
      }
      try KnobArguments.set(.epochs, parsing: "\(isMore ? settings.epochs + count : count)", in: &settings)
    }
    switch run.status {
    case .finished(.diverged): throw Failure.input(Words.runsContinueDiverged(run: run.id.text))
    case .finished(.earlyStopped): throw Failure.input(Words.runsContinueStoppedEarly(run: run.id.text))
    case .finished(.completed), .finished(.stopped), .finished(.interrupted), .waiting, .running, .paused: break
    }
    guard checkpoint.epoch < settings.epochs else {
      throw Failure.input(Words.runsContinueDone(run: run.id.text, epochs: checkpoint.epoch))
    }
    return settings
  }

  private func options(of run: StoredRun) throws -> SessionOptions {
    guard
      let options = try? JSONDecoder().decode(SessionOptions.self, from: Data(run.session.data.options.utf8))
    else { throw Failure.input(Words.runsContinueOptions(run: run.id.text)) }
    return options
  }

  private func check(_ experiment: any Experiment, _ run: StoredRun) throws {
    let hash = hexadecimal(experiment.dataHash)
    guard hash == run.session.data.hash else {
      throw Failure.input(
        Words.runsContinueOtherData(
          path: run.session.data.path, run: run.id.text, found: hash, recorded: run.session.data.hash))
    }
    let level = "\(Kernels.level)"
    guard (Opening.kernelName, level) != (run.session.kernel, run.session.level) else { return }
    Standard.error.write(
      Words.runsContinueKernels(
        recordedKernel: run.session.kernel, recordedLevel: run.session.level, kernel: Opening.kernelName,
        level: level) + "\n")
  }
}
