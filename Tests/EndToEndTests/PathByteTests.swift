import Foundation
import Glibc
import Testing

@Suite("Names of files that are no text are opened, and shown without what is no text")
struct PathByteTests {
  /// Runs the program through a shell that makes the bytes.
  private func run(_ script: String, in folder: URL) throws -> Program.Outcome {
    try Program.run(
      ["-c", script, Program.path, Program.sample("demand.csv")], in: folder, program: "/bin/bash")
  }

  @Test(
    "Every command that takes a file opens it, and names it cleaned",
    arguments: [
      "inspect \"$f\"", "inspect \"$f\" --json", "train \"$f\" --grain 1d --epochs 1",
      "evaluate \"$f\" --grain 1d --recipe ridge", "audit \"$f\" --grain 1d", "forecast \"$f\" --grain 1d",
      "find-rate \"$f\" --grain 1d", "picture \"$f\" --grain 1d --epochs 1 --output -",
      "picture \"$f\" --grain 1d --epochs 1 --output $'p\\xff.svg'", "adapt \"$f\" --grain 12h,1d --seeds 1 --grants 2",
    ])
  func opens(command: String) throws {
    let outcome = try run(
      "f=$'a\\xff\\xfe.csv'; cp \"$1\" \"$f\"; exec \"$0\" \(command)", in: Program.temporaryFolder())
    #expect(outcome.code == 0 && outcome.reason == .exit, "\(outcome.error)")
    let said = outcome.output + outcome.error
    #expect(!said.unicodeScalars.contains { (0xF780...0xF7FF).contains($0.value) })
    #expect(said.contains("a\u{FFFD}\u{FFFD}.csv") || !said.contains(".csv"), "\(said.prefix(400))")
  }

  @Test("Journals and models are written to such names and read from them")
  func written() throws {
    let folder = try Program.temporaryFolder()
    let train = try run(
      "cp \"$1\" $'a\\xff.csv'; exec \"$0\" train $'a\\xff.csv' --grain 1d --epochs 2 --journal $'j\\xff.journal' "
        + "--save-model $'m\\xff.st'", in: folder)
    #expect(train.code == 0, "\(train.error)")
    let replay = try run("exec \"$0\" replay $'j\\xff.journal'", in: folder)
    #expect(replay.code == 0, "\(replay.error)\(replay.output)")
    let forecast = try run("exec \"$0\" forecast $'a\\xff.csv' --model $'m\\xff.st'", in: folder)
    #expect(forecast.code == 0, "\(forecast.error)")
    let names = try run("ls -1 | od -An -tx1 | tr -d ' \\n'", in: folder)
    #expect(names.output.contains("6aff2e") && names.output.contains("6dff2e"), "\(names.output)")
  }

  @Test("One that is not there is named without what is no text")
  func missing() throws {
    let outcome = try run("exec \"$0\" train $'none\\xff\\e[31m.csv'", in: Program.temporaryFolder())
    #expect(
      outcome.code == 2 && outcome.error.contains("none\u{FFFD}[31m.csv: there is no such file"), "\(outcome.error)")
  }
}
