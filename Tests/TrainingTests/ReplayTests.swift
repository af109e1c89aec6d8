import Models
import Telemetry
import Testing

@testable import Training

/// Drives a loop to its end and notes what a session would write into its journal.
private struct Recording {
  let loop: RunLoop
  var lines: [JournalLine] = []
  var buffer = [Float](repeating: 0, count: 64)

  init(_ experiment: SyntheticExperiment, _ recipe: Recipe = .mlp, run: Int = 0, rung: RungID = "a") throws {
    let settings = experiment.defaultSettings(recipe)
    loop = RunLoop(
      run: RunID(run), rung: rung, settings: settings, learner: try experiment.learner(for: rung, settings: settings))
    lines.append(.run(RunLine(run: RunID(run), rung: rung, parent: nil, settings: settings)))
  }

  /// `slice` varies how many steps are asked for at once, which must not matter.
  mutating func advance(to step: Int, slice: Int = 7) {
    while loop.step < step, loop.end == nil {
      _ = buffer.withUnsafeMutableBufferPointer {
        loop.advance(limit: min(slice, step - loop.step), losses: $0)
      }
    }
  }

  mutating func set(_ knob: Knob, _ value: KnobValue) throws {
    let change = try loop.set(knob, to: value)
    lines.append(
      .command(
        CommandLine(
          run: loop.run, step: loop.step, command: .set, knob: knob, old: change.old?.encoded,
          new: change.new?.encoded, shown: change.summary)))
  }

  mutating func end() {
    lines.append(
      .end(
        EndLine(
          run: loop.run, step: loop.step, epoch: loop.epoch, reason: loop.end ?? .stopped,
          weights: hexadecimal(loop.learner.weightsHash()))))
  }

  /// Four interventions, two of them in mid-epoch and one of those on the batch size.
  mutating func runWithFourInterventions(slice: Int) throws {
    advance(to: 10, slice: slice)
    try set(.learningRate, .number(5e-4))
    advance(to: 23, slice: slice)
    try set(.batchSize, .integer(16))
    advance(to: 40, slice: slice)
    try set(.dropout, .number(0.25))
    advance(to: 61, slice: slice)
    try set(.weightDecay, .number(1e-3))
    advance(to: .max, slice: slice)
    end()
  }
}

@Suite("Runs are reproducible to the bit")
struct ReplayTests {
  private let experiment = SyntheticExperiment()

  @Test("A journal with four interventions replays to the same weights", arguments: [Recipe.mlp, .gru])
  func replays(recipe: Recipe) throws {
    var recording = try Recording(experiment, recipe)
    try recording.runWithFourInterventions(slice: 7)
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(recording.lines, on: experiment)
    replay.run { outcomes.append($0) }
    #expect(outcomes.count == 1)
    #expect(outcomes.allSatisfy { $0.isIdentical })
  }

  @Test("Looks at the test part change nothing that is replayed, and are counted with the runs that were seen")
  func reveals() throws {
    var recording = try Recording(experiment)
    try recording.runWithFourInterventions(slice: 7)
    #expect(Replay(recording.lines, on: experiment).reveals == nil)
    func line(_ number: Int, _ runs: [Int]) -> JournalLine {
      let seen = runs.map { RevealLine.SeenRun(run: RunID($0), step: 23) }
      return .reveal(RevealLine(number: number, runs: seen, time: "2026-11-29T16:20:00Z"))
    }
    // The second line of a number is of runs that came into sight later.
    recording.lines.insert(line(1, [0]), at: 2)
    recording.lines += [line(2, [0]), line(2, [3])]
    var isIdentical = false
    var replay = Replay(recording.lines, on: experiment)
    let reveals = try #require(replay.reveals)
    #expect(reveals.times == 2 && reveals.runs == [RunID(0), RunID(3)])
    replay.run { isIdentical = $0.isIdentical }
    #expect(isIdentical)
  }

  @Test("Runs that the journal does not see end are named")
  func unended() throws {
    var recording = try Recording(experiment)
    try recording.runWithFourInterventions(slice: 7)
    #expect(Replay(recording.lines, on: experiment).omitted.unended.isEmpty)
    #expect(Replay(Array(recording.lines.dropLast()), on: experiment).omitted.unended == [RunID(0)])
  }

  @Test("A replay notices one changed bit of a learning rate")
  func replayNoticesChanges() throws {
    var recording = try Recording(experiment)
    try recording.runWithFourInterventions(slice: 7)
    let lines = recording.lines.map { line -> JournalLine in
      guard case .command(var command) = line, command.knob == .learningRate else { return line }
      command.new = KnobValue.number(Double(Float(5e-4).nextUp)).encoded
      return .command(command)
    }
    var isIdentical = true
    var replay = Replay(lines, on: experiment)
    replay.run { isIdentical = $0.isIdentical }
    #expect(!isIdentical)
  }

  @Test("How steps are sliced does not matter", arguments: [1, 5, 64])
  func slicingDoesNotMatter(slice: Int) throws {
    var one = try Recording(experiment)
    try one.runWithFourInterventions(slice: 7)
    var other = try Recording(experiment)
    try other.runWithFourInterventions(slice: slice)
    #expect(one.loop.learner.weightsHash() == other.loop.learner.weightsHash())
  }

  @Test("Resuming from the middle gives the same bits", arguments: [0, 13, 30, 62], [Recipe.mlp, .gru])
  func resumesFromTheMiddle(step: Int, recipe: Recipe) throws {
    var whole = try Recording(experiment, recipe)
    whole.advance(to: step)
    let checkpoint = whole.loop.checkpoint()
    whole.advance(to: .max)
    var resumed = try Recording(experiment, recipe)
    resumed.loop.resume(from: checkpoint)
    resumed.advance(to: .max, slice: 3)
    #expect(resumed.loop.step == whole.loop.step)
    #expect(resumed.loop.learner.weightsHash() == whole.loop.learner.weightsHash())
  }

  @Test("A branch without an edit equals its parent, also when replayed", arguments: [Recipe.mlp, .gru])
  func branchesWithoutEdit(recipe: Recipe) throws {
    var parent = try Recording(experiment, recipe)
    parent.advance(to: 31)
    let checkpoint = parent.loop.checkpoint()
    parent.advance(to: .max)
    parent.end()
    var child = try Recording(experiment, recipe, run: 1)
    child.lines = [.run(RunLine(run: RunID(1), rung: "a", parent: (RunID(0), 31), settings: checkpoint.settings))]
    child.loop.branch(from: checkpoint)
    child.advance(to: .max, slice: 11)
    child.end()
    #expect(child.loop.learner.weightsHash() == parent.loop.learner.weightsHash())
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(parent.lines + child.lines, on: experiment)
    replay.run { outcomes.append($0) }
    #expect(outcomes.map(\.run) == [RunID(0), RunID(1)])
    #expect(outcomes.allSatisfy { $0.isIdentical })
  }
}
