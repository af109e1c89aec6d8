import Foundation
import Testing

@Suite("The program in every kind of terminal")
struct TerminalStoryTests {
  private func foreign(_ screen: String) -> [Unicode.Scalar] { screen.unicodeScalars.filter { !$0.isASCII } }

  private func isReady(_ screen: String) -> Bool { screen.contains("Predictions") && screen.contains("RMSSE") }

  @Test(
    "The Lab is drawn, finds commands, changes its size and leaves in peace",
    arguments: ["vt100", "linux", "xterm", "xterm-256color", "screen", "tmux-256color"])
  func types(_ type: String) throws {
    let tmux = try Tmux(["--paused"], environment: ["TERM": type])
    var screen = try tmux.wait(until: isReady)
    for text in ["1 Lab", "Loss", "Knobs", "Forecast", "? help"] {
      #expect(screen.contains(text), "\(type): “\(text)” is missing in\n\(screen)")
    }
    try tmux.send(":")
    try tmux.expect("Commands")
    try tmux.sendRaw("lr 0.02")
    screen = try tmux.wait { $0.contains("learning rate 0.02") || $0.contains("learning rate 2e-2") }
    #expect(screen.contains("Commands"), "\(type):\n\(screen)")
    try tmux.send("Escape")
    screen = try tmux.wait { !$0.contains("Commands") }
    #expect(!screen.contains("Commands"), "\(type):\n\(screen)")
    try tmux.resize(44, 12)
    try tmux.wait { $0.contains("Loss") && !$0.contains("Predictions") }
    try tmux.resize(100, 30)
    try tmux.wait(until: isReady)
    #expect(try tmux.leave().contains("left with 0"))
  }

  @Test("A terminal that cannot place its cursor is told so in a sentence")
  func dumb() throws {
    let tmux = try Tmux([], environment: ["TERM": "dumb"])
    try tmux.expect("left with", "left with 1", "TERM=dumb", "grainscope train")
  }

  @Test(
    "In a locale without UTF-8 everything is ASCII, whatever symbols are asked for", arguments: ["auto", "braille"])
  func ascii(_ symbols: String) throws {
    let arguments = ["--paused"] + (symbols == "auto" ? [] : ["--symbols", symbols])
    let tmux = try Tmux(arguments, environment: ["LC_ALL": "C", "LANG": "C"])
    let screen = try tmux.wait(until: isReady)
    #expect(isReady(screen), "\(screen)")
    #expect(foreign(screen).isEmpty, "\(screen)")
    try tmux.send("t")
    let themes = try tmux.wait { $0.contains("Themes") && $0.contains("phosphor") }
    #expect(foreign(themes).isEmpty, "\(themes)")
  }

  @Test("NO_COLOR is obeyed; eight colours are enough")
  func colours() throws {
    let plain = try Tmux(["--paused"], environment: ["NO_COLOR": "1", "COLORTERM": "truecolor"])
    try plain.wait(until: isReady)
    let text = try plain.colouredScreen()
    #expect(text.contains("Predictions"))
    #expect(
      text.firstMatch(of: /\e\[[0-9;]*(?:[34][0-8]|9[0-7]|10[0-7])(?:;[0-9;]*)?m/) == nil, "\(text.debugDescription)")
    let eight = try Tmux(["--paused"], environment: ["TERM": "xterm", "COLORTERM": ""])
    try eight.wait(until: isReady)
    let coloured = try eight.colouredScreen()
    #expect(coloured.contains("\u{1B}[3") || coloured.contains(";3"))
    #expect(!coloured.contains("38;2;") && !coloured.contains("38;5;"), "\(coloured.debugDescription)")
  }

  @Test("Begun in one cell, the program waits, and draws when there is room")
  func oneCell() throws {
    let tmux = try Tmux(["--paused"], width: 1, height: 1)
    usleep(1_000_000)
    try tmux.send("g", ":", "x", "Escape", "t")
    try tmux.send("Escape")
    try tmux.resize(80, 24)
    let screen = try tmux.wait(until: isReady)
    #expect(isReady(screen), "\(screen)")
  }

  @Test("Storms of sizes, keys, clicks and a megabyte pasted leave a program that answers")
  func storms() throws {
    let tmux = try Tmux(["--epochs", "100000"])
    try tmux.wait(until: isReady)
    let keys = "gGvcS+-hlf,.[]aLnu:\u{1B}t\u{1B}?\u{1B}\t\tmmy"
    for round in 0..<25 {
      try tmux.resize(20 + round * 37 % 150, 5 + round * 13 % 50)
      try tmux.sendRaw(keys)
      let reports = (0..<40).map { "\u{1B}[<\([0, 32, 64, 65][$0 % 4]);\($0 * 7 % 120);\($0 * 3 % 40)M" }.joined()
      try tmux.sendRaw(reports)
    }
    let folder = try Program.temporaryFolder()
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "paste.txt")
    try String(repeating: "q\u{1B}[2Jq r r b\n", count: 80_000).write(to: file, atomically: true, encoding: .utf8)
    try tmux.paste(file)
    try tmux.resize(100, 30)
    // An escape byte and a letter that arrive together are one key: on a busy machine that takes more than one try.
    var screen = ""
    for _ in 0..<12 where !screen.contains("Pauses or resumes training") {
      try tmux.send("Escape")
      usleep(1_000_000)
      try tmux.send("?")
      screen = try tmux.look(seconds: 5) { $0.contains("Pauses or resumes training") }
    }
    #expect(screen.contains("Pauses or resumes training"), "\(screen)")
    #expect(!screen.contains("left with"), "\(screen)")
  }
}
