import Models
import Networks
import Telemetry
import Testing

@testable import Training

@Suite("A branch begins at exactly the step that was asked for")
struct BranchTests {
  private let experiment = SyntheticExperiment()

  /// A run, what its telemetry holds of it, and its state at every step.
  private struct Story {
    let telemetry = RunTelemetry()
    let loop: RunLoop
    private(set) var states: [Int: NetworkCheckpoint] = [:]
    private var losses = [Float](repeating: 0, count: 1)

    init(_ experiment: SyntheticExperiment, _ settings: Settings) throws {
      loop = RunLoop(
        run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
      telemetry.clear()
      telemetry.keep(loop.checkpoint())
      note()
    }

    private mutating func note() {
      if case .network(let state) = loop.learner.checkpoint() { states[loop.step] = state }
    }

    /// Keeps a checkpoint at every third epoch, as a trainer that has no time for more.
    mutating func advance(to step: Int) {
      while loop.step < step, loop.end == nil {
        let advance = losses.withUnsafeMutableBufferPointer { buffer in
          let advance = loop.advance(limit: 1, losses: buffer)
          telemetry.append(UnsafeBufferPointer(buffer))
          return advance
        }
        if let epoch = advance.epoch?.epoch, epoch.isMultiple(of: 3) { telemetry.keep(loop.checkpoint()) }
        note()
      }
    }

    mutating func set(_ knob: Knob, _ value: KnobValue) throws {
      _ = try loop.set(knob, to: value)
      telemetry.noteTurn(at: loop.step, loop.settings)
    }
  }

  private func retraced(_ story: Story, to step: Int) throws -> (ForkPoint, RunCheckpoint) {
    let point = try #require(story.telemetry.forkPoint(at: step))
    let retrace = try Retrace(of: RunID(0), on: "a", to: point, in: experiment)
    while !retrace.advance(for: .microseconds(50)) {}
    return (point, retrace.checkpoint)
  }

  private func state(_ checkpoint: RunCheckpoint) throws -> NetworkCheckpoint {
    guard case .network(let state) = checkpoint.learner else {
      throw ExperimentError.unknownRung("a", known: [])
    }
    return state
  }

  struct Case: Sendable, CustomTestStringConvertible {
    var recipe = Recipe.mlp
    var optimizer = Optimizer.adam
    var batch = 32
    var schedule = Schedule.constant
    /// Where knobs are turned.
    var turns = [10, 10, 19]
    var stops = [1, 9, 10, 11, 18, 20, 33, 60]
    var testDescription: String { "\(recipe) \(optimizer) batch \(batch) \(schedule.kind)" }

    static let all = [
      Case(), Case(optimizer: .sgd, schedule: .cosine), Case(optimizer: .nesterov, schedule: Schedule(.plateau)),
      Case(recipe: .gru, optimizer: .rmsprop, schedule: Schedule(.oneCycle)),
      Case(optimizer: .adamw, batch: 1, turns: [210, 230, 390], stops: [3, 199, 200, 211, 350, 391, 450]),
      Case(optimizer: .momentum, batch: 0, schedule: Schedule(.warmUp), turns: [2, 4, 7], stops: [1, 2, 3, 5, 8, 11]),
    ]
  }

  @Test(
    "Its weights there are those of a run stopped at that very step, and it goes on as that run", arguments: Case.all)
  func bits(of example: Case) throws {
    var settings = experiment.defaultSettings(example.recipe)
    settings.optimizer = example.optimizer
    settings.live.batchSize = example.batch
    settings.schedule = example.schedule
    var story = try Story(experiment, settings)
    story.advance(to: example.turns[0])
    try story.set(.learningRate, .number(5e-4))
    story.advance(to: example.turns[1])
    try story.set(.dropout, .number(0.3))
    story.advance(to: example.turns[2])
    try story.set(.batchSize, .integer(example.batch == 1 ? 3 : 48))
    story.advance(to: example.stops.max() ?? 0)
    for step in example.stops {
      let (point, checkpoint) = try retraced(story, to: step)
      #expect(checkpoint.step == step)
      #expect(try state(checkpoint) == story.states[step], "step \(step)")
      #expect(point.settings.live.learningRate == (step < example.turns[0] ? settings.live.learningRate : 5e-4))
      #expect(point.settings.live.dropout == (step < example.turns[1] ? 0.1 : 0.3))
      let branch = RunLoop(
        run: RunID(1), rung: "a", settings: story.loop.settings,
        learner: try experiment.learner(for: "a", settings: story.loop.settings))
      guard step >= example.turns[2] else { continue }
      branch.branch(from: checkpoint)
      var losses = [Float](repeating: 0, count: 64)
      while branch.step < story.loop.step {
        _ = losses.withUnsafeMutableBufferPointer {
          branch.advance(limit: min(7, story.loop.step - branch.step), losses: $0)
        }
      }
      #expect(branch.learner.weightsHash() == story.loop.learner.weightsHash(), "continued from \(step)")
    }
  }

