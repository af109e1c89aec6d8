import Basics
import Foundation
import Telemetry
import Testing

@testable import Store

@Suite("A shard keeps whole lines, whatever stops its writer")
struct ShardTests {
  private let run = StoreID("abcdefgh")!
  private let path: String

  init() throws {
    let folder = Ground.folder()
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    path = folder + "/run.ndjson"
  }

  private func write(_ lines: [ShardLine]) throws {
    let file = try ShardFile(path, .none, of: run)
    for line in lines { try file.append(line) }
  }

  private func lines() throws -> [ShardLine] { try ShardReader.lines(bytes(), path: path) }
  private func bytes() throws -> [UInt8] { try Disk.bytes(of: path) ?? [] }

  @Test("Every kind of line comes back as it was written, and is JSON that begins with its CRC-32")
  func roundTrip() throws {
    let header = RunHeader(
      id: run, session: run, plan: Ground.plan(), parent: StoreID("bcdefghj"), seedGroup: "g", command: ["train"],
      startedAt: Stamp(1_764_455_467_250))
    let written: [ShardLine] = [
      .session(Ground.session()), .run(header), .entry(.epoch(Ground.report(3))), .entry(.phase(.paused)),
      .entry(.change(Intervention.restart(step: 4, epoch: 1))),
      .entry(
        .diverged(Divergence(step: 4, epoch: 1, keptStep: 3, learningRate: 1, explanation: "Zu groß – “∞”"))),
      .entry(.scored(Ground.scores(3, rmsse: .infinity), best: Ground.scores(2, rmsse: 0.25))),
      .entry(
        .ended(EndReport(reason: .diverged, step: 4, epoch: 1, seconds: 1, multiplyAdds: 2, weightsHash: .max))),
      .artifact(Artifact(kind: .last, path: "last.safetensors", bytes: 5, sha256: "s", step: 4)),
      .resumed(Resumption(step: 4, at: Stamp(0), version: "1", kernel: "k", level: "l")),
      .mark(Mark(.note, "a \"note\"\n2", at: Stamp(5))),
    ]
    try write(written)
    let encoder = ShardLine.Encoder()
    let read = try lines()
    #expect(read.count == written.count)
    for (one, other) in zip(read, written) { #expect(try encoder.bytes(one) == encoder.bytes(other)) }
    for line in try bytes().split(separator: UInt8(ascii: "\n")) {
      let object = try #require(JSONSerialization.jsonObject(with: Data(line)) as? [String: Any])
      #expect(object["sum"] as? String == CRC32.text(line.dropFirst(#"{"sum":"01234567","#.utf8.count)))
      #expect(object["line"] is String && object["value"] is [String: Any] || object["value"] is String)
    }
  }

  @Test("The line of an epoch is read back to the bit, with numbers or without")
  func epochs() throws {
    var reports = [
      Ground.report(1), Ground.report(7, validation: .nan), Ground.report(9, validation: .leastNonzeroMagnitude),
    ]
    reports[0].validationLoss = nil
    reports[2].learningRate = 0x1.fffffffffffffp-1022
    reports[2].trainingLoss = .greatestFiniteMagnitude
    var joined = Ground.report(10)
    joined.parts = [PartLoss(rung: "1h", training: 0.1, validation: nil)]
    reports.append(joined)
    try write(reports.map { .entry(.epoch($0)) })
    let read = try lines().compactMap { line in
      if case .entry(.epoch(let report)) = line { report } else { nil }
    }
    #expect(read.map { "\($0)" } == reports.map { "\($0)" } && read[2] == reports[2])
  }

  @Test("A last line that was being written is left out, and the next one takes its place")
  func tornLine() throws {
    try write([.entry(.phase(.running)), .entry(.epoch(Ground.report(1)))])
    let whole = try bytes()
    for length in [1, 20, whole.count - 40] {
      try Data(whole + whole[..<length].filter { $0 != 10 }).write(to: URL(filePath: path))
      #expect(try lines().count == 2)
      try write([.entry(.epoch(Ground.report(2)))])
      let found = try lines()
      #expect(found.count == 3 && found.last?.kind == .epoch)
    }
  }

  @Test("Any other line that is not as it was written is named by its number", arguments: [1, 2, 3])
  func damagedLine(number: Int) throws {
    try write([.entry(.phase(.running)), .entry(.epoch(Ground.report(1))), .entry(.epoch(Ground.report(2)))])
    var pieces = try bytes().split(separator: UInt8(ascii: "\n")).map(Array.init)
    // One digit, as a disk or an editor would change it.
    let place = try #require(pieces[number - 1].lastIndex { (48...57).contains($0) || $0 == UInt8(ascii: "r") })
    pieces[number - 1][place] ^= 1
    try Data(pieces.flatMap { $0 + [10] }).write(to: URL(filePath: path))
    #expect(throws: StoreError.damagedLine(path: path, line: number)) { try lines() }
    #expect(
      StoreError.damagedLine(path: "/s/run.ndjson", line: 3).sentence
        == "Line 3 of /s/run.ndjson is not as it was written; remove that line to read the rest of the run.")
  }

