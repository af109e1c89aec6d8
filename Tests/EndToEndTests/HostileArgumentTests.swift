import Foundation
import Testing

/// Every command and every option that the program has, as its own description lists them.
@Suite("No argument reaches the terminal raw")
struct HostileArgumentTests {
  private struct Command: Decodable {
    let commandName: String
    let subcommands: [Command]?
    let arguments: [Argument]?
  }

  private struct Argument: Decodable {
    struct Name: Decodable { let kind, name: String }
    let kind: String
    let preferredName: Name?
    var option: String? { preferredName.map { ($0.kind == "long" ? "--" : "-") + $0.name } }
  }

  private struct Description: Decodable { let command: Command }

  /// Command lines with hostile text in each place: the file, an unknown option, one argument too many, a value of every
  /// option, and a value of a flag, which has none. An option that several commands share is tried with the first.
  static let lines: [[String]] = {
    guard let text = try? Program.run(["--experimental-dump-help"]).output,
      let whole = try? JSONDecoder().decode(Description.self, from: Data(text.utf8))
    else { return [] }
    var lines: [[String]] = [[HostileText.lines]]
    var known: Set<String> = []
    func walk(_ command: Command, _ path: [String]) {
      let subcommands = (command.subcommands ?? []).filter { $0.commandName != "help" }
      for next in subcommands { walk(next, path + [next.commandName]) }
      guard subcommands.isEmpty else { return lines.append(path + [HostileText.lines]) }
      let arguments = command.arguments ?? []
      let count = arguments.count { $0.kind == "positional" }
      let files = Array(repeating: "/nowhere.csv", count: count)
      lines.append(path + Array(repeating: HostileText.lines, count: max(1, count)))
      lines.append(path + Array(repeating: HostileText.lines, count: count + 2))
      lines.append(path + ["--" + HostileText.name])
      for argument in arguments where argument.kind != "positional" {
        guard let option = argument.option, known.insert(option).inserted else { continue }
        lines.append(path + files + [option + "=" + HostileText.lines])
        if argument.kind == "option" { lines.append(path + files + [option, HostileText.lines]) }
      }
    }
    walk(whole.command, [])
    return lines
  }()

  @Test("All commands are there to be tried")
  func isWhole() {
    #expect(Self.lines.count > 250)
    let commands = Set(Self.lines.compactMap(\.first))
    #expect(commands.isSuperset(of: ["lab", "train", "forecast", "predict", "watch", "picture", "runs", "config"]))
  }

  @Test("Whatever is asked for in whatever place, what is said about it does nothing", arguments: lines)
  func isClean(arguments: [String]) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    // With a missing file nothing is opened; a store of that name is made in a folder that goes away.
    let outcome = try Program.run(
      arguments, in: folder, environment: ["XDG_CONFIG_HOME": folder.path], detached: true)
    HostileText.expectClean(outcome, "\(arguments)")
  }

  @Test("A name that is no text is said with question marks in its place")
  func noText() throws {
    let shell = Process()
    let error = Pipe()
    shell.executableURL = URL(filePath: "/bin/sh")
    shell.arguments = ["-c", "exec '\(Program.path)' inspect \"$(printf 'a\\377\\233b.csv')\""]
    shell.environment = Program.environment()
    shell.standardError = error
    try shell.run()
    let said = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    shell.waitUntilExit()
    #expect(shell.terminationStatus == 2)
    #expect(said.contains("a\u{FFFD}\u{FFFD}b.csv: there is no such file"), "\(said)")
  }
}
