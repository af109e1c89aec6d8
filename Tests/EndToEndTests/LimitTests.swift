import Foundation
import Testing

@Suite("A shell that allows little is answered with a sentence")
struct LimitTests {
  /// Runs the program under a limit, as another user where root's rights would lift it.
  private func run(_ limit: String, _ arguments: [String], asNobody: Bool = false) throws -> Program.Outcome {
    let words = ["-c", "ulimit \(limit) && exec \"$@\"", "bash", Program.path] + arguments
    let drop = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", "bash"]
    return try Program.run(
      asNobody ? drop + words : ["bash"] + words, program: "/usr/bin/env")
  }

  private func expectSentence(_ outcome: Program.Outcome, _ words: String) {
    #expect(outcome.reason == .exit && (0...2).contains(outcome.code), "\(outcome.code) \(outcome.error)")
    #expect(outcome.code == 0 || outcome.error.contains(words), "\(outcome.error)")
  }

  @Test("Few files, from those that the runtime needs to those that the store needs", arguments: [4, 5, 6, 8, 16, 24])
  func files(count: Int) throws {
    for arguments in [["inspect"], ["train", "--epochs", "1"], ["evaluate", "--recipe", "ridge"]] {
      let outcome = try run("-n \(count)", arguments + [Program.sample("demand.csv"), "--grain", "1d"])
      expectSentence(outcome, "open \(count) files")
      #expect(count < 16 || outcome.code == 0, "\(outcome.error)")
    }
  }

  @Test("Little memory: neither a signal nor a wait without end", arguments: [160, 200, 240, 280, 340, 500])
  func memory(megabytes: Int) throws {
    for arguments in [["runs", "list"], ["train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "1"]] {
      expectSentence(try run("-v \(megabytes << 10)", arguments), "MB of memory")
    }
  }

  /// Soft limits are raised, hard ones answered.
  @Test("A small stack", arguments: [64, 128, 256, 1024])
  func stack(kilobytes: Int) throws {
    for limit in ["-S -s \(kilobytes)", "-s \(kilobytes)"] {
      let outcome = try run(
        limit, ["train", Program.sample("demand.csv"), "--grain", "1d", "--epochs", "1", "--no-store"])
      expectSentence(outcome, "a stack of \(kilobytes) KB")
      #expect(outcome.code == (kilobytes < 1024 && !limit.hasPrefix("-S") ? 1 : 0), "\(outcome.error)")
    }
  }

  @Test("No room for threads", .enabled(if: getuid() == 0), arguments: [1, 2, 3, 40])
  func threads(count: Int) throws {
    let outcome = try run("-u \(count)", ["samples"], asNobody: true)
    // Where the program lies in a folder of root's, nobody may run it.
    guard outcome.code != 126 else { return }
    expectSentence(outcome, "threads")
    #expect(count > 3 || outcome.code == 1, "\(outcome.output)")
  }
}

@Suite("Processors")
struct ProcessorTests {
  /// The line of `/proc/PROCESS/status` that says on which processors the process may run.
  private func processors(of process: String) throws -> Substring {
    let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
    return try #require(status.split(separator: "\n").first { $0.hasPrefix("Cpus_allowed:") })
  }

  /// While its libraries are loaded the program shows itself one processor alone.
  @Test("The program runs on all processors that its parent may use, and so do these tests")
  func allProcessors() throws {
    let parent = try processors(of: "\(getppid())")
    #expect(try processors(of: "self") == parent)

    // With the first line that it writes its libraries are there; it goes on until its stream ends.
    let script = """
      exec {lines}< <(exec "$0" watch --json < <(seq 1 300; exec sleep 2))
      program=$!
      read -r line <&$lines
      grep Cpus_allowed: /proc/$program/status
      kill $program
      """
    let outcome = try Program.run(["-c", script, Program.path, "\(parent)"], program: "/bin/bash")
    #expect(outcome.output == "\(parent)\n", "\(outcome.error)")
  }
}
