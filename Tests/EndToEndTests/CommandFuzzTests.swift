import Foundation
import Testing

/// A few cases of what `make fuzz-commands` does for hours, and that it finds what it looks for.
@Suite("Whole commands with drawn arguments, files and keys")
struct CommandFuzzTests {
  private let folder: URL

  init() throws { folder = try Program.temporaryFolder() }

  private func fuzz(_ settings: [String: String], program: String = Program.path) throws -> Program.Outcome {
    let usual = ["GRAINSCOPE_PROGRAM": program, "GRAINSCOPE_FUZZ_FOLDER": folder.path]
    return try Program.run([], environment: usual.merging(settings) { $1 }, program: Program.neighbour("CommandFuzzer"))
  }

  /// A program that lists the commands as ours does and then does something else.
  private func other(_ script: String) throws -> String {
    let path = folder.appending(path: "other").path
    let text = """
      #!/bin/bash
      case "$1 $2" in --experimental-dump-help*|"config --default") exec '\(Program.path)' "$@";; esac
      \(script)

      """
    try Data(text.utf8).write(to: URL(filePath: path))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: path)
    return path
  }

  @Test("Nothing ends by a signal, hangs, takes too much memory, acts on the terminal or changes what it reads")
  func drawn() throws {
    let outcome = try fuzz(["CASES": "150"])
    #expect(outcome.code == 0 && outcome.output.contains("150 cases"), "\(outcome.output)\(outcome.error)")
  }

  @Test("The same seed and number give the same call, another number another")
  func isPure() throws {
    let program = try other("exit 0")
    func call(_ number: Int) throws -> String {
      let outcome = try fuzz(["GRAINSCOPE_FUZZ_CASE": "\(number)"], program: program)
      return try String(#require(outcome.lines.first))
    }
    let calls = try (0..<6).map(call)
    #expect(try (0..<6).map(call) == calls && Set(calls).count == 6)
  }

  @Test(
    "What is wrong is found, with the call and a folder of its files",
    arguments: [
      ("kill -SEGV $$", "ended by signal 11"), ("exit 3", "ended with code 3"), ("exit 1", "refuses without a word"),
      ("printf 'grainscope: \\033[1mno.\\n' >&2; exit 2", "wrote U+1B on standard error"),
      ("printf '\\xe2\\x80\\xae'", "wrote U+202E on standard output"),
      ("printf '\\xff'", "wrote bytes that are no UTF-8 on standard output"),
      ("echo 'grainscope: no.' >&2; echo 'grainscope: nor this.' >&2; exit 2", "refuses in several sentences"),
      ("echo 'Fatal error: x' >&2; exit 2", "says “Fatal error”"),
      ("for file in *.csv *.jsonl; do echo >> $file; done", "changed its input"),
    ])
  func finds(script: String, finding: String) throws {
    let outcome = try fuzz(["CASES": "15"], program: other(script))
    #expect(outcome.code == 1 && outcome.output.contains(finding), "\(outcome.output)")
    let kept = try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "findings").path)
    let first = try #require(kept.first)
    let call = try String(contentsOf: folder.appending(path: "findings/\(first)/.call.sh"), encoding: .utf8)
    #expect(call.contains("/other") && outcome.output.contains(first.split(separator: "-")[1]))
  }

  @Test("Memory beyond what the input explains is found")
  func memory() throws {
    let script = "x=$(head -c 400000000 /dev/zero | tr '\\0' x); exit 0"
    let outcome = try fuzz(["CASES": "1"], program: other(script))
    #expect(outcome.code == 1 && outcome.output.contains("took "), "\(outcome.output)")
  }
}
