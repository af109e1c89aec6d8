import ArgumentParser
import Canvas
import Datasets
import Models
import Terminal

struct LabCommand: ParsableCommand {
  static let name = "lab"

  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: name, abstract: Words.labAbstract, discussion: Words.labDiscussion)
  }

  @OptionGroup var session: SessionArguments
  @OptionGroup var look: LookArguments

  @Option(name: .long, help: ArgumentHelp(Words.labRecipe, valueName: Words.valueName))
  var recipe: Recipe?

  @OptionGroup var stopping: StoppingArguments
  @OptionGroup(title: Words.knobsTitle) var knobs: KnobArguments

  @Flag(name: .long, help: ArgumentHelp(Words.labPaused))
  var paused = false

  @Option(name: .long, help: ArgumentHelp(Words.journalPath, valueName: Words.valuePath), completion: .file())
  var journal: String?

  @Flag(name: .customLong("no-journal"), help: ArgumentHelp(Words.labNoJournal))
  var keepsNoJournal = false

  @OptionGroup(title: Words.storeTitle) var storing: StoreArguments

  func validate() throws {
    if keepsNoJournal, journal != nil { throw ValidationError(Words.labJournalOrNone) }
  }

  func run() throws {
    var start = LabStart(try session.options(knobs, store: storing.choice.place.folder))
    start.fileName = session.file
    start.recipe = recipe ?? start.options.initial?.recipe
    start.knobs = knobs
    start.patience = stopping.patience
    start.threads = session.threads ?? start.threads
    start.isPaused = paused
    start.keepsJournal = !keepsNoJournal
    start.journalPath = journal
    start.look = look.choice
    start.store = storing.order
    try start.run()
  }
}
