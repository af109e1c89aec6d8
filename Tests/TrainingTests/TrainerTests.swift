import Models
import Networks
import Telemetry
import Testing

@testable import Training

@Suite("The trainer runs in slices, takes commands and reports")
struct TrainerTests {
  private let experiment = SyntheticExperiment()

  /// Runs one rung to its end and returns all events.
  private func train(
    _ settings: Settings, threads: Int = 1, rungs: [RungID] = ["a"], journal: Journal? = nil,
    during: (Laboratory) -> Void = { _ in }
  ) -> (Laboratory, [Event]) {
    let events = EventQueue()
    let laboratory = Laboratory(
      experiment: experiment, threads: threads, events: events, journal: journal, evaluationInterval: .zero)
    for rung in rungs { laboratory.start(rung, settings: settings) }
    during(laboratory)
    laboratory.waitUntilEnded()
    return (laboratory, events.drain())
  }

  private func hashes(_ events: [Event]) -> [RunID: UInt64] {
    var hashes: [RunID: UInt64] = [:]
    for case .ended(let run, let report) in events { hashes[run] = report.weightsHash }
    return hashes
  }

  @Test("The same seed gives the same bits at any number of threads", arguments: [Recipe.mlp, .gru])
  func threadsDoNotMatter(recipe: Recipe) {
    let settings = experiment.defaultSettings(recipe)
    let one = hashes(train(settings, threads: 1, rungs: ["a", "b", "c"]).1)
    let three = hashes(train(settings, threads: 3, rungs: ["a", "b", "c"]).1)
    #expect(one.count == 3)
    #expect(one == three)
    #expect(Set(one.values).count == 3)
  }

  @Test("Another seed gives other bits")
  func seedMatters() {
    var settings = experiment.defaultSettings(.mlp)
    let one = hashes(train(settings).1)
    settings.seed += 1
    #expect(one != hashes(train(settings).1))
  }

  @Test("Events come in order: begun, running, epochs, evaluated, finished, ended")
  func eventOrder() {
    let settings = experiment.defaultSettings(.mlp)
    let (laboratory, events) = train(settings)
    var epochs: [Int] = []
    for case .epoch(_, let report) in events { epochs.append(report.epoch) }
    #expect(epochs == Array(1...settings.epochs))
    guard case .began(let plan)? = events.first, case .ended(_, let end)? = events.last else {
      Issue.record("the first event is not began or the last not ended")
      return
    }
    #expect(end.reason == .completed)
    #expect(end.step == plan.stepsPerEpoch * settings.epochs)
    #expect(laboratory.stepCount(of: RunID(0)) == end.step)
    #expect(end.multiplyAdds == plan.multiplyAddsPerExample * plan.trainingRows * settings.epochs)
  }

