import Foundation
import Telemetry
import Testing

@testable import Store

@Suite("The index is a cache of the shards")
struct IndexTests {
  private let store: RunStore

  init() throws {
    store = try RunStore(path: Ground.folder())
    let recorder = try Ground.recorder(store)
    for (number, rate) in [1e-2, 1e-3, 3e-4].enumerated() {
      recorder.note(
        Ground.story(
          Ground.plan(number, rate: rate, seed: UInt64(number), rung: number == 2 ? "1d" : "1h"),
          rmsse: 0.5 + Double(number)))
    }
    recorder.close()
  }

  private func rungs(_ terms: [RunQuery.Term], by order: RunColumn = .run) throws -> [Int] {
    let index = try StoreIndex(store)
    try index.refresh()
    return try index.rows(RunQuery(terms, by: order)).map { Int($0.seed) }
  }

  @Test("Made anew it is what it was, after marks, a removal, and a run that goes on")
  func anew() throws {
    let index = try StoreIndex(store)
    try index.refresh()
    let folders = store.folders.sorted { $0.id < $1.id }
    try folders[0].set(Mark(.note, "worth a look", at: Stamp(5)))
    try folders[0].set(Mark(.star, at: Stamp(6)))
    try folders[1].set(Mark(.removed, at: Stamp(7)))
    let recorder = try Ground.recorder(store, Ground.session("cdefghjk"))
    try recorder.resume(folders[0], as: RunID(0), atStep: 40)
    recorder.note([.epoch(RunID(0), Ground.report(5, validation: 0.001)), .phase(RunID(0), .paused)])
    recorder.close()
    try folders[2].remove()
    try index.refresh()
    let before = try index.contents()
    #expect(before.contains { $0.contains("worth a look") } && before.filter { $0.hasPrefix("run ") }.count == 2)
    let anew = try StoreIndex(store, anew: true)
    try anew.refresh()
    #expect(try anew.contents() == before && anew.isKept)
    // What is no database is made anew by itself.
    for ending in ["-wal", "-shm"] { try? FileManager.default.removeItem(atPath: StoreIndex.path(in: store) + ending) }
    try Data("no database, but longer than its header would be, and so on, and so on, and so on …".utf8)
      .write(to: URL(filePath: StoreIndex.path(in: store)))
    let mended = try StoreIndex(store)
    try mended.refresh()
    #expect(try mended.contents() == before)
  }

  @Test("The first mark of a run is found, and so is each one after it, and that its file is gone")
  func marks() throws {
    let index = try StoreIndex(store)
    try index.refresh()
    let folder = try #require(store.folders.first)
    func row() throws -> RunRow {
      try index.refresh()
      return try #require(try index.rows(RunQuery()).first { $0.id == folder.id })
    }
    let before = try Disk.bytes(of: folder.shard)
    try folder.set(Mark(.tag, "one", at: Stamp(1)))
    #expect(try row().tag == "one" && Disk.bytes(of: folder.shard) == before)
    try folder.set(Mark(.star, at: Stamp(2)))
    #expect(try row().isStarred)
    // A process that was killed before it could write its mark leaves an empty file.
    try Data().write(to: URL(filePath: folder.marks))
    #expect(try row().tag == nil)
    try folder.set(Mark(.tag, "two", at: Stamp(3)))
    #expect(try row().tag == "two")
    Disk.unlink(folder.marks)
    #expect(try row().tag == nil)
  }

  @Test(
    "The first of a list by scores are those of the whole list", arguments: [RunColumn.validation, .loss, .started])
  func first(order: RunColumn) throws {
    let other = try Ground.recorder(store, Ground.session("cdefghjk", origins: "other"))
    other.note(Ground.story(Ground.plan(7, seed: 7), rmsse: 0.1))
    other.close()
    let index = try StoreIndex(store)
    try index.refresh()
    func listed(_ limit: Int) throws -> (ids: [StoreID], grounds: [Int], count: Int) {
      var query = RunQuery(by: order)
      query.limit = limit
      let (groups, count) = try index.groups(query)
      return (groups.flatMap(\.rows).map(\.id), groups.map(\.rows.count), count)
    }
    let all = try listed(0)
    #expect(all.ids.count == 4 && all.grounds.count == 2 && all.count == 4)
    for limit in 1...5 {
      let some = try listed(limit)
      #expect(some.ids == Array(all.ids.prefix(limit)) && some.count == 4, "\(limit)")
      #expect(some.grounds.allSatisfy { $0 > 0 } && some.grounds.reduce(0, +) == min(limit, 4))
    }
  }

