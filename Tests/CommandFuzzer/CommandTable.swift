import Foundation

/// Every command of the program with its arguments, as it lists them itself.
struct CommandTable {
  struct Argument: Sendable {
    enum Kind: String, Decodable { case positional, option, flag }
    let kind: Kind
    /// As `epochs`, of a positional argument what stands for it in the help.
    let name: String
    /// What the help says of it, with its range or its choices.
    let help: String
  }

  struct Command: Sendable {
    /// As `["runs", "list"]`.
    let words: [String]
    let arguments: [Argument]

    func has(_ option: String) -> Bool { arguments.contains { $0.kind != .positional && $0.name == option } }
  }

  let commands: [Command]

  private struct Dump: Decodable { let command: DumpedCommand }

  private struct DumpedCommand: Decodable {
    let commandName: String
    let arguments: [DumpedArgument]?
    let subcommands: [DumpedCommand]?
  }

  private struct DumpedArgument: Decodable {
    struct Name: Decodable { let name: String }
    let kind: Argument.Kind
    let names: [Name]?
    let valueName: String?
    let abstract: String?
  }

  /// - Parameter description: what `grainscope --experimental-dump-help` prints.
  init(_ description: Data) throws {
    commands = Self.commands(try JSONDecoder().decode(Dump.self, from: description).command, within: [])
  }

  private static func commands(_ command: DumpedCommand, within words: [String]) -> [Command] {
    let nested = (command.subcommands ?? []).filter { $0.commandName != "help" }
    guard nested.isEmpty else { return nested.flatMap { commands($0, within: words + [$0.commandName]) } }
    let arguments = (command.arguments ?? []).map {
      Argument(kind: $0.kind, name: $0.names?.last?.name ?? $0.valueName ?? "", help: $0.abstract ?? "")
    }
    return [Command(words: words, arguments: arguments)]
  }
}
