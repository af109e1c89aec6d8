import ArgumentParser
import Datasets
import Models
import Store

/// `runs open`: the Lab with a run as it was, ready to train on or to branch.
struct RunsOpenCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "open", abstract: Words.runsOpenAbstract, discussion: Words.runsOpenDiscussion)
  }

  @OptionGroup var named: RunArgument
  @OptionGroup var look: LookArguments
  @OptionGroup var checkpoints: CheckpointArguments

  @Option(
    name: .long, help: ArgumentHelp(Words.sessionThreads, valueName: Words.valueCount),
    transform: NumberOption.threads.parse)
  var threads: Int?

  func run() throws {
    let continuation = try Continuation.opening(try named.folder())
    var start = LabStart(try continuation.options())
    // A sample is found from everywhere by its name.
    let sample = Sample.all.first { Sample.path($0.name) == start.options.path }
    start.fileName = sample?.name ?? start.options.path
    start.threads = threads ?? start.threads
    start.look = look.choice
    start.store = StoreOrder(folder: named.place.folder, interval: checkpoints.interval)
    start.opened = continuation
    try start.run()
  }
}
