import ArgumentParser
import Canvas
import Datasets
import Models
import Terminal

struct LabCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "lab",
    abstract: "Open the Lab: pick a grain, turn knobs, watch every rung learn. (default)",
    discussion: "Without a file it opens a sample. In the Lab, ? shows every key and q leaves.")

  @OptionGroup var session: SessionArguments
  @OptionGroup var look: LookArguments

  @Option(
    name: .long,
    help: ArgumentHelp("The model that starts on every rung; mlp where config.toml says no other.", valueName: "name"))
  var recipe: Recipe?

  @OptionGroup(title: "Knobs") var knobs: KnobArguments

  @Flag(name: .long, help: "Open with all rungs waiting; space starts them.")
  var paused = false

  @Option(name: .long, help: ArgumentHelp("Write the journal here.", valueName: "path"), completion: .file())
  var journal: String?

  @Flag(name: .customLong("no-journal"), help: "Keep no journal of this session.")
  var keepsNoJournal = false

  func run() throws {
    let options = try session.options()
    guard StandardInput.isMeant(by: options.path) || FilePath.exists(options.path) else {
      throw Failure.input(Opening.missingFile(options.path))
    }
    // What cannot be a knob's value on any data is told before a screen takes the terminal.
    try knobs.check()
    let runner = try LabRunner(
      options: options, recipe: recipe, knobs: knobs, threads: session.threads ?? Opening.defaultThreads,
      startsPaused: paused, journalPath: keepsNoJournal ? nil : journal ?? FilePath.newJournal(for: options.path),
      look: look)
    try runner.run()
  }
}
