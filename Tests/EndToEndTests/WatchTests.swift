import Foundation
import Testing

@Suite("watch: a stream through the real program")
struct WatchStoryTests {
  /// Noise, then a wave of eight steps, as lines.
  private func lines(noise: Int, wave: Int) -> String {
    var state: UInt64 = 88_172_645_463_325_252
    func uniform() -> Double {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      return Double(state >> 11) / 9_007_199_254_740_992
    }
    func normal() -> Double { (0..<12).reduce(-6) { sum, _ in sum + uniform() } }
    let first = (0..<noise).map { _ in 10 + normal() }
    let second = (0..<wave).map { 10 + 1.4 * sin(Double($0) * .pi / 4) + 0.1 * normal() }
    return (first + second).map { String(format: "%.4f\n", $0) }.joined()
  }

  private func events(_ text: String) throws -> [[String: Any]] {
    try text.split(separator: "\n").map { line in
      try #require(JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any])
    }
  }

  @Test("--json: a line for each origin; the preferred grain changes with the stream; its record gives the same again")
  func json() throws {
    let record = try Program.temporaryFolder().appending(path: "record.csv").path
    let arguments = ["watch", "--grain", "1s,4s,8s", "--json"]
    let outcome = try Program.run(arguments + ["--record", record], input: Data(lines(noise: 800, wave: 800).utf8))
    #expect(outcome.code == 0, "\(outcome.error)")
    let found = try events(outcome.output)
    #expect(found.first?["event"] as? String == "session" && found.first?["horizon"] as? String == "8s")
    let origins = found.filter { $0["event"] as? String == "origin" }
    #expect((190...200).contains(origins.count))
    let changes = found.filter { $0["event"] as? String == "preferred" }
    #expect(changes.last?["to"] as? String == "1s" && changes.count >= 2, "\(changes)")
    #expect((changes.last?["reason"] as? String)?.contains("1s forecasts best") == true)
    let end = try #require(found.last)
    #expect(end["event"] as? String == "end" && end["points"] as? Int == 1_600 && end["preferred"] as? String == "1s")
    #expect(try String(contentsOfFile: record, encoding: .utf8).split(separator: "\n").count == 1_601)
  }

  @Test("A record that is watched to its end tells the same origins")
  func again() throws {
    let folder = try Program.temporaryFolder()
    let record = folder.appending(path: "record.csv").path
    let common = ["--grain", "1s,4s,8s", "--json"]
    let first = try Program.run(
      ["watch", "--record", record] + common, input: Data(lines(noise: 300, wave: 100).utf8))
    let second = try Program.run(["watch"] + common, input: try Data(contentsOf: URL(filePath: record)))
    func scores(_ text: String) throws -> [NSDictionary] {
      try events(text).filter { $0["event"] as? String == "origin" }.map { event in
        // A stamped step is over when the next one begins.
        NSDictionary(dictionary: event.filter { $0.key != "points" && $0.key != "origin" })
      }
    }
    let (one, other) = (try scores(first.output), try scores(second.output))
    #expect(one.count > 40 && one == other)
    let inspected = try Program.run(["inspect", record])
    #expect(inspected.code == 0 && inspected.output.contains("value"))
  }

  @Test("Times of a stream of parts of a second are written with them, all alike", arguments: [true, false])
  func fractions(isJSON: Bool) throws {
    var lines = "time,load\n"
    for row in 0..<400 {
      let stamp = String(format: "2024-01-01 00:%02d:%06.3f", row / 240, Double(row % 240) * 0.25)
      lines += "\(stamp),\(row % 8)\n"
    }
    let outcome = try Program.run(
      ["watch", "--column", "load", "--horizon", "1s", "--grain", "250ms,500ms"] + (isJSON ? ["--json"] : []),
      input: Data(lines.utf8))
    #expect(outcome.code == 0, "\(outcome.error)")
    let stamps =
      isJSON
      ? try events(outcome.output).compactMap { $0["origin"] as? String }
      : outcome.output.split(separator: "\n").compactMap {
        $0.hasPrefix("2024-") ? String($0.prefix(23)) : nil
      }
    #expect(stamps.count > 80, "\(outcome.output)")
    #expect(stamps.allSatisfy { $0.wholeMatch(of: /2024-01-01 00:0\d:\d\d\.\d{3}/) != nil }, "\(stamps.prefix(5))")
  }

