import ArgumentParser
import Basics
import Datasets
import Glibc
import Tensors

/// The program: reads the command line, runs a command, and turns every outcome into an exit code:
/// 0 done, 1 failed, 2 wrong usage or bad input.
@main
struct Grainscope: ParsableCommand {
  static let name = "grainscope"

  static var configuration: CommandConfiguration {
    CommandConfiguration(
      commandName: name, abstract: Words.programAbstract, discussion: Words.programDiscussion,
      version: "grainscope 0.2.0-dev", subcommands: commands)
  }

  private static let commands: [any ParsableCommand.Type] = [
    LabCommand.self, TrainCommand.self, ForecastCommand.self, PredictCommand.self, EvaluateCommand.self,
    AuditCommand.self,
    InspectCommand.self,
    SamplesCommand.self, ReplayCommand.self, PictureCommand.self, ConfigCommand.self, ProtocolCommand.self,
    ReconcileCommand.self, ChooseCommand.self, FindRateCommand.self, SharingCommand.self, AdaptCommand.self,
    WatchCommand.self,
    RunsCommand.self,
  ]

  /// What is asked of the whole program, and not of a command of it.
  private static let ownArguments: Set = [
    "-h", "--help", "--version", "help", "--help-hidden", "-help-hidden", "--generate-completion-script",
    "--experimental-dump-help", "---completion",
  ]

  /// Runs the command that the arguments name, or else the Lab.
  ///
  /// The parser knows default commands too, but builds all options of the default before each command, which takes longer
  /// than the rest of the start.
  private static func run(_ arguments: [String]) throws {
    let isNamed = arguments.first.map { first in
      ownArguments.contains(first) || commands.contains { $0.configuration.commandName == first }
    }
    if isNamed != true, let first = arguments.first { try suggestCommand(for: first) }
    if isNamed == true { try suggestSubcommand(arguments) }
    if isNamed != true, let start = try LabStart(plain: arguments) { return try start.run() }
    var command = try parseAsRoot(isNamed == true ? arguments : [LabCommand.name] + arguments)
    try command.run()
  }

  /// - Throws: ``Failure`` for a word that is no file and nearly a command.
  private static func suggestCommand(for word: String) throws {
    guard word.allSatisfy({ $0.isLetter }), !FilePath.exists(try SessionArguments.path(word)) else { return }
    try suggest(for: word, among: commands, behind: name) {
      Words.noCommandNear(name: Clean.text(word, limit: 40), near: $0)
    }
  }

  /// - Throws: ``Failure`` for a word behind a command of commands, as `runs`, that is nearly one of these.
  private static func suggestSubcommand(_ arguments: [String]) throws {
    guard arguments.count > 1, let command = commands.first(where: { $0.configuration.commandName == arguments[0] }),
      !command.configuration.subcommands.isEmpty, arguments[1].allSatisfy({ $0.isLetter }), arguments[1] != "help",
      !command.configuration.subcommands.contains(where: { $0.configuration.commandName == arguments[1] })
    else { return }
    try suggest(for: arguments[1], among: command.configuration.subcommands, behind: "\(name) \(arguments[0])") {
      near in
      Words.noSubcommandNear(
        command: "\(name) \(arguments[0])", name: Clean.text(arguments[1], limit: 40), near: near)
    }
  }

  private static func suggest(
    for word: String, among commands: [any ParsableCommand.Type], behind: String, _ sentence: (String) -> String
  ) throws(Failure) {
    let near = Clean.nearest(to: word, among: commands.compactMap { $0.configuration.commandName })
    guard !near.isEmpty else { return }
    throw .input(sentence(Listing.choice(near.map { behind + " " + $0 })))
  }

  /// The parser takes `-1` after `--seed` for an option; as `--seed=-1` it is a value, which can be refused with its range.
  private static func joiningNegatives(_ arguments: [String]) -> [String] {
    var joined: [String] = []
    for argument in arguments {
      let isNegative = argument.hasPrefix("-") && argument.dropFirst().first.map { $0.isNumber || $0 == "." } == true
      if isNegative, let option = joined.last, option.hasPrefix("--"), !option.contains("=") {
        joined[joined.count - 1] = option + "=" + argument
      } else {
        joined.append(argument)
      }
    }
    return joined
  }

  /// What was written behind the program's name. A name of a file may have bytes that are no text.
  private static var arguments: [String] {
    (1..<max(1, Int(CommandLine.argc))).compactMap { CommandLine.unsafeArgv[$0].map { PathBytes.text($0) } }
  }

  /// The parser's text, in which arguments that it repeats stay on their line.
  private static func message(_ text: String) -> String {
    // Of `--option=value` it may repeat the value alone.
    let arguments = CommandLine.arguments.dropFirst().flatMap { argument in
      [argument] + (argument.firstIndex(of: "=").map { [String(argument[argument.index(after: $0)...])] } ?? [])
    }
    return arguments.filter { $0.contains(where: \.isNewline) }.reduce(text) {
      $0.replacing($1, with: SafeText.line($1))
    }
  }

  static func main() {
    Descriptor.occupyStandardPlaces()
    BLAS.configure()
    Allocator.configure()
    // A closed pipe ends a write with an error, not the program in silence.
    signal(SIGPIPE, SIG_IGN)
    do throws(Failure) {
      try ShellLimits.check()
      do { try run(joiningNegatives(arguments)) } catch { try report(error) }
      // It was said when it happened.
      if OutputEnd.came { Glibc.exit(1) }
    } catch {
      for sentence in error.sentences { Standard.error.report(sentence) }
      Glibc.exit(error.exitCode)
    }
  }

  /// Writes what the parser has to say, help among it.
  ///
  /// - Throws: ``Failure`` where a command failed.
  private static func report(_ error: any Error) throws(Failure) {
    if let failure = error as? Failure { throw failure }
    let code = exitCode(for: error)
    let text = message(PathBytes.shown(fullMessage(for: error)))
    guard !code.isSuccess else { return Standard.output.write(text.isEmpty ? "" : text + "\n") }
    Standard.error.write(text + "\n")
    Glibc.exit(code == .validationFailure ? 2 : code.rawValue)
  }
}

/// An outcome with an exit code and sentences for standard error, a line each.
struct Failure: Error {
  let sentences: [String]
  let exitCode: Int32

  /// All of them, where there is one line for them.
  var sentence: String { sentences.joined(separator: " ") }

  init(sentences: [String], exitCode: Int32) { (self.sentences, self.exitCode) = (sentences, exitCode) }
  init(sentence: String, exitCode: Int32) { self.init(sentences: [sentence], exitCode: exitCode) }

  /// Wrong usage or bad input.
  static func input(_ sentence: String) -> Failure { .input([sentence]) }
  static func input(_ sentences: [String]) -> Failure { Failure(sentences: sentences, exitCode: 2) }
  /// Something went wrong that is not the user's doing.
  static func failed(_ sentence: String) -> Failure { .failed([sentence]) }
  static func failed(_ sentences: [String]) -> Failure { Failure(sentences: sentences, exitCode: 1) }
}
