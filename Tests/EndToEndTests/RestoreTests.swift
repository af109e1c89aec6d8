import Foundation
import Testing

/// Whatever ends the program, the terminal is as it was: modes, alternate screen, cursor, mouse.
@Suite("The terminal is given back", .serialized)
struct RestoreTests {
  @Test(
    "after a signal, an abort or a trap",
    arguments: [
      ("TERM", SIGTERM), ("HUP", SIGHUP), ("INT", SIGINT), ("ABRT", SIGABRT), ("trap", SIGILL), ("segfault", SIGSEGV),
    ])
  func restores(name: String, number: Int32) throws {
    let folder = try Program.temporaryFolder()
    let journal = folder.appending(path: "session.journal").path
    let before = folder.appending(path: "before").path
    let after = folder.appending(path: "after").path
    let script = """
      stty -g > \(before); \(Program.path) demand --epochs 1000000 --journal \(journal); \
      echo code $?; stty -g > \(after); echo given back; sleep 60
      """
    let tmux = try Tmux(script: script)
    try tmux.expect("RMSSE", "Knobs")
    #expect(try tmux.state("#{alternate_on}") == "1")
    let process = try #require(processes(with: journal).first)
    #expect(kill(process, number) == 0)
    let screen = try tmux.expect("given back", "code \(128 + number)")
    #expect(!screen.contains("Knobs"), "\(name): \(screen)")
    #expect(try tmux.state("#{alternate_on} #{cursor_flag} #{mouse_any_flag}") == "0 1 0")
    let modes = try [before, after].map { try String(contentsOfFile: $0, encoding: .utf8) }
    #expect(modes[0] == modes[1] && !modes[0].isEmpty)
  }

  @Test("and the journal of a session that was killed is whole")
  func journalSurvives() throws {
    let folder = try Program.temporaryFolder()
    let journal = folder.appending(path: "session.journal").path
    let tmux = try Tmux(
      script: "\(Program.path) demand --grain 6h,1d --epochs 1000000 --journal \(journal); echo given back; sleep 60")
    try tmux.expect("1e-3", "RMSSE")
    try tmux.send("[")
    // The line is written before the step that it acts on, so it may be there before the screen shows the mark.
    try tmux.wait { _ in
      let written = (try? String(contentsOfFile: journal, encoding: .utf8)) ?? ""
      return written.contains("\"knob\":\"learningRate\"")
    }
    let process = try #require(processes(with: journal).first)
    #expect(kill(process, SIGKILL) == 0)
    try tmux.expect("given back")
    let lines = try String(contentsOfFile: journal, encoding: .utf8).split(separator: "\n")
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(lines.contains { $0.contains("learningRate") && $0.contains("\"command\"") })
  }

  @Test("Ctrl-Z goes to the shell and fg brings the Lab back")
  func suspends() throws {
    let tmux = try Tmux(script: "exec env PS1='shell> ' ENV= sh -i")
    try tmux.expect("shell>")
    try tmux.send("\(Program.path) demand --epochs 1000000 --no-journal", "Enter")
    try tmux.expect("Knobs", "RMSSE")
    try tmux.send("C-z")
    let shell = try tmux.wait { $0.contains("shell>") && !$0.contains("Knobs") }
    #expect(shell.contains("shell>") && !shell.contains("Knobs"), "\(shell)")
    #expect(try tmux.state("#{alternate_on}") == "0")
    try tmux.send("fg", "Enter")
    let back = try tmux.wait { $0.contains("Knobs") && $0.contains("RMSSE") }
    #expect(back.contains("Knobs"), "\(back)")
    try tmux.send("q")
    try tmux.send("q")
  }

  /// Processes of the program with `argument` in their command line.
  private func processes(with argument: String) throws -> [pid_t] {
    try FileManager.default.contentsOfDirectory(atPath: "/proc").compactMap { pid_t($0) }.filter { process in
      let line = (try? String(contentsOfFile: "/proc/\(process)/cmdline", encoding: .utf8)) ?? ""
      return line.hasPrefix(Program.path) && line.contains(argument)
    }
  }
}