  @Test("A file is followed until so many values came")
  func file() throws {
    let folder = try Program.temporaryFolder()
    let path = folder.appending(path: "load.csv").path
    try "load\n1\n2\n3\n".write(toFile: path, atomically: true, encoding: .utf8)
    let writer = Process()
    writer.executableURL = URL(filePath: "/bin/sh")
    writer.arguments = ["-c", "sleep 1; for i in 4 5 6; do echo $i >> '\(path)'; done"]
    try writer.run()
    let outcome = try Program.run(["watch", path, "--until", "6"])
    writer.waitUntilExit()
    #expect(outcome.code == 0 && outcome.output.contains("6 points"), "\(outcome)")
    #expect(outcome.output.contains("load.csv ▸ load"))
  }

  @Test("This machine's own load", arguments: ["cpu", "memory", "load"])
  func host(column: String) throws {
    let outcome = try Program.run(
      ["watch", "--host", "--column", column, "--every", "100ms", "--until", "5", "--json"])
    #expect(outcome.code == 0, "\(outcome.error)")
    let end = try #require(try events(outcome.output).last)
    #expect(end["points"] as? Int == 5 && end["leftOut"] as? Int == 0)
  }

  @Test(
    "What cannot be watched ends in 2 with a sentence",
    arguments: [
      (["watch"], "words\nalone\n", "no number came"),
      (["watch", "--column", "uss"], "us sy\n1 2\n", "did you mean us"),
      (["watch", "/nowhere.csv"], "", "no such file"),
      (["watch", "--host", "--column", "disk"], "", "cpu, memory, load"),
      (["watch", "--grain", "3x"], "1\n", "not a length of time"),
      (["watch", "--horizon", "1500ms"], "1\n", "whole number"),
      (["watch", "--recipe", "coupled"], "1\n", "does not learn from a stream"),
      (["watch", "--until", "0"], "1\n", "from 1 up"),
      (["watch"], "12,4\n12,6\n", "Line 1, “12,4”: the comma may be a decimal mark"),
      (["watch", "--host", "--decimal", "comma"], "", "--decimal does nothing with --host"),
    ])
  func refusals(arguments: [String], input: String, remedy: String) throws {
    let outcome = try Program.run(arguments, input: Data(input.utf8))
    #expect(outcome.code == 2, "\(arguments): \(outcome.code) \(outcome.error)")
    #expect(outcome.error.contains(remedy), "\(arguments): \(outcome.error)")
  }

  @Test("In a terminal: the Lab on numbers from a pipe; keys, sizes, the end of the stream, and the terminal as before")
  func terminal() throws {
    let folder = try Program.temporaryFolder()
    let data = folder.appending(path: "numbers.txt")
    try lines(noise: 600, wave: 0).write(to: data, atomically: true, encoding: .utf8)
    let gate = folder.appending(path: "gate").path
    let feed = "(cat '\(data.path)'; until [ -e '\(gate)' ]; do for i in 9 10 11; do echo $i; done; sleep 0.1; done)"
    let tmux = try Tmux(
      script:
        "\(feed) | '\(Program.path)' watch --grain 1s,4s,8s; echo left with $?; stty -a | grep -o ' echo '; sleep 60",
      width: 100, height: 30)
    var screen = try tmux.expect("▶ live", "★")
    for text in ["standard input ▸ value", "Loss", "memory", "Forecast", "Predictions", "next 8s", "points"] {
      #expect(screen.contains(text), "“\(text)” is missing in\n\(screen)")
    }
    #expect(!screen.contains("3 Data") && !screen.contains("epoch"))
    // A live knob leaves its mark, pausing stops learning alone, a branch begins anew.
    try tmux.send("Right")
    screen = try tmux.expect("memory 400 → 450")
    try tmux.send("Space")
    screen = try tmux.expect("not learning")
    try tmux.send("Space", "r")
    screen = try tmux.expect("begins again", "run 3")
    try tmux.resize(44, 12)
    try tmux.wait { $0.contains("Loss") && !$0.contains("Predictions") }
    try tmux.resize(100, 30)
    try tmux.send("2")
    screen = try tmux.expect("live", "seasonal", "Rungs")
    try tmux.send("1")
    // The stream ends, the screen stays.
    try "".write(toFile: gate, atomically: true, encoding: .utf8)
    screen = try tmux.expect("ended")
    try tmux.send("q")
    screen = try tmux.expect("left with", "echo", "left with 0")
    #expect(try tmux.state("#{alternate_on}") == "0")
  }

  @Test("A stream that the screen cannot use is told on the shell")
  func refusedOnScreen() throws {
    let tmux = try Tmux(
      script: "printf 'us sy\\n1 2\\n' | '\(Program.path)' watch --column uss; echo left with $?; sleep 60")
    try tmux.expect("left with", "left with 2", "no column")
  }
}
