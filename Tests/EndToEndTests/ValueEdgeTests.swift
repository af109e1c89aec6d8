import Foundation
import TestMutations
import Testing

/// How many values of options are tried: some in every test run, more by `make torture-input`.
extension Torture {
  static let values = Int(number("GRAINSCOPE_TORTURE_VALUES", usual: 60))
}

@Suite("Whatever value an option is given, there is a result or a sentence")
struct ValueEdgeTests {
  /// What no option was made for, and what some take at their ends.
  private static let values = [
    "0", "-1", "-0", "1e19", "2147483648", "9223372036854775807", "9223372036854775808", "-9223372036854775808",
    "18446744073709551616", "nan", "inf", "-inf", "", "1e400", "1e-400", "0x10", "1,0", ",", ":", "0s", "-1h", "1ms",
    "1000000000000ms", "9999999999999999999999999999h", "1e9d", "0x0", "65535x65535", "4294967296x4294967296",
    "\u{1B}[31m", String(repeating: "9", count: 4_000),
  ]

  /// What a command is asked to do, in little time, where no other value is named.
  private static let usual: [String: [String]] = [
    "train": ["--epochs", "1"], "evaluate": ["--epochs", "1"], "reconcile": ["--epochs", "1"],
    "adapt": ["--epochs", "1"], "forecast": ["--epochs", "1"], "picture": ["--epochs", "1", "--output", "-"],
    "choose": ["--recipe", "ridge"], "protocol": ["--recipe", "naive"], "sharing": ["--epochs", "1"],
    "lab": [], "find-rate": [], "audit": [], "inspect": [], "predict": ["--model", "none.safetensors"],
  ]

  private static func file() throws -> String {
    let rows = (0..<120).map { row -> String in
      let (day, hour) = (1 + row / 24, row % 24)
      return "2021-03-0\(day) \(hour < 10 ? "0" : "")\(hour):00,\(100 + hour * (24 - hour) % 50),\(row % 7)"
    }
    return try Program.file("hours.csv", ["time,load,other"] + rows)
  }

  private func check(_ line: OptionTable.Line, _ option: String, _ value: String, file: String) throws {
    let command = line.command
    var words = command
    switch command.first {
    case "watch": words.append("-")
    case "replay": words.append("none.journal")
    case "runs": if !["list", "index", "disk"].contains(command[1]) { words.append("1") }
    default: if Self.usual[command[0]] != nil { words.append(file) }
    }
    var usual = Self.usual[command[0]] ?? []
    if let place = usual.firstIndex(of: "--\(option)") { usual.removeSubrange(place...place + 1) }
    words += usual + ["--\(option)=\(value)"]
    // Seconds of computing, not of waiting: a slow machine has as many.
    let input = command == ["watch"] ? file : "/dev/null"
    let outcome = try Program.run(
      ["-c", "ulimit -t 60 && exec \"${@:2}\" < \"$1\"", "bash", input, Program.path] + words,
      in: URL(filePath: file).deletingLastPathComponent(), program: "/bin/bash")
    let said = "\(words.map { $0.prefix(60) }): \(outcome.code) \(outcome.error.prefix(400))"
    #expect(outcome.reason == .exit && (0...2).contains(outcome.code), "\(said)")
    #expect(outcome.code == 0 || !outcome.error.isEmpty, "\(said)")
    #expect(!outcome.error.unicodeScalars.contains("\u{1B}"), "\(said)")
  }

  @Test("Values from the ends of numbers and from beyond, drawn for each option in turn")
  func drawn() throws {
    let table = try OptionTable()
    #expect(table.lines.count > 25)
    var draw = SplitMix64(Torture.seed)
    let file = try Self.file()
    // Every option once, on some command that has it, before any comes again.
    var waiting: [String] = []
    for _ in 0..<Torture.values {
      if waiting.isEmpty { waiting = Set(table.lines.flatMap(\.options)).sorted().shuffled(using: &draw) }
      let option = waiting.removeLast()
      guard let line = table.lines.filter({ $0.options.contains(option) }).randomElement(using: &draw),
        let value = Self.values.randomElement(using: &draw)
      else { continue }
      try check(line, option, value, file: file)
    }
  }

  @Test(
    "Values that once ended the program by a signal",
    arguments: [
      (["train"], "clip-outliers", "1e19"), (["train"], "threads", "2147483648"),
      (["watch"], "season", "1000000000000ms"), (["picture"], "size", "65535x65535"), (["watch"], "window", "1e19"),
    ])
  func known(command: [String], option: String, value: String) throws {
    let line = try #require(try OptionTable().lines.first { $0.command == command && $0.options.contains(option) })
    try check(line, option, value, file: Self.file())
  }
}
