import Foundation
import TestMutations
import Testing

@Suite("A Lab that is cut off while knobs are turned", .serialized)
struct LabTortureTests {
  private let folder: URL

  init() throws { folder = try Program.temporaryFolder() }

  @Test("What was turned before is still so in the run that goes on, and it comes to what its journal says")
  func moments() throws {
    var generator = SplitMix64(Torture.seed + 5)
    var turned = 0
    for moment in 0..<Torture.labMoments {
      let store = TorturedStore(path: folder.appending(path: "store-\(moment)").path)
      let journal = folder.appending(path: "\(moment).journal")
      let context = "seed \(Torture.seed), Lab \(moment)"
      let tmux = try Tmux(
        [
          "demand", "--grain", "6h", "--epochs", "4000", "--checkpoint-every", "3600", "--store", store.path,
          "--journal", journal.path,
        ])
      try tmux.wait { _ in Witness(store.path).files.values.contains { $0.contains(#""line":"epoch""#) } }
      // The rate down or up.
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        try tmux.send(["[", "]"].randomElement(using: &generator)!)
        usleep(UInt32.random(in: 0...60_000, using: &generator))
      }
      let process = try #require(Victim.processes(with: store.path).first)
      usleep(UInt32.random(in: 0...200_000, using: &generator))
      let seen = Witness(store.path)
      kill(process, Victim.signal(using: &generator))
      try tmux.expect("left with")
      #expect(seen.lost(in: Witness(store.path)).isEmpty, "\(context)")
      let run = try #require(Witness.runs(store.path).first)
      let changes = try changes(of: run, in: store)
      turned += changes.count
      let outcome = try store.runs("continue", run, "--json")
      #expect(outcome.code == 0, "\(context): \(outcome.error)")
      #expect(try self.changes(of: run, in: store).prefix(changes.count) == changes[...], "\(context)")
      let replayed = try replay(journal, to: run, in: store, changes.count)
      #expect(
        replayed.code == 0 && replayed.output.contains("identical"), "\(context): \(replayed.output)\(replayed.error)")
    }
    #expect(turned > 0)
  }

  /// What was done to a run, with the steps.
  private func changes(of run: String, in store: TorturedStore) throws -> [String] {
    let page = try #require(
      JSONSerialization.jsonObject(with: Data(try store.runs("show", run, "--json").output.utf8)) as? [String: Any])
    return try #require(page["changes"] as? [[String: Any]]).map { "\($0["step"] ?? "") \($0["summary"] ?? "")" }
  }

  /// Replays the journal with the end that the run came to later. A command that was cut off between the journal and the store was
  /// never done.
  private func replay(_ journal: URL, to run: String, in store: TorturedStore, _ changes: Int) throws -> Program.Outcome
  {
    let page = try #require(
      JSONSerialization.jsonObject(with: Data(try store.runs("show", run, "--json").output.utf8)) as? [String: Any])
    let end = try #require(page["end"] as? [String: Any])
    var commands = 0
    let lines = try String(contentsOf: journal, encoding: .utf8).split(separator: "\n").filter { line in
      guard line.contains(#""line":"command""#) else { return !line.contains(#""line":"end""#) }
      guard line.contains(#""command":"set""#) || line.contains(#""command":"restart""#) else { return false }
      commands += 1
      return commands <= changes
    }
    let last = """
      {"line":"end","run":0,"step":\(end["steps"] ?? 0),"epoch":\(end["epochs"] ?? 0),"reason":"completed",\
      "weights":"\(end["lastWeights"] ?? "")"}
      """
    let whole = folder.appending(path: "whole.journal")
    try (lines.map(String.init) + [Program.summed(last), ""]).joined(separator: "\n").write(
      to: whole, atomically: true, encoding: .utf8)
    return try Program.run(["replay", whole.path])
  }
}

extension Data {
  fileprivate func contains(_ text: String) -> Bool { firstRange(of: Data(text.utf8)) != nil }
}
