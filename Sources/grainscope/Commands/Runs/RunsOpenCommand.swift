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

  @Argument(help: ArgumentHelp(Words.runsOpenFile, valueName: Words.valueFile), completion: .file())
  var data: String?

  @OptionGroup var look: LookArguments
  @OptionGroup var checkpoints: CheckpointArguments

  @Option(
    name: .long, help: ArgumentHelp(Words.sessionThreads, valueName: Words.valueCount),
    transform: NumberOption.threads.parse)
  var threads: Int?

  func run() throws {
    var start = FilePath.exists(named.run) ? try model() : try kept()
    start.threads = threads ?? start.threads
    start.look = look.choice
    start.store = StoreOrder(folder: named.place.folder, interval: checkpoints.interval)
    try start.run()
  }

  /// A run of the store as it was.
  private func kept() throws -> LabStart {
    guard data == nil else { throw Failure.input(Words.runsOpenFileIdle(run: Clean.text(named.run, limit: 80))) }
    let continuation = try Continuation.opening(try named.folder())
    var start = LabStart(try continuation.options())
    // A sample is found from everywhere by its name.
    let sample = Sample.all.first { Sample.path($0.name) == start.options.path }
    start.fileName = sample?.name ?? start.options.path
    start.opened = continuation
    return start
  }

  /// A model's file: runs that begin with its weights and wait, judged on data that are named.
  private func model() throws -> LabStart {
    let path = Clean.text(named.run, limit: 300)
    guard let data else { throw Failure.input(Words.runsOpenNoFile(path: path)) }
    var options = SessionOptions(path: try SessionArguments.path(data))
    options.suitsGaps = true
    guard case .model(let initial) = try InitialWeights(named.run, in: named.place.folder) else {
      throw Failure.input(FittedModelError.notAModel(path: path).sentence)
    }
    InitialWeights.model(initial).apply(to: &options)
    var start = LabStart(options)
    start.fileName = data
    start.recipe = initial.source.recipe
    start.isPaused = true
    return start
  }
}
