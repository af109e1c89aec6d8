import ArgumentParser
import Models
import Store
import Telemetry
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
    Interrupts.listenForWishes()
    let store = try named.place.opened()
    let folder = try named.folder()
    var continuation = try Continuation(folder)
    if let epochs { try continuation.plan(epochs: epochs) }
    try continuation.checkIsOpen()
    let options = try continuation.options()
    let experiment = try Opening.experiment(options, idle: .ignored)
    try continuation.check(experiment)
    if let remark = continuation.remark { Standard.error.write(remark + "\n") }
    let keeper = try SessionKeeper.resume(continuation, in: store, every: checkpoints.interval)
    let events = EventQueue(record: { keeper.note($0) }, secure: { keeper.checkpoints.secure($0, $1) })
    let data = DataIdentity(experiment, options)
    let laboratory = Laboratory(
      experiment: experiment, threads: threads ?? Workers.processorCount, events: events, data: data,
      evaluationInterval: .seconds(1))
    let reporter = TrainCommand.reporter(
      experiment.info, DataFields(experiment.info, data, options), shown: parts.shown, json: json)
    reporter.begin()
    let rung = continuation.run.header.plan.rung
    let run = laboratory.resume(
      rung, from: continuation.checkpoint, settings: continuation.settings, restarts: continuation.restarts)
    var tally = TrainTally(info: experiment.info, awaited: [(run, rung)])
    tally.resume(run, try folder.stored().record)
    let loop = TrainLoop(
      laboratory: laboratory, events: events, reporter: reporter, keeper: keeper, microseconds: json ? 5_000 : 30_000)
    try loop.run(&tally)
    keeper.finish(revealing: parts.shown.contains(.test))
    try keeper.check()
  }
}
