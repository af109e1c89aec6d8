import Foundation
import Testing

@Suite("No command writes over what it reads, nor over what another one wrote")
struct LostByteTests {
  private let folder: URL
  private let series: String

  init() throws {
    folder = try Program.temporaryFolder()
    series =
      "time,v\n"
      + (0..<600).map { row in
        let (day, hour) = (String(format: "%02d", 1 + row / 24), String(format: "%02d", row % 24))
        return "2024-01-\(day) \(hour):00,\(Double(Int(1000 * sin(Double(row) / 4))) / 1000)\n"
      }.joined()
    try Data(series.utf8).write(to: folder.appending(path: "v.csv"))
  }

  private func text(_ name: String) throws -> String {
    try String(contentsOf: folder.appending(path: name), encoding: .utf8)
  }
  private var names: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() }
  }

  private func run(_ arguments: [String]) throws -> Program.Outcome {
    try Program.run(arguments, in: folder, environment: ["XDG_STATE_HOME": folder.appending(path: "state").path])
  }

  /// - Returns: with which code the line ends.
  private func shell(_ line: String) throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/bash")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    process.environment = Program.environment(["XDG_STATE_HOME": folder.appending(path: "state").path])
    try process.run()
    process.waitUntilExit()
    return process.terminationStatus
  }

  private static let outputs: [[String]] = [
    ["watch", "v.csv", "--until", "50", "--json", "--no-store", "--record"],
    ["train", "v.csv", "--grain", "1h", "--epochs", "2", "--json", "--no-store", "--journal"],
    ["train", "v.csv", "--grain", "1h", "--epochs", "2", "--json", "--no-store", "--save-model"],
    ["forecast", "v.csv", "--grain", "1h", "--output"],
  ]

  @Test("The input stays, by whatever name it is to be written", arguments: outputs)
  func input(arguments: [String]) throws {
    let own = folder.appending(path: "v.csv").path
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/symbolic.csv", withDestinationPath: own)
    #expect(link(own, folder.path + "/hard.csv") == 0)
    for name in ["v.csv", "./v.csv", "symbolic.csv", "hard.csv", own] {
      let outcome = try run(arguments + [name])
      #expect(outcome.code != 0, "\(name)")
      #expect(outcome.error.contains("it is a file that the program reads"), "\(name): \(outcome.error)")
      #expect(try text("v.csv") == series, "\(name)")
    }
    #expect(try names.filter { $0 != "state" } == ["hard.csv", "symbolic.csv", "v.csv"])
  }

  @Test("The journal that is replayed, the model that is asked, what comes in through standard input: all are inputs")
  func otherInputs() throws {
    #expect(
      try run(["train", "v.csv", "--grain", "1h", "--epochs", "2", "--json", "--no-store", "--save-model", "m.st"]).code
        == 0)
    let model = try Data(contentsOf: folder.appending(path: "m.st"))
    let outcome = try run(["forecast", "v.csv", "--model", "m.st", "--output", "m.st"])
    #expect(outcome.code != 0 && outcome.error.contains("it is a file that the program reads"), "\(outcome.error)")
    #expect(try Data(contentsOf: folder.appending(path: "m.st")) == model)
    let code = try shell("'\(Program.path)' watch --until 50 --json --no-store --record v.csv < v.csv > out 2> err")
    let error = try text("err")
    #expect(code == 2 && error.contains("it is a file that the program reads"), "\(error)")
    #expect(try text("v.csv") == series)
  }

  @Test("A journal and a recording begin in files of their own", arguments: outputs.prefix(2))
  func notEmpty(arguments: [String]) throws {
    #expect(try run(arguments + ["kept"]).code == 0)
    let before = try text("kept")
    let outcome = try run(arguments + ["kept"])
    #expect(outcome.code == 2 && outcome.error.contains("there is something in it already"), "\(outcome.error)")
    #expect(try text("kept") == before && !before.isEmpty)
  }

  @Test("A device takes no file’s place, and what it does not take is said", arguments: outputs)
  func device(arguments: [String]) throws {
    let outcome = try run(arguments + ["/dev/full"])
    #expect(outcome.code != 0 && outcome.error.contains("No space left on device"), "\(outcome.error)")
    var status = stat()
    #expect(stat("/dev/full", &status) == 0 && status.st_mode & S_IFMT == S_IFCHR)
    #expect(try FileManager.default.contentsOfDirectory(atPath: "/dev").filter { $0.hasPrefix("full") } == ["full"])
  }

  private static func refusal(_ reason: String) -> String {
    "grainscope: Standard output cannot be written: \(reason); what was written is not whole.\n"
  }

  @Test(
    "Standard output on a full disk is said by every command that prints",
    arguments: [
      "samples", "--help", "--version", "inspect v.csv", "inspect v.csv --json", "train v.csv --grain 1h --epochs 2",
      "train v.csv --grain 1h --epochs 2 --json", "train v.csv --grain 1h --epochs 2 --json --predictions",
      "forecast v.csv --grain 1h", "evaluate v.csv --grain 1h,1d --recipe ridge --json", "audit v.csv",
      "find-rate v.csv --grain 1h",
      "watch v.csv --until 50 --json", "watch v.csv --until 50", "runs list --json", "config --default",
      "picture v.csv --recipe ridge",
      "--generate-completion-script bash",
    ])
  func fullOutput(command: String) throws {
    if command.hasPrefix("runs") { _ = try run(["train", "v.csv", "--grain", "1h", "--epochs", "2"]) }
    let code = try shell("'\(Program.path)' \(command) > /dev/full 2> err")
    #expect(code == 1)
    // A forecast says before where it stands.
    let error = try text("err")
    #expect(error.contains(Self.refusal("No space left on device")), "\(error)")
  }

  @Test(
    "A reader that goes away ends every command that prints, quietly",
    arguments: [
      "samples", "--help", "inspect v.csv", "train v.csv --grain 1h --epochs 1000000 --json",
      "train v.csv --grain 1h --epochs 1000000",
      "forecast v.csv --grain 1h", "evaluate v.csv --grain 1h,1d --recipe ridge --json", "watch v.csv --json",
      "watch v.csv",
      "config --default", "picture v.csv --recipe ridge",
    ])
  func brokenPipe(command: String) throws {
    _ = try shell("'\(Program.path)' \(command) 2> err | head -c 1 > out; echo ${PIPESTATUS[0]} > code")
    // What fits into the pipe before its reader is gone may be all.
    let code = try text("code")
    #expect(code == "141\n" || code == "0\n", "\(code)")
    if command.contains("1000000") || command.hasPrefix("watch") { #expect(code == "141\n") }
    let error = try text("err")
    #expect(error.isEmpty || command.hasPrefix("forecast") && !error.contains("cannot be written"), "\(error)")
  }

  @Test("Where standard output is closed, nothing that is meant for it gets into a file")
  func closedOutput() throws {
    let code = try shell("'\(Program.path)' train v.csv --grain 1h --epochs 2 --json --no-store --journal j 2> err >&-")
    #expect(code == 1)
    #expect(try text("err") == Self.refusal("Bad file descriptor"))
    #expect(try text("j").split(separator: "\n").allSatisfy { $0.hasPrefix("{\"sum\":") })
  }

  @Test("A run whose output ends is kept, and can be gone on with")
  func keptRun() throws {
    _ = try shell(
      "'\(Program.path)' train v.csv --grain 1h --epochs 1000000 --json --store store 2> err | head -9 > out")
    let listed = try run(["runs", "list", "--json", "--store", "store"])
    #expect(listed.lines.count == 1 && listed.output.contains("interrupted"), "\(listed.output)")
    #expect(
      try FileManager.default.subpathsOfDirectory(atPath: folder.path + "/store").contains {
        $0.hasSuffix("last.safetensors")
      })
  }

  @Test(
    "In the Lab a journal that cannot be made is said as long as the session is open; one asked for by name ends the program"
  )
  func lab() throws {
    let state = folder.appending(path: "state")
    try FileManager.default.createDirectory(at: state.appending(path: "grainscope"), withIntermediateDirectories: true)
    // A file where the folder of journals would be.
    try Data().write(to: state.appending(path: "grainscope/runs"))
    let words = "cd '\(folder.path)'; XDG_STATE_HOME='\(state.path)' '\(Program.path)' v.csv --epochs 3 --no-store"
    let tmux = try Tmux(script: "\(words); echo left with $?; sleep 60", width: 120, height: 36)
    try tmux.expect("done", "no journal")
    try tmux.send("g")
    try tmux.send("2")
    try tmux.expect("no journal")
    let other = try Tmux(script: "\(words) --journal /dev/full; echo left with $?; sleep 60", width: 120, height: 36)
    try other.expect("The journal cannot be written at /dev/full: No space left on device", "left with 2")
    let own = try Tmux(script: "\(words) --journal v.csv; echo left with $?; sleep 60", width: 120, height: 36)
    try own.expect("it is a file that the program reads", "left with 2")
    #expect(try text("v.csv") == series)
  }

  @Test("A stream that has ended costs the Lab nothing")
  func endedStream() throws {
    let place = folder.appending(path: "pid").path
    let words = "seq 1 300 | sh -c 'echo $$ > \(place); exec \(Program.path) watch --no-store'"
    let tmux = try Tmux(script: "\(words); echo left with $?; sleep 60", width: 120, height: 36)
    try tmux.expect("300")
    let process = try text("pid").trimmingCharacters(in: .whitespacesAndNewlines)
    sleep(1)
    let before = try ticks(of: process)
    sleep(3)
    let spent = try ticks(of: process) - before
    // Of 300 hundredths of a second that one thread in a circle would take.
    #expect(spent < 60, "\(spent) hundredths of a second in three seconds")
    try tmux.send("q")
  }

  /// Processor time of a process, in hundredths of a second.
  private func ticks(of process: String) throws -> Int {
    let text = try String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    let fields = try #require(text.split(separator: ")").last).split(separator: " ")
    return try #require(Int(fields[11])) + #require(Int(fields[12]))
  }
}
