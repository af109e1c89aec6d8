import ArgumentParser
import Store

struct RunsShowCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "show", abstract: Words.runsShowAbstract)
  }

  @OptionGroup var named: RunArgument

  @Flag(name: .customLong("test"), help: ArgumentHelp(Words.runsShowTest))
  var revealsTest = false

  @Flag(name: .long, help: ArgumentHelp(Words.jsonObject))
  var json = false

  func run() throws {
    let folder = try named.folder()
    if revealsTest { try folder.mark(.revealed) }
    let run = try folder.stored()
    Standard.output.write(json ? try JSON.line(RunPage.Fields(run)) + "\n" : RunPage(run).text)
  }
}

/// `runs command`: how a run is made again.
struct RunsCommandCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "command", abstract: Words.runsCommandAbstract)
  }

  @OptionGroup var named: RunArgument

  func run() throws {
    let run = try named.stored()
    guard let arguments = run.arguments else { throw Failure.input(Words.runsCommandNone(run: run.id.text)) }
    if let sentence = run.notRepeated { Standard.error.report(sentence) }
    Standard.output.write(TrainCommandLine.text(arguments) + "\n")
  }
}

struct RunsDiffCommand: ParsableCommand {
  static var configuration: CommandConfiguration {
    CommandConfiguration(commandName: "diff", abstract: Words.runsDiffAbstract)
  }

  @OptionGroup var named: RunArgument

  @Argument(help: ArgumentHelp(Words.runsOther, valueName: Words.valueRun))
  var other: String

  func run() throws {
    let store = try named.place.opened()
    let first = try named.stored()
    let second: StoredRun
    do { second = try store.folder(named: other).run() } catch { throw Failure.input(error.sentence) }
    Standard.output.write(RunDifference(first, second).text)
  }
}
