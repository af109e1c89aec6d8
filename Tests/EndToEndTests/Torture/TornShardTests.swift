import Foundation
import TestMutations
import Testing

@Suite("What a machine that stops leaves of a shard", .serialized)
struct TornShardTests {
  private let store: TorturedStore
  private let training = ["demand", "--recipe", "mlp", "--grain", "6h", "--epochs", "400"]

  init() throws { store = TorturedStore(path: try Program.temporaryFolder().appending(path: "store").path) }

  private func train(_ seed: Int) throws -> String {
    let known = Set(Witness.runs(store.path))
    let arguments = ["--seed", "\(seed)", "--json", "--checkpoint-every", "0.05", "--store", store.path]
    #expect(try Program.run(["train"] + training + arguments).code == 0)
    return try #require(Set(Witness.runs(store.path)).subtracting(known).first)
  }

  private func shard(_ run: String) -> URL { URL(filePath: "\(store.path)/runs/\(run)/run.ndjson") }

  @Test(
    "Half a last line, or other bytes in its place, hides nothing that stands before it, and the run goes on to its bits"
  )
  func torn() throws {
    var generator = SplitMix64(Torture.seed + 2)
    for number in 0..<Torture.faults {
      let run = try train(number)
      let wanted = try store.end(of: run)
      let whole = try Data(contentsOf: shard(run))
      // Somewhere behind the line of the last state, which would not be there without its line.
      let first = try #require(whole.firstRange(of: Data(#""line":"artifact","value":{"bytes""#.utf8), in: half(whole)))
      let start = whole[first.upperBound...].firstIndex(of: UInt8(ascii: "\n")).map { $0 + 1 } ?? whole.endIndex
      var cut = whole[..<Int.random(in: start...whole.count, using: &generator)]
      if generator.chance(0.5) {
        cut += Data(
          (0..<Int.random(in: 1...300, using: &generator)).map { _ in UInt8.random(in: 11...255, using: &generator) })
      }
      try cut.write(to: shard(run))
      let context = "seed \(Torture.seed), shard \(number) of \(whole.count) bytes with \(cut.count)"
      try store.check(context)
      let outcome = try store.runs("continue", run, "--json")
      if outcome.code == 0 {
        #expect(try store.end(of: run) == wanted, "\(context)")
      } else {
        // Its end stands before the cut, or its state is newer than every line.
        let reasons = ["has done its 400 epochs", "is not as it was written, so that run", " any more, so that run"]
        #expect(outcome.code == 2 && reasons.contains { outcome.error.contains($0) }, "\(context): \(outcome.error)")
      }
      try store.check(context)
    }
    try store.checkIndex("torn shards")
  }

  /// The second half, in which a search begins.
  private func half(_ data: Data) -> Range<Data.Index> { data.count / 4..<data.endIndex }

  @Test(
    "A whole line that is not as it was written hides its own run, is named with its number, and no other run is hidden"
  )
  func damaged() throws {
    var generator = SplitMix64(Torture.seed + 3)
    let (other, run) = (try train(1), try train(2))
    let whole = try Data(contentsOf: shard(run))
    for _ in 0..<Torture.faults {
      var bytes = whole
      let place = Int.random(in: bytes.indices, using: &generator)
      guard bytes[place] != UInt8(ascii: "\n") else { continue }
      bytes[place] = bytes[place] == UInt8(ascii: "7") ? UInt8(ascii: "8") : UInt8(ascii: "7")
      try bytes.write(to: shard(run))
      let line = whole[..<place].count { $0 == UInt8(ascii: "\n") } + 1
      let rest =
        line > 2
        ? "; remove that line to read the rest of the run."
        : ", and nothing of the run can be read without it; bring the file back from a copy, or move the run’s folder "
          + "out of the store."
      let sentence = "Line \(line) of \(shard(run).path) is not as it was written\(rest)"
      let list = try store.runs("list", "--json")
      #expect(list.code == 0 && list.error == "grainscope: \(sentence)\n" && list.lines.count == 1)
      #expect(list.output.contains(other))
      for command in ["show", "continue", "command", "star"] {
        let outcome = try store.runs(command, run)
        #expect(outcome.code == 2 && outcome.error == "grainscope: \(sentence)\n", "\(command): \(outcome.error)")
      }
    }
    try whole.write(to: shard(run))
    #expect(try store.listed().count == 2)
  }
}
