import Foundation
import Models
import Telemetry
import Testing

@testable import Training

@Suite("The journal keeps every bit")
struct JournalTests {
  private let session = SessionLine(
    options: SessionOptions(path: "/data/load.csv", horizon: "1d", grains: ["1h", "1d"]), dataHash: "00ff",
    kernel: "SkylakeX", blas: "OpenBLAS", level: "x86-64-v3")

  @Test("Lines survive writing and reading")
  func roundTrip() throws {
    let path = temporaryPath("a/b/round.journal")
    var settings = Settings(.mlp)
    settings.live.learningRate = 0.1 + 0.2
    settings.units = [7, 5, 3]
    let lines: [JournalLine] = [
      .run(RunLine(run: RunID(0), rung: "1h", parent: nil, settings: settings)),
      .command(
        CommandLine(
          run: RunID(0), step: 7, command: .set, knob: .dropout, old: KnobValue.number(0).encoded,
          new: KnobValue.number(Double(Float(0.3))).encoded, shown: "dropout 0 → 0.3")),
      .reveal(RevealLine(number: 2, runs: [.init(run: RunID(0), step: 8)], time: "2026-11-29T16:20:00Z")),
      .end(EndLine(run: RunID(0), step: 9, epoch: 1, reason: .completed, weights: "abc")),
    ]
    let journal = try Journal(path: path)
    journal.append(.session(session))
    for line in lines { journal.append(line) }
    let read = try RecordedJournal(path: path)
    #expect(read.session == session)
    #expect(read.lines == lines)
    guard case .run(let run)? = read.lines.first else { return }
    #expect(try run.settings() == settings)
  }

  @Test("Every knob comes back from the first line of a run", arguments: Knob.allCases.filter { $0 != .recipe })
  func everyKnob(knob: Knob) throws {
    for settings in [Settings(.mlp), Settings(.coupled), Settings(.cascade, on: .images, classifying: true)] {
      for value in settings.range(of: knob).ends {
        var turned = settings
        try turned.set(knob, to: value)
        let line = JournalLine.run(RunLine(run: RunID(0), rung: "1h", parent: nil, settings: turned))
        let read = try JSONDecoder().decode(JournalLine.self, from: JSONEncoder().encode(line))
        #expect(read == line)
        guard case .run(let run) = read else { continue }
        #expect(try run.settings() == turned, "\(value)")
        let text = turned.value(of: knob).encoded
        #expect(KnobValue(encoded: text, like: settings.value(of: knob)) == turned.value(of: knob))
      }
    }
  }

  @Test("A laboratory writes down who looked at which test scores, at which step and when")
  func reveal() throws {
    let path = temporaryPath("reveal.journal")
    let journal = try Journal(path: path)
    journal.append(.session(session))
    let laboratory = Laboratory(experiment: SyntheticExperiment(), threads: 1, events: EventQueue(), journal: journal)
    laboratory.noteReveal(number: 3, [RunID(2): 40, RunID(0): 7], at: Date(timeIntervalSince1970: 1_790_000_000))
    let seen = [RevealLine.SeenRun(run: RunID(0), step: 7), .init(run: RunID(2), step: 40)]
    #expect(
      try RecordedJournal(path: path).lines == [
        .reveal(RevealLine(number: 3, runs: seen, time: "2026-09-21T14:13:20Z"))
      ])
  }

  @Test("A last line that a crash cut off is left out")
  func cutOff() throws {
    let path = temporaryPath("cut.journal")
    let journal = try Journal(path: path)
    journal.append(.session(session))
    let handle = try FileHandle(forWritingTo: URL(filePath: path))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(#"{"line":"comm"#.utf8))
    let read = try RecordedJournal(path: path)
    #expect(read.lines.isEmpty && read.isCut)
  }

  @Test("What is no journal is refused with the line")
  func refuses() throws {
    let path = temporaryPath("no.journal")
    try FileManager.default.createDirectory(
      at: URL(filePath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data("time,demand\n1,2\n".utf8).write(to: URL(filePath: path))
    #expect(throws: JournalError.notAJournal(path: path, line: 1)) { try RecordedJournal(path: path) }
    #expect(throws: JournalError.self) { try RecordedJournal(path: path + ".missing") }
  }

  @Test("Settings for images come back as they were; a knob that an older journal lacks keeps its own setting")
  func images() throws {
    var settings = Settings(.conv, on: .images, classifying: true)
    settings.kernel = 5
    var line = RunLine(run: RunID(0), rung: "8×8", parent: nil, settings: settings)
    #expect(try line.settings() == settings)
    line.knobs["kernel"] = nil
    #expect(try line.settings() == Settings(.conv, on: .images, classifying: true))
  }

  @Test("A journal names knobs as JSON does, and reads what earlier versions called them")
  func earlierNames() throws {
    var settings = Settings(.cascade, on: .images, classifying: true)
    settings.live.batchSize = 7
    settings.live.joining.threshold = 0.75
    settings.augmentation = .both
    settings.activation = .leakyRelu
    settings.schedule.kind = .step
    settings.schedule.stepEpochs = 9
    var line = RunLine(run: RunID(0), rung: "8×8", parent: nil, settings: settings)
    #expect(Set(line.knobs.keys) == Set(Knob.allCases.map(\.rawValue)).subtracting(["recipe"]))
    let older = [
      ("batch", "batchSize"), ("tau", "threshold"), ("augment", "augmentation"), ("stepEvery", "stepEpochs"),
      ("warmUp", "warmUpEpochs"), ("sharingBy", "sharingRule"), ("couplingBy", "couplingRule"),
    ]
    for (new, old) in older { line.knobs[old] = line.knobs.removeValue(forKey: new) }
    line.knobs["augmentation"] = "shift+flip"
    line.knobs["activation"] = "leakyRelu"
    #expect(try line.settings() == settings)
  }

  @Test("What stood fast before it was a knob is as it was")
  func fixedBefore() throws {
    var settings = Settings(.mlp)
    settings.optimizer = .rmsprop
    settings.schedule.kind = .step
    var line = RunLine(run: RunID(0), rung: "1h", parent: nil, settings: settings)
    for knob in [Knob.beta2, .stepEpochs, .warmUpEpochs] { line.knobs[knob.rawValue] = nil }
    let replayed = try line.settings()
    #expect(replayed.live.beta2 == 0.999 && replayed.schedule.stepEpochs == 30)
    #expect(replayed.schedule.warmUpEpochs == 0)
  }

  @Test("A damaged knob is refused")
  func damagedKnob() {
    var line = RunLine(run: RunID(0), rung: "1h", parent: nil, settings: Settings(.mlp))
    line.knobs["learningRate"] = "1e-3"
    #expect(throws: JournalError.unreadableKnob(RunID(0), .learningRate, found: "1e-3")) { try line.settings() }
  }
}

extension KnobRange {
  /// The least and the greatest value; of choices the first and the last.
  fileprivate var ends: [KnobValue] {
    switch self {
    case .logarithmic, .linear, .towardsOne: [-1e30, 1e30].compactMap { nearest(to: .number($0)) }
    case .powersOfTwo, .integers, .odd: [.min, .max].compactMap { nearest(to: .integer($0)) }
    case .widths: [[.min], [.max, .max]].compactMap { nearest(to: .list($0)) }
    case .choices(let names): [names.first, names.last].compactMap { $0 }.map(KnobValue.choice)
    }
  }
}
