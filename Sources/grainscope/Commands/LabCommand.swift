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

  func validate() throws {
    if keepsNoJournal, journal != nil { throw ValidationError(Words.labJournalOrNone) }
  }

  func run() throws {
    let options = try session.options()
    guard StandardInput.isMeant(by: options.path) || FilePath.exists(options.path) else {
      throw Failure.input(Words.fileMissing(path: options.path))
    }
    // What cannot be a knob's value on any data is reported before a screen takes the terminal.
    try knobs.check()
    let runner = try LabRunner(
      options: options, recipe: recipe, knobs: knobs, stopping: stopping,
      threads: session.threads ?? Opening.defaultThreads,
      startsPaused: paused, journalPath: keepsNoJournal ? nil : journal ?? FilePath.newJournal(for: options.path),
      look: look)
    try runner.run()
  }
}