  @Test("A run that was taken up again after its end is computed again through that end")
  func throughAnEnd() throws {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 4
    var story = try Story(experiment, settings)
    story.advance(to: .max)
    #expect(story.loop.end == .completed)
    try story.set(.epochs, .integer(9))
    story.advance(to: .max)
    for step in [27, 28, 29, 50] {
      let (_, checkpoint) = try retraced(story, to: step)
      #expect(try state(checkpoint) == story.states[step], "step \(step)")
    }
  }

  @Test("A branch of a branch in the Lab begins at its step, and the journal of all three replays to their bits")
  func branchOfABranch() throws {
    let path = temporaryPath("branches.journal")
    let journal = try Journal(path: path)
    let events = EventQueue()
    let laboratory = Laboratory(
      experiment: experiment, threads: 2, events: events, journal: journal, evaluationInterval: .zero)
    var settings = experiment.defaultSettings(.mlp)
    settings.schedule = .cosine
    laboratory.start("a", settings: settings)
    laboratory.waitUntilEnded()
    let child = try #require(try laboratory.branch(from: RunID(0), atStep: 31, edits: [.learningRate: .number(4e-3)]))
    laboratory.waitUntilEnded()
    let grandchild = try #require(try laboratory.branch(from: child, atStep: 45, edits: [.dropout: .number(0)]))
    laboratory.waitUntilEnded()
    #expect(try laboratory.branch(from: child, atStep: 30) == nil, "the child began at step 31")

    let loop = RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
    var losses = [Float](repeating: 0, count: 64)
    func advance(_ loop: RunLoop, to step: Int) {
      while loop.step < step {
        _ = losses.withUnsafeMutableBufferPointer { loop.advance(limit: step - loop.step, losses: $0) }
      }
    }
    advance(loop, to: 31)
    #expect(try state(try began(child, laboratory)) == state(loop.checkpoint()))
    _ = try loop.set(.learningRate, to: .number(4e-3))
    advance(loop, to: 45)
    #expect(try state(try began(grandchild, laboratory)) == state(loop.checkpoint()))

    let forks = events.drain().compactMap { event -> Int? in
      if case .began(let plan) = event { plan.parent?.step } else { nil }
    }
    #expect(forks == [31, 45])
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(try readLines(path), on: experiment)
    replay.run { outcomes.append($0) }
    #expect(outcomes.count == 3 && outcomes.allSatisfy(\.isIdentical))
  }

  /// The state with which a run of the Lab began.
  private func began(_ run: RunID, _ laboratory: Laboratory) throws -> RunCheckpoint {
    let trainer = try #require(laboratory.trainer(run))
    return try #require((0...60).lazy.compactMap { trainer.forkPoint(at: $0) }.first).checkpoint
  }

  @Test("What diverged to weights that are not finite branches from the weights that were kept")
  func afterDivergence() throws {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
    var wild = experiment.defaultSettings(.mlp)
    wild.optimizer = .sgd
    // The first step loses every weight.
    wild.live.learningRate = .greatestFiniteMagnitude
    laboratory.start("a", settings: wild)
    laboratory.waitUntilEnded()
    try laboratory.branch(from: RunID(0), atStep: .max, edits: [.learningRate: .number(1e-3)])
    laboratory.waitUntilEnded()
    var (divergence, fork, reasons) = (Divergence?.none, Int?.none, [EndReason]())
    for event in events.drain() {
      if case .diverged(_, let found) = event { divergence = found }
      if case .began(let plan) = event, let parent = plan.parent { fork = parent.step }
      if case .ended(_, let report) = event { reasons.append(report.reason) }
    }
    #expect(divergence?.keptStep == 0 && fork == 0)
    #expect(reasons == [.diverged, .completed])
  }
}
