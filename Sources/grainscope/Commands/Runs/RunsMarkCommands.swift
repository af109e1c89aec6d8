import ArgumentParser
import Store

/// `runs note`, `runs tag`, `runs star`: what a user says of a run.
struct RunsNoteCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "note", abstract: Words.runsNoteAbstract)
  }

  @OptionGroup var named: RunArgument

  @Argument(help: ArgumentHelp(Words.runsNoteText, valueName: Words.valueText))
  var text: String

  func run() throws { try named.folder().mark(.note, text) }
}

struct RunsTagCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "tag", abstract: Words.runsTagAbstract)
  }

  @OptionGroup var named: RunArgument

  @Argument(help: ArgumentHelp(Words.runsTagText, valueName: Words.valueName))
  var text: String

  func run() throws { try named.folder().mark(.tag, text) }
}

struct RunsStarCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "star", abstract: Words.runsStarAbstract)
  }

  @OptionGroup var named: RunArgument

  @Flag(name: .long, help: ArgumentHelp(Words.runsStarOff))
  var off = false

  func run() throws { try named.folder().mark(off ? .unstar : .star) }
}
