import Models
import Networks
import Telemetry
import Testing

@testable import Training

@Suite("What knobs do to a run")
struct KnobRunTests {
  private let experiment = SyntheticExperiment()

  /// A whole run with these knobs set before it, or at step 20.
  private func run(_ edits: [(Knob, KnobValue)], at step: Int = 0) throws -> (loop: RunLoop, lines: [JournalLine]) {
    var settings = experiment.defaultSettings(.mlp)
    if step == 0 { for (knob, value) in edits { try settings.set(knob, to: value) } }
    let loop = RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
    var lines: [JournalLine] = [.run(RunLine(run: loop.run, rung: "a", parent: nil, settings: settings))]
    var losses = [Float](repeating: 0, count: 64)
    func advance(to end: Int) {
      while loop.step < end, loop.end == nil {
        _ = losses.withUnsafeMutableBufferPointer { loop.advance(limit: min(7, end - loop.step), losses: $0) }
      }
    }
    if step > 0 {
      advance(to: step)
      for (knob, value) in edits {
        let change = try loop.set(knob, to: value)
        lines.append(
          .command(
            CommandLine(
              run: loop.run, step: loop.step, command: .set, knob: knob, old: change.old?.encoded,
              new: change.new?.encoded, shown: change.summary)))
      }
    }
    advance(to: .max)
    let weights = hexadecimal(loop.learner.weightsHash())
    lines.append(
      .end(EndLine(run: loop.run, step: loop.step, epoch: loop.epoch, reason: loop.end ?? .stopped, weights: weights)))
    return (loop, lines)
  }

  private func weights(_ edits: [(Knob, KnobValue)], at step: Int = 0) throws -> UInt64 {
    try run(edits, at: step).loop.learner.weightsHash()
  }

  @Test("β₂ acts where gradients are squared, from the step on at which it is turned", arguments: Optimizer.allCases)
  func beta2(optimizer: Optimizer) throws {
    let base: [(Knob, KnobValue)] = [(.optimizer, .choice(optimizer.rawValue))]
    let acts = [.rmsprop, .adam, .adamw].contains(optimizer)
    #expect(try (weights(base + [(.beta2, .number(0.9))]) != weights(base)) == acts)
    let usual = Double(optimizer.usualBeta2)
    #expect(try weights(base + [(.beta2, .number(usual))]) == weights(base))
  }

  /// A number of a schedule: the schedules that read it, what else is set, its default, and another value.
  static let numbers: [(knob: Knob, readers: Set<Schedule.Kind>, beside: [Knob: Int], at: Double, other: Double)] = [
    (.warmUpEpochs, [.warmUp], [:], 0, 3), (.stepEpochs, [.step], [:], 0, 4),
    (.plateauPatience, [.plateau], [:], 10, 0),
    (.rateFactor, [.step, .plateau], [.stepEpochs: 4, .plateauPatience: 0], 0.5, 0.3),
    (.peak, [.oneCycle], [:], 0.3, 0.5), (.startDivisor, [.oneCycle], [:], 25, 5),
    (.finalDivisor, [.oneCycle], [:], 10_000, 2),
    (.period, [.restarts], [:], 0, 3), (.periodGrowth, [.restarts], [.period: 3], 2, 1),
  ]

  @Test(
    "A schedule's number acts on the schedules that read it and on no other", arguments: numbers,
    Schedule.Kind.allCases)
  func schedules(
    number: (knob: Knob, readers: Set<Schedule.Kind>, beside: [Knob: Int], at: Double, other: Double),
    kind: Schedule.Kind
  ) throws {
    let range = Settings(.mlp).range(of: number.knob)
    func value(_ number: Double) throws -> KnobValue {
      try #require(range.nearest(to: .number(number)) ?? range.nearest(to: .integer(Int(number))))
    }
    // At such a rate the validation loss does not fall in every epoch, which is what a plateau waits for.
    let base: [(Knob, KnobValue)] =
      [(.schedule, .choice(kind.rawValue)), (.learningRate, .number(0.05))]
      + number.beside.map { ($0, KnobValue.integer($1)) }
    #expect(try weights(base + [(number.knob, value(number.at))]) == weights(base))
    #expect(
      try (weights(base + [(number.knob, value(number.other))]) != weights(base)) == number.readers.contains(kind))
  }

  @Test("The rate of the next step is the knob's as the schedule has it, and follows the knob at once")
  func learningRate() throws {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 12
    settings.schedule = .step(epochs: 1, factor: 0.5)
    let loop = RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
    var losses = [Float](repeating: 0, count: 64)
    let full = Double(settings.live.learningRate)
    #expect(loop.learningRate == full)
    for epoch in 1...3 {
      var report: EpochReport?
      while report == nil {
        report = losses.withUnsafeMutableBufferPointer { loop.advance(limit: 64, losses: $0) }.epoch
      }
      // An epoch reports the rate that it had; the next one has half of it.
      #expect(abs((report?.learningRate ?? 0) / full - 2 / Double(1 << epoch)) < 1e-6)
      #expect(abs(loop.learningRate / full - 1 / Double(1 << epoch)) < 1e-6)
    }
    _ = try loop.set(.learningRate, to: .number(0.08))
    #expect(abs(loop.learningRate - 0.01) < 1e-8)
  }

  @Test("What a run takes for a 0 stands in its plan")
  func suited() throws {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 60
    settings.schedule.kind = .step
    let plan = RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings)
    ).plan(parent: nil)
    #expect(plan.suited[.stepEpochs] == .integer(10) && plan.suited[.warmUpEpochs] == nil)
    #expect(RunRecord(plan).effectiveSettings[.stepEpochs] == .integer(10))
    settings.schedule.stepEpochs = 7
    #expect(settings.suited(lookback: 0)[.stepEpochs] == nil)
  }

  @Test(
    "What was turned in mid-run replays to the same bits, and is neither the run before nor from the start",
    arguments: [(Knob.beta2, 0.95), (.l1, 0.02), (.averaging, 0.9), (.layerDecay, 0.5)])
  func turnedReplays(knob: Knob, number: Double) throws {
    let turned = try run([(knob, .number(number))], at: 20)
    let hash = turned.loop.learner.weightsHash()
    #expect(try hash != weights([]) && hash != weights([(knob, .number(number))]))
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(turned.lines, on: experiment)
    replay.run { outcomes.append($0) }
    #expect(outcomes.count == 1 && outcomes.allSatisfy(\.isIdentical))
  }

  @Test("An average of the weights is what is scored and kept, and 0 ends it")
  func averaging() throws {
    let (plain, averaged) = try (run([]).loop, run([(.averaging, .number(0.9))]).loop)
    #expect(averaged.bestEpoch?.validationLoss != plain.bestEpoch?.validationLoss)
    #expect(averaged.bestFitted().subject != plain.bestFitted().subject)
    #expect(try weights([(.averaging, .number(0))]) == weights([]))
  }
}
