import Foundation
import Telemetry
import Testing

@testable import Store

@Suite("A store keeps within its room")
struct RoomTests {
  private let store: RunStore

  init() throws { store = try RunStore(path: Ground.folder()) }

  /// Runs from the oldest to the newest, each with a last state of a thousand bytes and weights of a hundred.
  private func runs(_ count: Int, ended: Bool = true) throws -> [StoreID] {
    let recorder = try Ground.recorder(store)
    for number in 0..<count {
      let plan = Ground.plan(number, seed: UInt64(number))
      recorder.note(ended ? Ground.story(plan) : [.began(plan), .phase(plan.run, .running)])
      recorder.keep(
        [
          RunRecorder.File(.last, step: 80) { [UInt8](repeating: 1, count: 1000) },
          RunRecorder.File(.best, step: 80) { [UInt8](repeating: 2, count: 100) },
        ], of: plan.run)
    }
    recorder.close()
    return try (0..<count).map { try #require(recorder.ids[RunID($0)]) }
  }

  private func hasLast(_ id: StoreID) -> Bool { Disk.exists(store.folder(of: id).path(of: .last)) }

  @Test("The last states of the oldest go first, and no more than need be; weights and shards stay")
  func oldest() throws {
    let ids = try runs(4)
    // The index that this makes counts too.
    _ = try StoreIndex(store).refresh()
    let before = store.totalSize
    let unbound = try store.keepWithin(before)
    #expect(unbound.runs == 0 && unbound.total == before && ids.allSatisfy(hasLast))
    let done = try store.keepWithin(before - 1500)
    #expect(done.runs == 2 && done.bytes == 2000 && ids.map(hasLast) == [false, false, true, true])
    for id in ids {
      #expect(Disk.exists(store.folder(of: id).path(of: .best)))
      #expect(try store.folder(of: id).run().status == .finished(.completed))
    }
  }

  @Test("Marked runs keep theirs; the trash goes before what has ended, that before what was interrupted")
  func order() throws {
    let interrupted = try runs(1, ended: false)
    let ended = try runs(4)
    try store.folder(of: ended[0]).set(Mark(.star, at: Stamp(1)))
    try store.folder(of: ended[1]).set(Mark(.note, "the good one", at: Stamp(1)))
    try store.folder(of: ended[3]).set(Mark(.removed, at: Stamp(1)))
    _ = try StoreIndex(store).refresh()
    let total = store.totalSize
    _ = try store.keepWithin(total - 1000)
    #expect((interrupted + ended).map(hasLast) == [true, true, true, true, false])
    _ = try store.keepWithin(total - 2000)
    #expect((interrupted + ended).map(hasLast) == [true, true, true, false, false])
    let all = try store.keepWithin(1)
    #expect((interrupted + ended).map(hasLast) == [false, true, true, false, false])
    #expect(all.runs == 1 && all.total > 1)
  }

  @Test("A state that was kept since the moment named stays, though its run has ended")
  func kept() throws {
    let old = try runs(2)
    // The clock of files ticks every few milliseconds, and later on a busy machine, and some files go by a finer one.
    let last = RunStore.fileMoment
    while RunStore.fileMoment < last + 100_000_000 {}
    let moment = RunStore.fileMoment
    let new = try runs(2)
    #expect(try store.keepWithin(1, keptBefore: moment).runs == 2)
    #expect((old + new).map(hasLast) == [false, false, true, true])
  }

  @Test("What many runs take is measured once, and all of it again before anything goes")
  func measuredOnce() throws {
    let ids = try runs(40)
    let sizes = store.path + "/sizes"
    let total = store.totalSize
    #expect(try store.keepWithin(total).total == total)
    let lines = try String(contentsOfFile: sizes, encoding: .utf8).split(separator: "\n")
    #expect(Set(lines.map { String($0.prefix(StoreID.length)) }) == Set(ids.map(\.text)))
    let own = Int64(try #require(try Disk.bytes(of: sizes)).count)
    // What somebody removed still counts, until the store seems to take too much.
    for id in ids.prefix(10) { Disk.unlink(store.folder(of: id).path(of: .last)) }
    #expect(try store.keepWithin(total + own).total == total + own)
    let done = try store.keepWithin(total + own - 1)
    #expect(done.runs == 0 && done.total <= total + own - 10_000 && ids.dropFirst(10).allSatisfy(hasLast))
    // A run of which nothing is known is measured, and what is no line of it does no harm.
    let new = try runs(1)
    try Data("nonsense\n\(ids[0].text) -5\n\(ids[1].text) 7\n".utf8).write(to: URL(filePath: sizes))
    let last = try store.keepWithin(1)
    #expect(last.runs == 31 && !hasLast(new[0]))
    #expect(try store.keepWithin(1).runs == 0)
  }

  @Test("A run that is being trained keeps its state")
  func trained() throws {
    let recorder = try Ground.recorder(store)
    let plan = Ground.plan()
    recorder.note([.began(plan), .phase(plan.run, .running)])
    recorder.keep([RunRecorder.File(.last, step: 0) { [UInt8](repeating: 1, count: 1000) }], of: plan.run)
    recorder.wait()
    let id = try #require(recorder.ids[plan.run])
    #expect(try store.keepWithin(1).runs == 0 && hasLast(id))
    recorder.close()
    #expect(try store.keepWithin(1).runs == 1 && !hasLast(id))
  }
}
