import Glibc
import Testing

/// The Lab as the terminal sees it: what it takes in, and what it leaves behind.
@Suite("The Lab on a real pseudo-terminal", .enabled(if: Probe.program != nil, "grainscope is not built"), .serialized)
struct LabTests {
  @Test("Every signal that ends a program leaves the terminal as it was", arguments: EndingSignals.named)
  func signals(signal: Int32) throws {
    let lab = try Lab()
    let modes = lab.pty.initialModes
    try #require(lab.pty.wait(seconds: 60) { $0.shows("RMSSE") }, "\(lab.pty.text.suffix(2_000).debugDescription)")
    lab.pty.signal(signal)
    #expect(lab.pty.waitForExit(seconds: 30) == .signal(signal))
    lab.pty.expectRestored(modes)
  }

  @Test(
    "Whichever of the standard places is closed, the Lab works and leaves",
    arguments: ["0<&-", "1>&-", "2>&-", "0<&- 1>&-", "1>&- 2>&-", "0<&- 2>&-", "0<&- 1>&- 2>&-"])
  func closedPlaces(redirected: String) throws {
    let lab = try Lab(["demand", "--grain", "1d", "--paused"], redirected: redirected)
    let modes = lab.pty.initialModes
    try #require(lab.pty.wait(seconds: 60) { $0.shows("Knobs") }, "\(lab.pty.text.suffix(2_000).debugDescription)")
    lab.pty.send("?")
    #expect(lab.pty.wait { $0.shows("Pauses or resumes training") })
    lab.pty.send("\u{1B}")
    #expect(lab.pty.wait { !$0.shows("Pauses or resumes training") })
    lab.pty.send("q")
    lab.pty.receive(milliseconds: 300)
    lab.pty.send("q")
    #expect(lab.pty.waitForExit(seconds: 30) == .code(0))
    lab.pty.expectRestored(modes)
  }

  @Test("A file that is no configuration does not stop the screen")
  func configuration() throws {
    let lab = try Lab(["demand", "--grain", "1d", "--paused"])
    try #require(lab.pty.wait(seconds: 60) { $0.shows("RMSSE") || $0.shows("Knobs") })
    let folder = lab.folder + "/grainscope"
    mkdir(folder, 0o755)
    /// Makes `config.toml` lead to something else, in one step.
    func place(_ target: String) throws {
      try #require(symlink(target, folder + "/next") == 0 && rename(folder + "/next", folder + "/config.toml") == 0)
    }
    let texts = [
      ("open", "[look]\n" + String(repeating: "theme = [\n", count: 20_000)),
      (
        "nested",
        "[look]\ntheme = " + String(repeating: "[", count: 200_000) + String(repeating: "]", count: 200_000) + "\n"
      ),
    ]
    for (name, text) in texts { try lab.write(Array(text.utf8), to: "grainscope/" + name) }
    try #require(mkfifo(folder + "/pipe", 0o600) == 0)
    let targets = [
      ("nested", "(lists within lists"), ("pipe", "config.toml cannot be read"), ("open", "(lists within"),
    ]
    for (name, sentence) in targets {
      try place(folder + "/" + name)
      #expect(lab.pty.wait(seconds: 60) { $0.shows(sentence) }, "\(name): \(lab.pty.picture().row(22))")
      // The screen answers as before.
      lab.pty.send("?")
      #expect(lab.pty.wait(seconds: 60) { $0.shows("Pauses or resumes training") }, "\(name)")
      lab.pty.send("\u{1B}")
      #expect(lab.pty.wait(seconds: 60) { !$0.shows("Pauses or resumes training") }, "\(name)")
    }
  }
}
