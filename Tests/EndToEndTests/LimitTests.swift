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

  @Test("No room for threads", .enabled(if: getuid() == 0), arguments: [1, 2, 3, 40])
  func threads(count: Int) throws {
    let outcome = try run("-u \(count)", ["samples"], asNobody: true)
    // Where the program lies in a folder of root's, nobody may run it.
    guard outcome.code != 126 else { return }
    expectSentence(outcome, "threads")
    #expect(count > 3 || outcome.code == 1, "\(outcome.output)")
  }
}
