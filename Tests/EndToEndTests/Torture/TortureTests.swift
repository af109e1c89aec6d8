import Foundation
import TestMutations
import Testing

@Suite(
  "Whatever ends a training, and whenever: nothing that a reader saw is lost, and it goes on to the same bits",
  .serialized)
struct TortureTests {
  private let folder: URL
  private let works: [TortureWork]

  init() throws {
    folder = try Program.temporaryFolder()
    works = try TortureWork.all(in: folder)
  }

  /// Runs pile up in a store for so many moments.
  private static let momentsInStore = 20

  @Test("One program is cut off at random moments, and so is whoever goes on")
  func moments() throws {
    var generator = SplitMix64(Torture.seed)
    var (resumed, early) = (0, 0)
    var checked: Set<String> = []
    for moment in 0..<Torture.moments {
      let store = TorturedStore(path: folder.appending(path: "store-\(moment / Self.momentsInStore)").path)
      let work = works[moment % works.count]
      let context = "seed \(Torture.seed), moment \(moment): \(work.training.joined(separator: " "))"
      let known = Witness.runs(store.path).count
      let victim = try train(work, in: store)
      // Mostly while it trains, else while it still begins.
      if generator.chance(0.85) { waitForRun(in: store, knowing: known) }
      usleep(UInt32(Double.random(in: 0...1.2 * work.seconds, using: &generator) * 1e6))
      let noted = generator.chance(0.3) ? try note("seen at \(moment)", in: store) : nil
      let seen = Witness(store.path)
      victim.end(by: Victim.signal(using: &generator))
      #expect(seen.lost(in: Witness(store.path)).isEmpty, "\(context)")
      try store.check(context)
      for run in try store.interrupted() {
        let goesOn = try store.goOn(with: run, within: work.seconds, context, using: &generator)
        if goesOn { resumed += 1 } else { early += 1 }
      }
      try checkEnds(store, context, but: &checked)
      if let noted {
        #expect(try store.runs("show", noted).output.contains("seen at \(moment)"), "\(context)")
      }
      if moment % Self.momentsInStore == Self.momentsInStore - 1 || moment == Torture.moments - 1 {
        try store.checkIndex(context)
      }
    }
    print("\(Torture.moments) moments: \(resumed) runs went on, \(early) were cut off before their first checkpoint")
  }

  @Test("Two programs write one store at once and are cut off apart; two that go on with one run do not both")
  func two() throws {
    var generator = SplitMix64(Torture.seed + 1)
    let store = TorturedStore(path: folder.appending(path: "two").path)
    var checked: Set<String> = []
    for moment in 0..<Torture.faults {
      let context = "seed \(Torture.seed), pair \(moment)"
      let pair = (0..<2).map { works[(moment + $0) % works.count] }
      let known = Witness.runs(store.path).count
      let victims = try pair.map { try train($0, in: store) }
      waitForRun(in: store, knowing: known)
      for (work, victim) in zip(pair, victims) {
        usleep(UInt32(Double.random(in: 0...work.seconds, using: &generator) * 1e6))
        let seen = Witness(store.path)
        victim.end(by: Victim.signal(using: &generator))
        #expect(seen.lost(in: Witness(store.path)).isEmpty, "\(context)")
      }
      try store.check(context)
      for run in try store.interrupted() {
        let both = try (0..<2).map { _ in try Victim(["runs", "continue", run, "--json", "--store", store.path]) }
        let codes = both.map { $0.waitUntilExit() }
        #expect(codes.allSatisfy { $0 == 0 || $0 == 2 }, "\(context): \(codes)")
        _ = try store.goOn(with: run, within: 1, context, using: &generator)
      }
      try checkEnds(store, context, but: &checked)
    }
    try store.checkIndex("two writers")
  }

  private func waitForRun(in store: TorturedStore, knowing known: Int) {
    let end = Date().addingTimeInterval(20)
    while Witness.runs(store.path).count == known, Date() < end { usleep(1_000) }
  }

  private func train(_ work: TortureWork, in store: TorturedStore) throws -> Victim {
    try Victim(["train"] + work.training + ["--json", "--checkpoint-every", "0.05", "--store", store.path])
  }

  /// - Returns: the run that was noted; nil where there is none yet.
  private func note(_ text: String, in store: TorturedStore) throws -> String? {
    guard let run = Witness.runs(store.path).max() else { return nil }
    return try store.runs("note", run, text).code == 0 ? run : nil
  }

  /// Every run that has ended since came to what it comes to uncut.
  private func checkEnds(_ store: TorturedStore, _ context: String, but checked: inout Set<String>) throws {
    for row in try store.listed() {
      let run = try #require(row["run"] as? String)
      guard checked.insert(run).inserted else { continue }
      #expect(row["status"] as? String == "completed", "\(context): \(run)")
      let key = try TortureWork.key(row)
      let wanted = try #require(works.compactMap { $0.ends[key] }.first, "\(key)")
      #expect(try store.end(of: run) == wanted, "\(context): \(run)")
    }
  }
}
