import Foundation

/// Every command of the program with its options, as it lists them itself.
struct OptionTable {
  struct Line {
    /// As `["runs", "list"]`.
    let command: [String]
    let options: [String]
  }

  let lines: [Line]

  private struct Dump: Decodable { let command: Command }

  private struct Command: Decodable {
    let commandName: String
    let arguments: [Argument]?
    let subcommands: [Command]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable { let name: String }
    let kind: String
    let names: [Name]?
  }

  init() throws {
    let text = try Program.run(["--experimental-dump-help"]).output
    let root = try JSONDecoder().decode(Dump.self, from: Data(text.utf8)).command
    lines = Self.lines(root, within: [])
  }

  private static func lines(_ command: Command, within names: [String]) -> [Line] {
    let nested = (command.subcommands ?? []).filter { $0.commandName != "help" }
    guard nested.isEmpty else {
      return nested.flatMap { lines($0, within: names + [$0.commandName]) }
    }
    let options = (command.arguments ?? []).filter { $0.kind == "option" }.compactMap { $0.names?.last?.name }
    return [Line(command: names, options: options)]
  }
}