  @Test("Filters by knobs, grain and marks")
  func filters() throws {
    func term(_ field: RunQuery.Term.Field, _ comparison: RunQuery.Term.Comparison, _ value: String)
      -> RunQuery.Term
    { RunQuery.Term(field, comparison, value) }
    // The rate was halved in mid-run: the knob as it is counts.
    #expect(try Set(rungs([term(.knob(.learningRate), .equal, "5e-4")])) == [0, 1, 2])
    #expect(try rungs([term(.knob(.learningRate), .less, "1e-4")]) == [])
    #expect(try Set(rungs([term(.column(.grain), .holds, "1h")])) == [0, 1])
    #expect(try rungs([term(.column(.grain), .notEqual, "1h")]) == [2])
    #expect(try rungs([term(.column(.validation), .atMost, "1.5"), term(.column(.seed), .greater, "0")]) == [1])
    #expect(try rungs([term(.knob(.units), .holds, "8,4")]).count == 3)
    #expect(try rungs([term(.column(.data), .holds, "WAVES")]).count == 3)
    #expect(try rungs([term(.column(.data), .holds, "%")]) == [])
    let name = try #require(store.folders.first).id.text
    for length in [5, 8] { #expect(try rungs([term(.column(.run), .holds, String(name.prefix(length)))]).count == 1) }
    #expect(try rungs([term(.column(.run), .holds, String(name.dropFirst()))]) == [])
    #expect(try rungs([term(.column(.run), .notEqual, String(name.prefix(5)))]).count == 2)
    #expect(try rungs([term(.column(.status), .holds, "completed")]).count == 3)
    #expect(try rungs([term(.column(.star), .equal, "1")]) == [])
    #expect(try rungs([], by: .validation) == [0, 1, 2] && rungs([], by: .started) == [2, 1, 0])
    let index = try StoreIndex(store)
    for terms in [[], [term(.column(.status), .holds, "completed")]] {
      var query = RunQuery(terms, by: .validation)
      query.limit = 2
      #expect(try index.rows(query).map(\.seed) == [0, 1] && index.count(query) == 3)
    }
    let injected = "x' OR '1'='1"
    #expect(try rungs([term(.column(.tag), .holds, injected), term(.knob(.loss), .equal, injected)]) == [])
  }

  @Test("A run whose process is gone is interrupted, in the list too")
  func interrupted() throws {
    var recorder: RunRecorder? = try Ground.recorder(store)
    recorder?.note(Array(Ground.story(Ground.plan(9, seed: 9)).prefix(3)))
    #expect(recorder?.ids.count == 1)
    func found(_ status: String) throws -> [Int] {
      try rungs([RunQuery.Term(.column(.status), .holds, status)])
    }
    #expect(try found("running") == [9] && found("interrupted") == [])
    recorder = nil
    while try found("running") == [9] { usleep(1000) }
    #expect(try found("running") == [] && found("interrupted") == [9])
  }

  @Test("A damaged shard is named each time, and hides no other run")
  func damage() throws {
    let folder = try #require(store.folders.first)
    var bytes = try #require(try Disk.bytes(of: folder.shard))
    let lineBreak = try #require(bytes.firstIndex(of: 10))
    bytes[lineBreak + 30] ^= 1
    try Data(bytes).write(to: URL(filePath: folder.shard))
    let index = try StoreIndex(store)
    for _ in 0..<2 {
      #expect(try index.refresh() == [.damagedBeginning(path: folder.shard, line: 2)])
      #expect(try index.rows(RunQuery()).count == 2)
    }
  }

  @Test("A copy of a run’s folder, and one that was renamed, are named and left out, and hide no run")
  func misnamed() throws {
    let index = try StoreIndex(store)
    try index.refresh()
    let before = try index.contents()
    let folder = try #require(store.folders.first)
    let copy = store.folder(of: StoreID("zzzzzzzz")!)
    try FileManager.default.copyItem(atPath: folder.path, toPath: copy.path)
    let (mark, run) = (Mark(.note, "only here", at: Stamp(5)), folder.id.text)
    try folder.set(mark)
    #expect(throws: StoreError.misnamed(path: copy.path, run: run, isCopy: true)) { try copy.run() }
    for anew in [false, true, false] {
      let index = try StoreIndex(store, anew: anew)
      #expect(try index.refresh() == [.misnamed(path: copy.path, run: run, isCopy: true)])
      #expect(try index.rows(RunQuery()).compactMap(\.note) == ["only here"] && index.contents().count == before.count)
    }
    try folder.remove()
    #expect(try StoreIndex(store).refresh() == [.misnamed(path: copy.path, run: run, isCopy: false)])
    #expect(
      StoreError.misnamed(path: "/s/b", run: "a", isCopy: true).sentence
        == "/s/b is a copy of the run a, which is in the store itself; move the copy out of the store.")
    #expect(
      StoreError.misnamed(path: "/s/b", run: "a", isCopy: false).sentence
        == "/s/b holds the run a; give the folder that name again, or move it out of the store.")
  }
}
