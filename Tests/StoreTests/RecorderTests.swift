import Foundation
import Synchronization
import Telemetry
import Testing

@testable import Store

@Suite("Runs are kept from their first step on")
struct RecorderTests {
  private let store: RunStore

  init() throws { store = try RunStore(path: Ground.folder()) }

  private func onlyRun() throws -> StoredRun {
    let folder = try #require(store.folders.first)
    #expect(store.folders.count == 1)
    return try folder.run()
  }

  @Test("What is kept makes the record that the events made")
  func record() throws {
    let recorder = try Ground.recorder(store)
    let story = Ground.story(Ground.plan())
    recorder.note(story)
    recorder.close()
    var record = RunRecord(Ground.plan())
    for event in story { record.apply(event) }
    let kept = try onlyRun().record
    #expect(kept.epochs == record.epochs && kept.best == record.best && kept.interventions == record.interventions)
    #expect(kept.scores == record.scores && kept.bestScores == record.bestScores)
    #expect(kept.settings == record.settings && kept.phase == .finished(.completed))
    #expect(kept.end?.weightsHash == 7 && kept.end?.bestWeightsHash == 8)
    #expect(
      try onlyRun().session == Ground.session() && onlyRun().header.command == ["train", "waves.csv", "--seed", "1"])
  }

  @Test("A run that has begun is there, is trained as long as its process writes it, and is interrupted after that")
  func interruption() throws {
    var recorder: RunRecorder? = try Ground.recorder(store)
    recorder?.note(Array(Ground.story(Ground.plan()).prefix(4)))
    #expect(recorder?.ids.count == 1)
    #expect(try onlyRun().status == .running && onlyRun().isTrained)
    // The process is gone without a word.
    recorder = nil
    while try onlyRun().isTrained { usleep(1000) }
    let left = try onlyRun()
    #expect(left.status == .finished(.interrupted) && left.record.phase == .running)
    #expect(left.record.epochs.map(\.epoch) == [1, 2])
  }

  @Test("A run that is closed is let go of, and can be gone on with under another number")
  func closing() throws {
    let recorder = try Ground.recorder(store)
    recorder.note(Array(Ground.story(Ground.plan()).prefix(7)))
    recorder.close(RunID(0))
    recorder.wait()
    let folder = try #require(store.folders.first)
    #expect(try recorder.ids.isEmpty && !folder.run().isTrained && folder.run().record.epochs.count == 5)
    // What it still reports is not kept.
    recorder.note(Array(Ground.story(Ground.plan()).dropFirst(7)))
    recorder.wait()
    #expect(try folder.run().record.epochs.count == 5)
    try recorder.resume(folder, as: RunID(4), atStep: 30)
    #expect(recorder.ids == [RunID(4): folder.id])
  }

  @Test("Of a run that was gone on with, what came after the checkpoint counts no more")
  func resumption() throws {
    let first = try Ground.recorder(store)
    first.note(Array(Ground.story(Ground.plan()).prefix(7)))
    first.close()
    let folder = try #require(store.folders.first)
    #expect(try folder.run().record.epochs.count == 5)
    let second = try Ground.recorder(store, Ground.session("bcdefghj"))
    try second.resume(folder, as: RunID(0), atStep: 30)
    #expect(throws: StoreError.isTrained(folder.id.text)) {
      try Ground.recorder(store).resume(folder, as: RunID(0), atStep: 30)
    }
    second.note([.began(Ground.plan()), .phase(RunID(0), .running)])
    second.note((4...8).map { .epoch(RunID(0), Ground.report($0, validation: Float($0))) })
    second.close()
    let run = try onlyRun()
    #expect(run.record.epochs.map(\.epoch) == Array(1...8) && run.resumptions.map(\.step) == [30])
    #expect(run.record.epochs.map(\.validationLoss)[3...] == [4, 5, 6, 7, 8])
    #expect(run.record.best?.epoch == 3)
  }

  @Test("Of a long run the best and the last epoch are kept, and some thousands of a million")
  func thinning() {
    var thinning = EpochThinning()
    var kept: [Int] = []
    for epoch in 1...100_003 {
      // The best comes where nothing is kept otherwise.
      kept += thinning.take(Ground.report(epoch, validation: epoch == 70_001 ? 0.5 : 1)).map(\.epoch)
    }
    kept += thinning.flush().map(\.epoch)
    #expect(kept == kept.sorted() && Set(kept).count == kept.count)
    #expect(kept.prefix(1023).elementsEqual(1...1023) && kept.contains(70_001) && kept.last == 100_003)
    #expect(kept.count < 1024 + 7 * 512)
  }

  @Test("Several processes at once lose nothing")
  func manyWriters() throws {
    let failures = Atomic<Int>(0)
    let stores = try (0..<4).map { _ in try RunStore(path: store.path) }
    DispatchQueue.concurrentPerform(iterations: stores.count) { place in
      guard
        let recorder = try? Ground.recorder(stores[place], failed: { _ in failures.add(1, ordering: .relaxed) })
      else { return }
      for run in 0..<5 { recorder.note(Ground.story(Ground.plan(run, seed: UInt64(place)))) }
      recorder.noteReveal()
      recorder.close()
    }
    #expect(failures.load(ordering: .relaxed) == 0)
    let runs = try store.folders.map { try $0.run() }
    #expect(runs.count == 20 && runs.allSatisfy { $0.record.epochs.count == 8 && $0.marks.reveals == 1 })
    #expect(Set(runs.map { "\($0.header.plan.seed) \($0.header.plan.run.number)" }).count == 20)
    let index = try StoreIndex(store)
    #expect(try index.refresh().isEmpty && index.rows(RunQuery()).count == 20)
  }

  @Test("A run whose disk is full trains on: it is said once, and nothing more is written of it")
  func fullDisk() throws {
    let failures = Mutex<[StoreError]>([])
    let recorder = try Ground.recorder(store) { error in failures.withLock { $0.append(error) } }
    recorder.note([.began(Ground.plan()), .began(Ground.plan(1))])
    for folder in recorder.ids.values.map({ store.folder(of: $0) }) {
      // A folder in the checkpoint's place.
      try FileManager.default.createDirectory(atPath: folder.path(of: .last) + "/x", withIntermediateDirectories: true)
    }
    for run in 0..<2 { recorder.keep([RunRecorder.File(.last, step: 10) { [1, 2, 3] }], of: RunID(run)) }
    recorder.note([.epoch(RunID(0), Ground.report(1))])
    recorder.close()
    #expect(failures.withLock(\.count) == 1)
    #expect(try store.folders.allSatisfy { try $0.run().record.epochs.isEmpty })
  }

  @Test("A run whose folder is removed is lost from then on, which is found by its next line, file, end, or by looking")
  func removed() throws {
    for number in 0..<4 {
      let failures = Mutex<[StoreError]>([])
      let recorder = try Ground.recorder(store) { error in failures.withLock { $0.append(error) } }
      recorder.note(Array(Ground.story(Ground.plan()).prefix(3)))
      let folder = store.folder(of: try #require(recorder.ids.values.first))
      recorder.look()
      #expect(recorder.failure == nil)
      try FileManager.default.removeItem(atPath: store.path)
      switch number {
      case 0: recorder.note([.epoch(RunID(0), Ground.report(2))])
      case 1: recorder.keep([RunRecorder.File(.last, step: 10) { [1] }], of: RunID(0))
      case 2: recorder.look()
      default: recorder.close()
      }
      let error = StoreError.unwritable(path: folder.shard, reason: "it was removed while the program wrote it")
      #expect(recorder.failure == error && failures.withLock { $0 } == [error], "\(number)")
    }
  }

  @Test("A checkpoint is whole, has its hash in the shard, and leaves no other file behind")
  func artifacts() throws {
    let recorder = try Ground.recorder(store)
    recorder.note(Array(Ground.story(Ground.plan()).prefix(3)))
    for step in [10, 20] { recorder.keep([RunRecorder.File(.last, step: step) { Array("abc".utf8) }], of: RunID(0)) }
    recorder.keep([RunRecorder.File(.best, step: 10) { nil }], of: RunID(0))
    recorder.close()
    let run = try onlyRun()
    let last = try #require(run.artifacts[.last])
    #expect(last.step == 20 && last.bytes == 3 && last.sha256.hasPrefix("ba7816bf") && run.artifacts.count == 1)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: store.folder(of: run.id).path).sorted()
        == ["last.safetensors", "run.ndjson"])
  }

  @Test("Who is cut off between a file's line and its name leaves the file before, which is still known")
  func artifactBefore() throws {
    let recorder = try Ground.recorder(store)
    recorder.note(Array(Ground.story(Ground.plan()).prefix(3)))
    for step in [1, 2] { recorder.keep([RunRecorder.File(.last, step: step) { [UInt8(step)] }], of: RunID(0)) }
    recorder.close()
    let folder = try #require(store.folders.first)
    func found() throws -> Int? {
      guard case .whole(let file) = try folder.find(.last, of: folder.run()) else { return nil }
      return file.step
    }
    #expect(try found() == 2)
    for (bytes, step) in [([1], 1), ([3], nil)] as [([UInt8], Int?)] {
      try Data(bytes).write(to: URL(filePath: folder.path(of: .last)))
      #expect(try found() == step)
    }
    try Data().write(to: URL(filePath: folder.path(of: .last) + ".1.part"))
    _ = try RunWriter(resuming: folder)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted() == ["last.safetensors", "run.ndjson"])
  }

  @Test("Runs that differ in their seed alone have the same group, and no others")
  func seedGroups() throws {
    let recorder = try Ground.recorder(store)
    recorder.note([
      .began(Ground.plan(0)), .began(Ground.plan(1, seed: 2)), .began(Ground.plan(2, rate: 1e-2)),
      .began(Ground.plan(3, rung: "1d")),
    ])
    let ids = recorder.ids
    recorder.close()
    let groups = try (0..<4).map { try store.folder(of: try #require(ids[RunID($0)])).run().header.seedGroup }
    #expect(groups[0] == groups[1] && Set(groups).count == 3)
  }
}