  @Test("Of a paused run the effective rate is that of a knob turned since, and after a restart that of the first step")
  func rateWhilePaused() {
    var settings = experiment.defaultSettings(.mlp)
    settings.schedule = Schedule(.cosine)
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: EventQueue())
    let run = laboratory.start("a", settings: settings, paused: true)
    laboratory.send(.set(.learningRate, .number(0.25)), to: run)
    wait { laboratory.progress[run]?.learningRate == 0.25 }
    laboratory.send(.stop, to: run)
    laboratory.waitUntilEnded()
  }

  @Test("A set learning rate becomes a mark at the step where it took effect, and a line in the journal")
  func interventions() throws {
    let path = temporaryPath("interventions.journal")
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 1_000_000
    let journal = try Journal(path: path)
    let (_, events) = train(settings, journal: journal) { laboratory in
      wait { laboratory.stepCount(of: RunID(0)) >= 100 }
      laboratory.send(.set(.learningRate, .number(5e-4)), to: RunID(0))
      let step = laboratory.stepCount(of: RunID(0))
      wait { laboratory.stepCount(of: RunID(0)) >= step + 100 }
      laboratory.send(.stop, to: RunID(0))
    }
    let marks = events.compactMap { if case .applied(_, let mark) = $0 { mark } else { nil } }
    #expect(marks.map(\.summary) == ["learning rate 1e-3 → 5e-4"])
    #expect((marks.first?.step ?? 0) >= 100)
    // The file must replay to the same bits although it was recorded under a clock.
    journal.append(
      .session(SessionLine(options: SessionOptions(path: ""), dataHash: "", kernel: "", blas: "", level: "")))
    var outcomes: [Replay.Outcome] = []
    var replay = Replay(try readLines(path), on: experiment)
    replay.run { outcomes.append($0) }
    #expect(outcomes.count == 1)
    #expect(outcomes.allSatisfy { $0.isIdentical })
  }

  @Test("All rungs advance together although there are fewer workers than rungs")
  func fairness() {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 1_000_000
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events)
    for rung: RungID in ["a", "b", "c"] { laboratory.start(rung, settings: settings) }
    // Were a rung to keep the only worker, the first would take all of its million epochs before the others begin.
    func counts() -> [Int] { (0..<3).map { laboratory.stepCount(of: RunID($0)) } }
    wait { counts().allSatisfy { $0 > 100 } || counts().contains { $0 > 5_000_000 } }
    let reached = counts()
    #expect(reached.allSatisfy { $0 > 100 && $0 <= 5_000_000 }, "\(reached)")
    laboratory.sendAll(.stop)
    laboratory.waitUntilEnded()
  }

  @Test("Pausing holds, a single step is one step, resuming goes on")
  func pausesAndSteps() {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 1_000_000
    _ = train(settings) { laboratory in
      let run = RunID(0)
      wait { laboratory.stepCount(of: run) >= 50 }
      laboratory.send(.pause, to: run)
      let held = waitUntilStill(laboratory)
      laboratory.send(.step, to: run)
      wait { laboratory.stepCount(of: run) > held }
      #expect(waitUntilStill(laboratory) == held + 1)
      laboratory.send(.step, to: run)
      laboratory.send(.step, to: run)
      #expect((held + 2...held + 3).contains(waitUntilStill(laboratory)))
      laboratory.send(.resume, to: run)
      wait { laboratory.stepCount(of: run) >= held + 100 }
      laboratory.send(.stop, to: run)
    }
  }

  /// Without keeping a processor busy that the trainer may need.
  private func wait(until condition: () -> Bool) {
    while !condition() { usleepForTests(500) }
  }

  private func waitUntilStill(_ laboratory: Laboratory) -> Int {
    var last = -1
    var same = 0
    while same < 50 {
      usleepForTests(5_000)
      let count = laboratory.stepCount(of: RunID(0))
      same = count == last ? same + 1 : 0
      last = count
    }
    return last
  }

  @Test("A learning rate that is far too large stops that rung alone and says why")
  func divergence() {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events, evaluationInterval: .zero)
    var wild = experiment.defaultSettings(.mlp)
    wild.optimizer = .sgd
    wild.live.learningRate = 10
    wild.live.dropout = 0
    laboratory.start("a", settings: wild)
    laboratory.start("b", settings: experiment.defaultSettings(.mlp))
    laboratory.waitUntilEnded()
    var reasons: [RunID: EndReason] = [:]
    var divergence: Divergence?
    for event in events.drain() {
      if case .ended(let run, let report) = event { reasons[run] = report.reason }
      if case .diverged(_, let found) = event { divergence = found }
    }
    #expect(reasons == [RunID(0): .diverged, RunID(1): .completed])
    #expect(divergence?.explanation.contains("not a finite number") == true)
    #expect(divergence?.explanation.contains("smaller learning rate") == true)
  }

  @Test("A branch of a run in the Lab equals its parent where nothing was edited")
  func branches() throws {
    let settings = experiment.defaultSettings(.mlp)
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: settings)
    laboratory.waitUntilEnded()
    let child = try laboratory.branch(from: RunID(0), atStep: 0)
    laboratory.waitUntilEnded()
    let found = hashes(events.drain())
    #expect(child == RunID(1))
    #expect(found[RunID(0)] != nil)
    #expect(found[RunID(0)] == found[RunID(1)])
  }

  @Test("A branch from the end of a run goes on for as many epochs again")
  func branchesFromTheEnd() throws {
    let settings = experiment.defaultSettings(.mlp)
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: settings)
    laboratory.waitUntilEnded()
    laboratory.send(.set(.learningRate, .number(1e-4)), to: RunID(0))
    wait { events.drain().contains { if case .applied = $0 { true } else { false } } }
    try laboratory.branch(from: RunID(0), atStep: .max)
    laboratory.waitUntilEnded()
    var epochs: [Int] = []
    for case .epoch(RunID(1), let report) in events.drain() {
      epochs.append(report.epoch)
      #expect(Float(report.learningRate) == 1e-4)
    }
    #expect(epochs == Array(settings.epochs + 1...settings.epochs * 2))
  }

  @Test("A branch with other units keeps what weights fit and starts where its parent stood")
  func structuralBranch() throws {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: experiment.defaultSettings(.mlp))
    laboratory.waitUntilEnded()
    try laboratory.branch(from: RunID(0), atStep: .max, edits: [.units: .list([16, 4]), .epochs: .integer(20)])
    laboratory.waitUntilEnded()
    let plans = events.drain().compactMap { if case .began(let plan) = $0 { plan } else { nil } }
    #expect(plans.last?.summary == "Dense 16 relu → Dense 4 relu → Dense 1")
    #expect((plans.last?.parent?.step ?? 0) > 0)
  }

  @Test("More epochs take a finished run up again")
  func extends() {
    let settings = experiment.defaultSettings(.mlp)
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: settings)
    laboratory.waitUntilEnded()
    laboratory.send(.set(.epochs, .integer(settings.epochs + 3)), to: RunID(0))
    var epochs: [Int] = []
    while epochs.last != settings.epochs + 3 {
      for case .epoch(_, let report) in events.drain() { epochs.append(report.epoch) }
    }
    #expect(epochs == Array(1...settings.epochs + 3))
  }
}
