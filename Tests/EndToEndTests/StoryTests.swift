import Foundation
import Testing

/// The first things that a new user does, on the real program in a real terminal.
@Suite("A first session in the Lab", .serialized)
struct StoryTests {
  private func isReady(_ screen: String) -> Bool { screen.contains("RMSSE") && screen.contains("skill") }

  @Test(
    "Open, see grains, watch training, halve the learning rate, see the mark, move along the ladder, branch, compare")
  func story() throws {
    let tmux = try Tmux(["--epochs", "100000"])
    var screen = try tmux.wait { isReady($0) && $0.contains("predicted") && !$0.contains("epoch     0/") }
    // Everything of the Lab at 80×24.
    for text in [
      "demand.csv", "30min", "1h", "3h", "6h", "1d", "1w ✗", "Loss", "Knobs", "learning rate", "Forecast",
      "2000-07-26", "Predictions", "actual", "seasonal", "skill", "against seasonal naive", "? help", "q quit",
    ] {
      #expect(screen.contains(text), "“\(text)” is missing in\n\(screen)")
    }
    #expect(screen.contains("1e-3"))

    // Halve the learning rate in mid-run: the knob and a mark on the curve show it.
    try tmux.send("[")
    screen = try tmux.expect("5e-4", "lr ½")

    // Another rung is shown; nothing restarts.
    try tmux.send("g")
    screen = try tmux.expect("Loss ─ 1h", "1e-3")
    try tmux.send("G")
    screen = try tmux.expect("Loss ─ 30min", "5e-4")

    // Branch: a run of its own, drawn over its parent.
    try tmux.send("b")
    screen = try tmux.expect("↳", "run")

    // Compare all rungs on the one common target.
    try tmux.send("v")
    screen = try tmux.expect("Compare ─ validation", "RMSSE", "multiply-adds")
    try tmux.send("v")

    // Step to the next origin.
    try tmux.send(".")
    screen = try tmux.expect("2000-07-27 00:00", "origin 2 of 12")

    // The test part is revealed, which is counted, and taken from sight again.
    try tmux.send("T")
    screen = try tmux.expect("Forecast ─  test ", "origin 1 of 21", "test shown 1×")
    try tmux.send("T")
    screen = try tmux.expect("Forecast ─ validation", "origin 1 of 12")

    // Pause stands still, a step is one step.
    try tmux.send("a", "Space")
    screen = try tmux.wait { $0.contains("paused") || $0.contains("⏸") }
    // Every rung stops at its next step and is scored once more; then nothing moves. A running screen always does.
    var isStill = false
    for _ in 0..<30 where !isStill {
      let held = try tmux.screen()
      usleep(300_000)
      isStill = try tmux.screen() == held
    }
    #expect(isStill)

    // Help comes from the key table and goes with Esc.
    try tmux.send("?")
    screen = try tmux.wait { $0.contains("Halves the chosen knob") || $0.contains("Pauses or resumes training") }
    #expect(screen.contains("Pauses or resumes training"), "\(screen)")
    try tmux.send("Escape")
    try tmux.expect("Predictions")

    #expect(try tmux.leave().contains("left with 0"))
  }

  @Test(
    "Every size from 40×10 up shows the Lab; smaller ones say what they need",
    arguments: [(160, 50), (120, 36), (40, 10), (20, 5), (1, 1)])
  func sizes(width: Int, height: Int) throws {
    let tmux = try Tmux(["--epochs", "3"], width: width, height: height)
    let screen = try tmux.wait { width < 40 ? !$0.isEmpty : $0.contains("Loss") || $0.contains("RMSSE") }
    if width >= 40 { #expect(screen.contains("Loss"), "\(screen)") }
    try tmux.resize(100, 30)
    let larger = try tmux.wait { isReady($0) }
    #expect(isReady(larger), "\(larger)")
  }

  @Test("A storm of resizes and keys ends in a whole screen")
  func storm() throws {
    let tmux = try Tmux(["--epochs", "100000"])
    try tmux.wait { isReady($0) }
    for step in 0..<40 {
      try tmux.resize(40 + step * 7 % 120, 10 + step * 5 % 40)
      try tmux.send(["g", "G", "v", "Tab", "Right", "c", "+", "-", "f", "L"][step % 10])
    }
    try tmux.resize(80, 24)
    let screen = try tmux.wait { isReady($0) && $0.contains("Knobs") }
    #expect(screen.contains("Knobs"), "\(screen)")
  }

  @Test("A file that cannot be opened leaves a sentence on the shell and exit code 2")
  func missingFile() throws {
    let tmux = try Tmux(["nowhere.csv"])
    try tmux.expect("left with", "left with 2", "There is no file")
  }

  @Test(
    "Terminals with few colours, without UTF-8 and with NO_COLOR show the Lab",
    arguments: [
      ["TERM": "xterm"], ["TERM": "xterm-256color"], ["TERM": "screen"], ["TERM": "linux"], ["TERM": "vt100"],
      ["TERM": "screen", "LC_ALL": "C"], ["TERM": "screen-256color", "NO_COLOR": "1"],
    ])
  func terminals(environment: [String: String]) throws {
    let tmux = try Tmux(["--epochs", "3"], environment: environment)
    let screen = try tmux.wait { isReady($0) }
    #expect(isReady(screen), "\(environment)\n\(screen)")
    if environment["LC_ALL"] == "C" {
      #expect(screen.unicodeScalars.allSatisfy { $0.isASCII }, "\(screen)")
    }
  }
}
