import Basics
import Foundation
import Models
import Telemetry
import TestMutations
import Testing

@testable import Training

@Suite("A journal is input, too: what happened to it is named, and nothing in it stops the program")
struct JournalDamageTests {
  private static let session = SessionLine(
    options: SessionOptions(path: "/data/load.csv", horizon: "1d", grains: ["1h", "1d"]), dataHash: "00ff",
    kernel: "SkylakeX", blas: "OpenBLAS", level: "x86-64-v3")
  private let experiment = SyntheticExperiment(rows: 40)

  /// Two runs, a branch, a knob, a restart: what a session writes.
  private func record(_ path: String) throws {
    let journal = try Journal(path: path)
    try journal.begin(Self.session)
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: EventQueue(), journal: journal)
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 3
    for rung in ["a", "b"] as [RungID] { laboratory.start(rung, settings: settings) }
    laboratory.waitUntilEnded()
    laboratory.send(.set(.learningRate, .number(5e-4)), to: RunID(0))
    laboratory.send(.set(.epochs, .integer(5)), to: RunID(0))
    laboratory.waitUntilEnded()
    _ = try laboratory.branch(from: RunID(1), atStep: 2, edits: [.dropout: .number(0.25)])
    laboratory.waitUntilEnded()
    laboratory.sendAll(.stop)
    laboratory.waitUntilEnded()
    #expect(journal.failure == nil)
  }

  private func lines(_ path: String) throws -> [String] {
    try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  private func put(_ text: String) throws -> String {
    let path = temporaryPath("changed.journal")
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(filePath: path))
    return path
  }

  private func put(_ lines: [JournalLine]) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    let bytes = try ([.session(Self.session)] + lines).flatMap {
      SummedLine.bytes(Array(try encoder.encode($0).dropFirst()))
    }
    return try put(String(decoding: bytes, as: UTF8.self))
  }

  private func replayed(_ path: String) throws -> (replay: Replay, identical: Int) {
    var replay = Replay(try RecordedJournal(path: path).lines, on: experiment)
    var identical = 0
    replay.run { identical += $0.isIdentical ? 1 : 0 }
    return (replay, identical)
  }

  @Test("Each line begins with its check sum, and what a session wrote replays")
  func sums() throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    for line in try lines(path).dropLast() { #expect(SummedLine.content(Array(line.utf8)[...]) != nil) }
    let (replay, identical) = try replayed(path)
    #expect(identical == 4 && replay.refusals.isEmpty && replay.omitted == JournalOmissions([], numbers: []))
  }

  @Test("A line in the middle that is torn or changed is named, and what stands around it is read")
  func damagedLine() throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    let whole = try lines(path)
    let all = try RecordedJournal(path: path).lines.count
    for number in 2..<whole.count {
      for changed in [
        String(whole[number - 1].prefix(40)), whole[number - 1].replacing("\"run\":", with: "\"rum\":"), "",
      ] {
        var torn = whole
        torn[number - 1] = changed
        let read = try RecordedJournal(path: put(torn.joined(separator: "\n")))
        #expect(read.damaged.first == [number] && read.damaged.count == 1 && !read.isCut)
        #expect(read.lines.count == all - 1)
      }
    }
    var first = whole
    first[0] = String(first[0].dropFirst())
    let path2 = try put(first.joined(separator: "\n"))
    #expect(throws: JournalError.damagedBeginning(path: path2)) { try RecordedJournal(path: path2) }
  }

  @Test("From version 4 on the first line has a right sum too; it is told from what never was a journal")
  func damagedBeginning() throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    let whole = try lines(path)
    let (first, rest) = (whole[0], whole.dropFirst().joined(separator: "\n"))
    let bare = "{" + first.drop { $0 != "," }.dropFirst()
    for changed in [
      first.replacing("\"sum\"", with: "\"sun\""), " " + first, "\u{FEFF}" + first, bare, first + " ", "",
      first.replacing("SkylakeX", with: "Haswell"), bare.replacing("\"line\":\"session\"", with: ""),
    ] {
      let found = try put(changed + "\n" + rest)
      let error = JournalError.damagedBeginning(path: found)
      #expect(throws: error, "\(changed)") { try RecordedJournal(path: found) }
      #expect(error.isDamage)
    }
    // Of versions before 4 no line has a sum.
    let old =
      ([bare.replacing("\"version\":4", with: "\"version\":3")]
      + whole.dropFirst().dropLast().map { "{" + $0.drop { $0 != "," }.dropFirst() }).joined(separator: "\n") + "\n"
    #expect(try RecordedJournal(path: put(old)).lines == RecordedJournal(path: path).lines)
    let late = try put([whole[1], first].joined(separator: "\n") + "\n")
    #expect(throws: JournalError.lateSession(path: late, line: 2)) { try RecordedJournal(path: late) }
  }

  @Test("Lines of a run before its beginning, and an end that stands twice, are named with their numbers")
  func disorder() throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    let read = try RecordedJournal(path: path)
    #expect(read.numbers == Array(2..<read.lines.count + 2))
    let begins = try #require(
      read.lines.firstIndex { if case .run(let line) = $0 { line.run == RunID(0) } else { false } })
    let ends = try #require(
      read.lines.firstIndex { if case .end(let line) = $0 { line.run == RunID(0) } else { false } })
    var swapped = read.lines
    swapped.swapAt(begins, ends)
    var (replay, _) = try replayed(try put(swapped))
    #expect(replay.omitted.disordered == [.init(run: RunID(0), line: begins + 2, beginning: ends + 2)])
    #expect(replay.omitted.unbegun.isEmpty && replay.omitted.unended.isEmpty && replay.refusals.isEmpty)
    var doubled = read.lines
    doubled.insert(read.lines[ends], at: ends)
    let identical: Int
    (replay, identical) = try replayed(try put(doubled))
    #expect(replay.omitted.repeated == [ends + 3] && identical == 4)
  }

  @Test("A journal that lost the beginning of a run, or its end, says which runs are left out; the others replay")
  func omitted() throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    let lines = try RecordedJournal(path: path).lines
    let withoutBeginning = lines.filter { if case .run(let line) = $0 { line.run != RunID(1) } else { true } }
    var (replay, identical) = try replayed(try put(withoutBeginning))
    #expect(replay.omitted.unbegun == [RunID(1)] && identical == 2)
    #expect(replay.refusals == [JournalError.unknownParent(RunID(2), parent: RunID(1)).sentence])
    let withoutEnd = lines.filter { if case .end(let line) = $0 { line.run == RunID(0) } else { true } }
    (replay, identical) = try replayed(try put(withoutEnd))
    #expect(replay.omitted.unended == [RunID(1), RunID(2)] && identical == 2 && replay.refusals.isEmpty)
  }

  @Test("Millions of empty lines are counted at once, and neither held nor replayed")
  func emptyLines() throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    var data = try Data(contentsOf: URL(filePath: path))
    let count = data.count { $0 == 10 }
    data.append(Data(repeating: 10, count: 20_000_000))
    try data.write(to: URL(filePath: path))
    let read = try RecordedJournal(path: path)
    #expect(read.damaged.count == 20_000_000 && read.damaged.first == Array(count + 1...count + 8))
    let bare = try put(String(repeating: "\n", count: 1000))
    #expect(throws: JournalError.notAJournal(path: bare, line: 1)) { try RecordedJournal(path: bare) }
  }

  @Test("What no session does is refused with a sentence: a structural knob within a run, another task, a run twice")
  func impossible() throws {
    let settings = experiment.defaultSettings(.mlp)
    let begins = RunLine(run: RunID(0), rung: "a", parent: nil, settings: settings)
    let ends = JournalLine.end(EndLine(run: RunID(0), step: 9, epoch: 1, reason: .completed, weights: "abc"))
    func command(_ knob: Knob, _ value: KnobValue, step: Int = 3) -> JournalLine {
      .command(
        CommandLine(
          run: RunID(0), step: step, command: .set, knob: knob, old: nil, new: value.encoded, shown: ""))
    }
    var classifies = begins
    classifies.classifies = true
    classifies.knobs["loss"] = "cross-entropy"
    let cases: [([JournalLine], JournalError)] = [
      ([.run(begins), command(.units, .list([4])), ends], .structuralKnob(RunID(0), .units)),
      (
        [.run(begins), command(.dropout, .number(5)), ends],
        .unreadableKnob(RunID(0), .dropout, found: "x4014000000000000")
      ),
      (
        [.run(begins), command(.dropout, .number(0.5)), command(.dropout, .number(0.1), step: 1), ends],
        .unreachableStep(RunID(0), wanted: 1, reached: 3)
      ),
      ([.run(begins), .run(begins), ends], .secondBeginning(RunID(0), line: 3)),
    ]
    for (lines, error) in cases {
      let (replay, identical) = try replayed(try put(lines))
      #expect(replay.refusals == [error.sentence], "\(replay.refusals)")
      #expect(identical == 0)
    }
    let (replay, _) = try replayed(try put([.run(classifies), ends]))
    #expect(replay.refusals.count == 1)
    let two = try put([.run(begins), .session(Self.session)])
    #expect(throws: JournalError.secondSession(path: two, line: 3)) { try RecordedJournal(path: two) }
  }

  @Test("A journal has one writer, begins empty, and says once where it could not be written")
  func writing() throws {
    let path = temporaryPath("mine.journal")
    let journal = try Journal(path: path)
    #expect(throws: JournalError.unwritable(path: path, reason: "another program writes into it")) {
      try Journal(path: path)
    }
    try journal.begin(Self.session)
    let other = try put("time,v\n")
    #expect(throws: JournalError.unwritable(path: other, reason: "there is something in it already")) {
      try Journal(path: other)
    }
    let full = try Journal(path: "/dev/full") { Issue.record("\($0.sentence) is thrown already") }
    let error = JournalError.unwritable(path: "/dev/full", reason: "No space left on device")
    #expect(throws: error) { try full.begin(Self.session) }
    full.append(.session(Self.session))
    #expect(full.failure == error && journal.failure == nil)
  }

  @Test("Whatever is changed in a journal, reading and replaying it end", arguments: 0..<4)
  func mutations(part: Int) throws {
    let path = temporaryPath("whole.journal")
    try record(path)
    let whole = try Data(contentsOf: URL(filePath: path))
    let texts = try lines(path).dropLast()
    var mutation = Mutation(seed: 20 + UInt64(part))
    var replays = 0
    for round in 0..<600 {
      // Raw bytes, which the sums find; then what a line says under a sum that is right.
      let bytes =
        round % 3 == 0
        ? mutation.bytes(Array(whole)) : mutation.content(texts.map { Array($0.utf8) }, keepingFirst: round % 2 == 0)
      let changed = temporaryPath("m.journal")
      try FileManager.default.createDirectory(
        at: URL(filePath: changed).deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(bytes).write(to: URL(filePath: changed))
      defer { try? FileManager.default.removeItem(at: URL(filePath: changed).deletingLastPathComponent()) }
      guard let read = try? RecordedJournal(path: changed) else { continue }
      if round % 3 == 0 {
        // None of what a sum covers may be taken for something else.
        let known = try RecordedJournal(path: path).lines
        #expect(read.session != Self.session || read.lines.allSatisfy(known.contains), "part \(part), round \(round)")
      }
      guard read.lines.allSatisfy(isShort) else { continue }
      var replay = Replay(read.lines, on: experiment)
      replay.run { _ in replays += 1 }
      _ = (replay.refusals, replay.omitted, replay.reveals)
    }
    #expect(replays > 100)
  }

  /// Whether a line asks for no more steps than a test has time for.
  private func isShort(_ line: JournalLine) -> Bool {
    switch line {
    case .command(let line): line.step < 10_000
    case .end(let line): line.step < 10_000
    case .run(let line): (line.parentStep ?? 0) < 10_000 && (line.knobs["units"] ?? "").utf8.count < 12
    case .session, .reveal: true
    }
  }
}
