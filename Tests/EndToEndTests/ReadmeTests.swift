import Foundation
import Testing

@Suite("What the README promises")
struct ReadmeTests {
  /// The lines that call the program, without what stands beside them.
  private static let commands: [String] = {
    let text = (try? String(contentsOf: Program.root.appending(path: "README.md"), encoding: .utf8)) ?? ""
    return text.split(separator: "\n").filter { $0.hasPrefix("    grainscope ") }.map { line in
      let command = line.dropFirst(4)
      return String(command.range(of: "  ").map { command[..<$0.lowerBound] } ?? command)
    }
  }()

  @Test("Its commands do what stands beside them")
  func commands() throws {
    #expect(Self.commands.count >= 5)
    let folder = try Program.temporaryFolder()
    let journal = folder.appending(path: "FILE.journal")
    let train = [
      "train", "demand", "--grain", "1d", "--epochs", "2", "--seed", Self.seed, "--journal", journal.path,
    ]
    #expect(try Program.run(train).code == 0)
    for command in Self.commands {
      var arguments = command.split(separator: " ").dropFirst().map(String.init)
      if let place = arguments.firstIndex(of: "RUN") { arguments[place] = try ownRun(in: folder) }
      if ["train", "picture"].contains(arguments[0]) { arguments += ["--epochs", "2"] }
      let outcome = try Program.run(arguments, in: folder)
      // What opens a screen is tried in a terminal elsewhere.
      if arguments.starts(with: ["runs", "open"]) {
        #expect(outcome.code == 1 && outcome.error.contains("needs a terminal"), "\(outcome.error)")
        continue
      }
      #expect(outcome.code == 0, "\(command): \(outcome.error)")
      let drawn = arguments.firstIndex(of: "--output").map { folder.appending(path: arguments[$0 + 1]) }
      if let drawn {
        #expect(try String(contentsOf: drawn, encoding: .utf8).contains("<svg"))
      } else {
        #expect(!outcome.output.isEmpty, "\(command)")
      }
    }
  }

  /// A run that is kept and can go on.
  /// By which the run is found again, as other tests keep theirs beside it at the same time.
  private static let seed = "60607"

  private func ownRun(in folder: URL) throws -> String {
    let listed = try #require(
      try Program.run(["runs", "list", "--json", "--where", "seed=\(Self.seed)"], in: folder).lines.first)
    let run = try #require(JSONSerialization.jsonObject(with: Data(listed.utf8)) as? [String: Any])
    return try #require(run["run"] as? String)
  }

  @Test("The models and files that it names are known")
  func names() throws {
    let help = try Program.run(["train", "--help"]).output
    for recipe in ["mlp", "linear2", "ridge", "naive", "seasonal-naive"] { #expect(help.contains(recipe)) }
  }
}
