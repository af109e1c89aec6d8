import Foundation
import Testing

/// A stranger's file, from the first look to a forecast with scores.
@Suite("A stranger's walk")
struct StrangerTests {
  /// Hourly rows of 90 days with semicolons, decimal commas and `D.M.YYYY`; three gaps and two odd cells.
  private func file() throws -> (folder: String, path: String) {
    let folder = try Program.temporaryFolder()
    var lines = ["Zeit;Last kW;温度;Preis"]
    let gaps = [200..<203, 700..<712, 1500..<1501]
    for hour in 0..<24 * 90 where !gaps.contains(where: { $0.contains(hour) }) {
      let day = hour / 24
      let date = day < 31 ? "\(day + 1).1" : day < 59 ? "\(day - 30).2" : day < 90 ? "\(day - 58).3" : "\(day - 89).4"
      let weekly = day % 7 >= 5 ? -150.0 : 0
      let load = 1200 + 300 * sin(Double(hour) * .pi / 12) + weekly + Double(hour * 7919 % 97) - 48
      func number(_ value: Double) -> String {
        String(format: "%.2f", value).replacingOccurrences(of: ".", with: ",")
      }
      let cell = hour == 100 ? "n.v." : number(load)
      let heat = hour == 1000 ? "kaputt" : number(10 + 8 * sin(Double(hour - 6) * .pi / 12))
      lines.append("\(date).2021 \(hour % 24):00;\(cell);\(heat);\(number(Double(hour * 31 % 57)))")
    }
    let path = folder.appending(path: "Zähler-😀.csv").path
    try (lines.joined(separator: "\n") + "\n").write(toFile: path, atomically: true, encoding: .utf8)
    return (folder.path, path)
  }

  @Test("Decimal commas and gaps: guessed, shown, treated, trained, explained")
  func walk() throws {
    let (folder, path) = try file()
    let tmux = try Tmux([path, "--epochs", "40"], environment: ["XDG_STATE_HOME": folder])
    var screen = try tmux.expect("Last kW", "RMSSE", "Zähler-😀.csv", "Forecast")

    // What was guessed, and what is odd, with lines.
    try tmux.send("3")
    screen = try tmux.expect("Findings", "semicolon")
    for text in [
      "Columns", "Last kW", "温度", "Options", "semicolon", "comma", "Grains", "1h", "Autocorrelation", "1 d", "3 gaps",
      "2 odd", "16 rows missing", "longest 12 before line", "training 60 %",
    ] { #expect(screen.contains(text), "“\(text)” is missing in\n\(screen)") }

    // Every odd cell is told.
    try tmux.send("Tab", "Tab")
    for _ in 0..<12 where !screen.contains("n.v.") {
      try tmux.send("Down")
      screen = try tmux.look(seconds: 1) { $0.contains("n.v.") }
    }
    #expect(screen.contains("line 102") && screen.contains("n.v."), "\(screen)")

    // Gaps are filled by a policy of the stranger's choice; the runs start anew with it.
    try tmux.send("BTab")
    for _ in 0..<20 { try tmux.send("Down") }
    try tmux.send("Up")
    screen = try tmux.wait { $0.contains("--clip-outliers") || $0.contains("--gaps") || $0.contains("--select") }
    for _ in 0..<4 where !screen.contains("--gaps") {
      try tmux.send("Up")
      screen = try tmux.look(seconds: 2) { $0.contains("--gaps") }
    }
    try tmux.send("Right")
    screen = try tmux.expect("interpolate:3", "opens")
    try tmux.send("Enter")
    screen = try tmux.look(seconds: 5) { $0.contains("starts anew") || $0.contains("said") }
    if screen.contains("starts anew") { try tmux.send("Enter") }
    screen = try tmux.expect("gaps interpolate:3", "Findings")

    // Back in the Lab stands a trained forecast with its scores.
    try tmux.send("1")
    screen = try tmux.wait { $0.contains("skill") && $0.contains("✓ epoch") }
    for text in [
      "Forecast", "Predictions", "RMSSE", "skill", "against seasonal naive", "predicted", "gaps interpolate:3",
    ] {
      #expect(screen.contains(text), "“\(text)” is missing in\n\(screen)")
    }
    screen = try tmux.leave()
    #expect(screen.contains("left with 0"))
  }

  @Test(
    "Another target that cannot be had leaves the old session; each session has a journal of its own, and both replay")
  func journals() throws {
    let (folder, path) = try file()
    let journal = folder + "/walk.journal"
    let tmux = try Tmux([path, "--epochs", "3", "--journal", journal])
    try tmux.expect("done")
    try tmux.send("3")
    try tmux.expect("Findings", "温度")
    try tmux.send("Down", "Enter")
    // The runs that the screen does not show may still learn.
    if try tmux.look(seconds: 5, until: { $0.contains("again ends") }).contains("again ends") { try tmux.send("Enter") }
    try tmux.expect("▸ 温度", "Findings")
    try tmux.send("1")
    try tmux.expect("done")
    try tmux.leave()
    for file in [journal, folder + "/walk-2.journal"] {
      let outcome = try Program.run(["replay", file])
      #expect(outcome.code == 0 && outcome.output.contains("identical"), "\(file): \(outcome.error)\(outcome.output)")
      #expect(!outcome.output.contains("differ"))
    }
  }
}
