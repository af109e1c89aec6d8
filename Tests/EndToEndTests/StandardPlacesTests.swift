import Foundation
import Testing

@Suite("Standard input, output and error may be closed or full")
struct StandardPlacesTests {
  /// Runs a shell line in which `PROGRAM` is the program.
  private func shell(_ line: String, in folder: URL) throws -> Program.Outcome {
    let process = Process()
    let (output, error) = (Pipe(), Pipe())
    process.currentDirectoryURL = folder
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", line.replacing("PROGRAM", with: "'\(Program.path)'")]
    process.environment = Program.environment(["XDG_STATE_HOME": folder.path])
    (process.standardOutput, process.standardError) = (output, error)
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    let complaint = String(decoding: error.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    return Program.Outcome(code: process.terminationStatus, output: text, error: complaint)
  }

  @Test(
    "Where one is closed, no file that is written gets what was meant for it",
    arguments: ["0<&-", "1>&-", "2>&-", "1>&- 2>&-", "0<&- 1>&- 2>&-"])
  func closed(_ places: String) throws {
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let demand = Program.sample("demand.csv")
    // What is said in vain: a table and notes on standard output, a sentence about the store on standard error.
    let trained = try shell(
      "PROGRAM train '\(demand)' --grain 1d --recipe ridge --save-model m.safetensors --journal j.journal \(places)",
      in: folder)
    #expect(trained.code == (places.contains("1>") ? 1 : 0), "\(trained)")
    let replayed = try shell("PROGRAM replay j.journal", in: folder)
    #expect(replayed.code == 0 && replayed.output.contains("identical"), "\(replayed)")
    let forecast = try shell("PROGRAM forecast '\(demand)' --model m.safetensors --output f.csv \(places)", in: folder)
    #expect(forecast.code == 0, "\(forecast)")
    let rows = try String(contentsOf: folder.appending(path: "f.csv"), encoding: .utf8)
    #expect(rows.hasPrefix("origin,time,forecast,"))
    let index = try shell("PROGRAM runs index && PROGRAM runs list --json", in: folder)
    #expect(index.code == 0 && index.error.isEmpty && index.output.contains("\"recipe\":\"ridge\""), "\(index)")
  }

  @Test("Closed standard input is said to be closed")
  func input() throws {
    let outcome = try shell("PROGRAM inspect - <&-", in: try Program.temporaryFolder())
    #expect(outcome.code == 2 && outcome.error.contains("standard input") && outcome.error.contains("it is closed"))
  }

  @Test(
    "A full disk behind standard output is no success",
    arguments: ["samples", "inspect demand", "config --default", "--version"])
  func full(_ command: String) throws {
    let outcome = try shell("PROGRAM \(command) >/dev/full", in: try Program.temporaryFolder())
    #expect(outcome.code == 1, "\(outcome)")
    #expect(outcome.error.hasPrefix("grainscope: Standard output cannot be written: No space left"), "\(outcome.error)")
  }
}
