import Basics
import Foundation
import Telemetry
import TestMutations
import Testing

@testable import Store

@Suite("Whatever is changed in a shard, reading it ends")
struct ShardMutationTests {
  private let run = StoreID("abcdefgh")!

  private func shard() throws -> [[UInt8]] {
    let header = RunHeader(
      id: run, session: run, plan: Ground.plan(), parent: StoreID("bcdefghj"), seedGroup: "g", command: ["train"],
      startedAt: Stamp(1_764_455_467_250))
    let lines: [ShardLine] = [
      .session(Ground.session()), .run(header), .entry(.phase(.running)), .entry(.epoch(Ground.report(1))),
      .artifact(Artifact(kind: .last, path: "last.safetensors", bytes: 5, sha256: "s", step: 10)),
      .entry(.change(Intervention.restart(step: 14, epoch: 1))), .entry(.epoch(Ground.report(3))),
      .entry(.diverged(Divergence(step: 34, epoch: 3, keptStep: 30, learningRate: 1, explanation: "Too large"))),
      .resumed(Resumption(step: 10, at: Stamp(0), version: "1", kernel: "k", level: "l")),
      .entry(.scored(Ground.scores(3, rmsse: .infinity), best: Ground.scores(2, rmsse: 0.25))),
      .entry(.ended(EndReport(reason: .completed, step: 34, epoch: 3, seconds: 1, multiplyAdds: 2, weightsHash: .max))),
      .mark(Mark(.note, "a \"note\"\n2", at: Stamp(5))),
    ]
    let encoder = ShardLine.Encoder()
    return try lines.map { Array(try encoder.bytes($0).dropLast()) }
  }

  @Test(
    "Thousands of changes: what the sums find is named by its line, what they do not find traps nowhere",
    arguments: 0..<4)
  func mutations(part: Int) throws {
    let lines = try shard()
    let whole: [UInt8] = lines.flatMap { $0 + [UInt8(10)] }
    let known = Set(lines)
    var mutation = Mutation(seed: 40 + UInt64(part))
    let database = try Database(path: nil)
    try IndexSchema.makeAnew(database)
    var (read, refused) = (0, 0)
    for round in 0..<2500 {
      let isRaw = round % 3 == 0
      let bytes = isRaw ? mutation.bytes(whole) : mutation.content(lines, keepingFirst: round % 2 == 0)
      do throws(StoreError) {
        let found = try ShardReader.lines(bytes, path: "s")
        if isRaw {
          let isKnown = bytes.split(separator: 10).prefix(found.count).allSatisfy { known.contains(Array($0)) }
          #expect(isKnown, "part \(part), round \(round)")
        }
        var stored = try StoredRun(found, path: "s")
        stored.isTrained = round % 2 == 0
        _ = (stored.status, stored.lastPhase, stored.hasKeptNoState, stored.allArtifacts.map(stored.changes(since:)))
        do throws(SQLError) { try IndexEntry.put(stored, database) } catch { Issue.record("\(error.message)") }
        read += 1
      } catch {
        #expect(!error.sentence.isEmpty)
        refused += 1
      }
    }
    #expect(read > 100 && refused > 100)
  }
}
