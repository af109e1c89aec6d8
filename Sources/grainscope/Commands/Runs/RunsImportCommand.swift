import ArgumentParser
import Basics
import Models
import Store
import Telemetry
import Training

/// `runs import`: makes the runs of a journal again and keeps them.
struct RunsImportCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: "import", abstract: Words.runsImportAbstract, discussion: Words.runsImportDiscussion)
  }

  @Argument(
    help: ArgumentHelp(Words.runsImportJournal, valueName: Words.valueJournal),
    completion: .file(extensions: ["journal"]))
  var journal: String

  @Option(name: .long, help: ArgumentHelp(Words.replayData, valueName: Words.valuePath), completion: .file())
  var data: String?

  @OptionGroup var storing: StoreArguments

  func validate() throws {
    if storing.choice.keepsNothing { throw ValidationError(Words.runsImportNowhere) }
  }

  func run() throws {
    do { try replay() } catch let error as JournalError { throw Failure(error) } catch let error
      as ExperimentError
    { throw Failure.input(error.sentence) }
  }

  private func replay() throws {
    let store = try storing.choice.place.opened()
    let recorded = try RecordedJournal(path: FilePath.journal(journal))
    let (session, lines) = (recorded.session, recorded.lines)
    var options = session.options
    if let data { options.path = FilePath.absolute(data) }
    let experiment = try Opening.experiment(options, idle: .ignored)
    let hash = hexadecimal(experiment.dataHash)
    guard hash == session.dataHash else {
      throw JournalError.otherData(
        path: options.path, recorded: session.dataHash, found: hash, version: session.version)
    }
    var settings: [RunID: Settings] = [:]
    for case .run(let line) in lines { settings[line.run] = try? line.settings() }
    let known = settings
    let identity = DataIdentity(experiment, options)
    let present: KnownRuns
    do throws(StoreError) { present = try KnownRuns(store, identity, lines) } catch {
      throw Failure.input(error.sentence)
    }
    var order = storing.order
    // Keeping them is all that is asked for.
    order.folder = store.path
    let keeper = try SessionKeeper.begin(
      Self.configuration.commandName ?? "", in: order, experiment, options, identity, file: options.path,
      settings: { known[$0.run] }, known: { present.id(of: $0) })
    guard let keeper else { throw Failure.failed(Words.runsImportNowhere) }
    var different: Set<RunID> = []
    var replay = Replay(
      lines, numbers: recorded.numbers, on: experiment, observer: keeper.checkpoints.observer)
    replay.run { if !$0.isIdentical { different.insert($0.run) } }
    keeper.finish(revealing: replay.reveals != nil)
    let names = present.names
    Standard.output.write(Words.runsImported(count: keeper.ids.count - names.count) + "\n")
    if !names.isEmpty {
      Standard.output.write(Words.runsImportKnown(count: names.count, runs: Listing.all(names)) + "\n")
    }
    try JournalGaps(recorded, replay, in: journal).report(
      replay, more: different.isEmpty ? [] : [Words.runsImportDiffers(count: different.count)])
    try keeper.check()
  }
}