  /// A shard of two epochs, two more after a restart, and two after a checkpoint of the first of those.
  private var story: [ShardLine] {
    let header = RunHeader(
      id: run, session: run, plan: Ground.plan(), parent: nil, seedGroup: "g", command: [], startedAt: Stamp(0))
    return [
      .session(Ground.session()), .run(header), .entry(.epoch(Ground.report(1))), .entry(.epoch(Ground.report(2))),
      .entry(.change(.restart(step: 20, epoch: 2))), .entry(.epoch(Ground.report(1))), .entry(.epoch(Ground.report(2))),
      .resumed(Resumption(step: 10, at: Stamp(0), version: "1", kernel: "k", level: "l")),
      .entry(.epoch(Ground.report(2))), .entry(.epoch(Ground.report(3))),
    ]
  }

  @Test("Epochs ascend, but after a restart and from a checkpoint; where they do not, the line is named")
  func order() throws {
    #expect(try StoredRun(story, path: path).record.epochs.map(\.epoch) == [1, 2, 3])
    func error(_ change: (inout [ShardLine]) -> Void) -> StoreError? {
      var lines = story
      change(&lines)
      do throws(StoreError) { _ = try StoredRun(lines, path: path) } catch { return error }
      return nil
    }
    #expect(
      error { $0.insert($0[3], at: 3) } == .disorderedEpoch(path: path, line: 5, epoch: 2, before: 2))
    #expect(error { $0.swapAt(8, 9) } == .disorderedEpoch(path: path, line: 10, epoch: 2, before: 3))
    #expect(error { $0.insert($0[0], at: 0) } == .misplacedLine(path: path, line: 2))
    #expect(error { $0.insert($0[1], at: 2) } == .misplacedLine(path: path, line: 3))
    #expect(error { $0.remove(at: 1) } == .noBeginning(path: path))
    #expect(
      StoreError.disorderedEpoch(path: "/s", line: 5, epoch: 2, before: 3).sentence
        == "Line 5 of /s has epoch 2 behind epoch 3; remove that line, or put the lines in order, to read the run.")
  }

  @Test("Without its first two lines nothing of a run can be read, and nobody is told to remove them")
  func beginning() throws {
    try write(story)
    let whole = try bytes()
    for number in 1...3 {
      var pieces = whole.split(separator: UInt8(ascii: "\n")).map(Array.init)
      pieces[number - 1][20] ^= 1
      let expected: StoreError =
        number > 2 ? .damagedLine(path: path, line: number) : .damagedBeginning(path: path, line: number)
      #expect(throws: expected) {
        try ShardReader.lines(pieces.flatMap { $0 + [10] }, path: path, beginning: ShardReader.beginning)
      }
    }
    #expect(
      StoreError.damagedBeginning(path: "/s", line: 1).sentence
        == "Line 1 of /s is not as it was written, and nothing of the run can be read without it; bring the file back "
        + "from a copy, or move the run’s folder out of the store.")
  }

  @Test("A shard has one writer; who lets go of it, by whatever end, leaves it to the next")
  func oneWriter() throws {
    var first: ShardFile? = try ShardFile(path, .none, of: run)
    #expect(ShardFile.isHeld(path))
    #expect(throws: StoreError.isTrained("abcdefgh")) { try ShardFile(path, .none, of: run) }
    try first?.append(.entry(.phase(.running)))
    first = nil
    #expect(!ShardFile.isHeld(path))
    try write([.entry(.phase(.paused))])
    #expect(try lines().count == 2)
  }

  @Test("A full disk is said")
  func fullDisk() throws {
    let file = try ShardFile("/dev/full", .inTurns, of: run)
    #expect(throws: StoreError.unwritable(path: "/dev/full", reason: "No space left on device")) {
      try file.append(.entry(.phase(.running)))
    }
  }

  @Test("Sums and hashes are those of zlib and sha256sum")
  func sums() {
    // The CRC-32C of the same digits is e3069283, which is turned and moved then.
    let sum: UInt32 = 0xE306_9283
    #expect(CRC32.masked("123456789".utf8) == (sum >> 15 | sum << 17) &+ 0xA282_EAD8)
    #expect(CRC32.text("123456789".utf8) == "cbf43926" && CRC32.text("".utf8) == "00000000")
    let hashes = [
      "": "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
      "abc": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq":
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
      String(repeating: "a", count: 200): "c2a908d98f5df987ade41b5fce213067efbcc21ef2240212a41e54b5e7c28ae5",
    ]
    for (text, hash) in hashes {
      #expect(SHA256.text(Array(text.utf8)) == hash)
      #expect(SHA256.text(Array(text.utf8), plainly: true) == hash)
    }
  }

  @Test("A moment is read back to the millisecond", arguments: [0, 1_764_455_467_250, 951_782_400_000])
  func stamps(instant: Int64) {
    #expect(Stamp(Stamp(instant).text) == Stamp(instant))
    #expect(Stamp(1_764_455_467_250).text == "2025-11-29T22:31:07.250Z")
    #expect(Stamp("2025-02-30T00:00:00.000Z") == nil && Stamp("2025-02-03") == nil)
  }
}
