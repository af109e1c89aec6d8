import Models
import Telemetry
import Testing

@testable import Training

@Suite("A run's record is what its events tell")
struct RunRecordTests {
  private let experiment = SyntheticExperiment()

  /// All events of a laboratory, folded into records and kept.
  private struct Story {
    var records: [RunID: RunRecord] = [:]
    var events: [Event] = []

    mutating func take(_ events: [Event]) {
      for event in events {
        if case .began(let plan) = event { records[plan.run] = RunRecord(plan) }
        for run in records.keys { records[run]?.apply(event) }
      }
      self.events += events
    }

    func epochs(of run: RunID) -> [EpochReport] {
      events.compactMap { if case .epoch(run, let report) = $0 { report } else { nil } }
    }
  }

  private func train(
    _ settings: Settings, then act: (Laboratory) throws -> Void = { _ in }
  ) throws -> Story {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: settings)
    laboratory.waitUntilEnded()
    try act(laboratory)
    laboratory.waitUntilEnded()
    var story = Story()
    story.take(events.drain())
    return story
  }

  @Test("Epochs, best, scores and end are those of the training", arguments: [Recipe.mlp, .gru, .nlinear, .ridge])
  func folds(recipe: Recipe) throws {
    let settings = experiment.defaultSettings(recipe)
    let story = try train(settings)
    let record = try #require(story.records[RunID(0)])
    let reports = story.epochs(of: RunID(0))
    #expect(record.epochs.map(\.epoch) == reports.map(\.epoch) && record.last?.step == reports.last?.step)
    let losses = reports.compactMap(\.validationLoss)
    #expect(record.best?.validationLoss == losses.min() && !losses.isEmpty)
    #expect(record.best?.epoch == losses.firstIndex(of: losses.min() ?? 0).map { $0 + 1 })
    #expect(record.phase == .finished(.completed) && record.end?.reason == .completed)
    #expect(record.evaluation?.weights == record.best.map { .best(epoch: $0.epoch) })
    #expect(record.bestScores == record.newestScores && record.newestScores?.test == record.evaluation?.scores)
    #expect(record.settings[.learningRate] == record.plan.knobs.first { $0.knob == .learningRate }?.value)
  }

  /// A run that learns well, then a branch from its end that at once does worse.
  private func spoiled() throws -> Story {
    try train(experiment.defaultSettings(.mlp)) { laboratory in
      try laboratory.branch(
        from: RunID(0), atStep: .max,
        edits: [.optimizer: .choice("sgd"), .learningRate: .number(0.02), .dropout: .number(0.9)])
    }
  }

  @Test("The best of a branch is the best of its own epochs, however good its parent was")
  func bestOfBranch() throws {
    let story = try spoiled()
    let (parent, branch) = (try #require(story.records[RunID(0)]), try #require(story.records[RunID(1)]))
    let fork = try #require(branch.plan.parent)
    let (known, own) = (try #require(parent.best), try #require(branch.best))
    #expect(own.validationLoss > known.validationLoss, "the branch was to be worse")
    #expect(own.step > fork.step)
    #expect(own.validationLoss == story.epochs(of: RunID(1)).compactMap(\.validationLoss).min())
    #expect(branch.evaluation?.weights == .best(epoch: own.epoch))
    #expect(branch.bestScores?.test != parent.bestScores?.test)
  }

  @Test("Before its first epoch has ended a branch has no best, and is scored by what it has")
  func noBestYet() throws {
    let (loop, checkpoint) = try trained()
    let branch = try self.loop(run: 1)
    branch.branch(from: checkpoint)
    #expect(loop.bestEpoch != nil && branch.bestEpoch == nil)
    #expect(branch.evaluateBoth().best == nil)
    advance(branch, to: checkpoint.step + 1)
    #expect(branch.evaluateBest().weights == .last(epoch: checkpoint.epoch))
    var record = RunRecord(branch.plan(parent: (RunID(0), checkpoint.step)))
    record.apply(.evaluated(RunID(1), branch.evaluateBoth()))
    #expect(record.best == nil && record.bestScores == nil && record.newestScores != nil)
  }

  @Test("What is scored as best are the weights of the best epoch, also after steps that spoiled them")
  func bestIsRestored() throws {
    let (loop, _) = try trained()
    let scores = loop.evaluateBest().scores
    _ = try loop.set(.epochs, to: .integer(100))
    _ = try loop.set(.learningRate, to: .number(1))
    // In mid-epoch, so that the epoch's number is still that of the best.
    advance(loop, to: loop.step + 2)
    #expect(loop.epoch == loop.bestEpoch?.epoch, "the last epoch was to be the best")
    let both = loop.evaluateBoth()
    #expect(both.weights == .last(epoch: loop.epoch) && both.scores != scores)
    #expect(both.best?.test == scores && both.best?.weights == .best(epoch: loop.epoch))
    #expect(loop.evaluateBest().scores == scores)
  }

  @Test("A branch that diverges falls back on the weights of its fork, not on its parent's best")
  func divergence() throws {
    let (_, checkpoint) = try trained()
    let branch = try loop(run: 1) { settings in
      settings.optimizer = .sgd
      settings.epochs = 100
      // The first step loses every weight.
      settings.live.learningRate = .greatestFiniteMagnitude
    }
    branch.branch(from: checkpoint)
    let atFork = branch.learner.weightsHash()
    let divergence = try #require(advance(branch, to: .max))
    #expect(divergence.keptStep == checkpoint.step && branch.bestEpoch == nil)
    #expect(branch.learner.weightsHash() == atFork && branch.learner.weightsAreFinite)
  }

  @Test("A knob that was turned stands in the record with its step, and the run goes on being the same")
  func knobTurns() throws {
    let story = try train(experiment.defaultSettings(.mlp)) { laboratory in
      laboratory.send(.set(.learningRate, .number(5e-4)), to: RunID(0))
      laboratory.send(.set(.epochs, .integer(14)), to: RunID(0))
      while laboratory.progress[RunID(0)]?.epoch != 14 { usleepForTests(500) }
      // The end of the second stretch has no one waiting for it.
      usleepForTests(50_000)
    }
    let record = try #require(story.records[RunID(0)])
    #expect(record.interventions.map(\.knob) == [.learningRate, .epochs])
    #expect(record.interventions.allSatisfy { $0.step == record.epochs[11].step })
    #expect(record.settings[.epochs] == .integer(14) && record.plannedEpochs == 14)
    #expect(record.end?.epoch == 14 && record.phase == .finished(.completed))
  }

  @Test("Runs are compared best with best, and newest with newest where none has a best")
  func comparing() throws {
    let (loop, _) = try trained()
    var (running, ended) = (RunRecord(loop.plan(parent: nil)), RunRecord(try self.loop(run: 1).plan(parent: nil)))
    func evaluated(_ run: Int, _ weights: ScoredWeights, _ error: Double, best: RunScores? = nil) -> Event {
      var evaluation = Evaluation(
        step: 1, epoch: 1, multiplyAdds: 1, scores: Scores(count: 30, isRanked: true, rmsse: error))
      evaluation.weights = weights
      evaluation.best = best
      return .evaluated(RunID(run), evaluation)
    }
    running.apply(evaluated(0, .last(epoch: 3), 0.9))
    ended.apply(evaluated(1, .last(epoch: 3), 0.8))
    #expect(RunScores.comparable([running, ended]).mapValues(\.test.rmsse) == [RunID(0): 0.9, RunID(1): 0.8])
    ended.apply(evaluated(1, .best(epoch: 2), 0.7))
    #expect(RunScores.comparable([running, ended]).mapValues(\.test.rmsse) == [RunID(1): 0.7])
    let best = RunScores(
      weights: .best(epoch: 1), step: 1, multiplyAdds: 1, test: Scores(count: 30, isRanked: true, rmsse: 0.6))
    running.apply(evaluated(0, .last(epoch: 4), 1.2, best: best))
    #expect(RunScores.comparable([running, ended]).mapValues(\.test.rmsse) == [RunID(0): 0.6, RunID(1): 0.7])
    #expect(running.newestScores?.test.rmsse == 1.2)
  }

  // MARK: - Loops without a clock

  private func loop(run: Int = 0, _ adjust: (inout Settings) -> Void = { _ in }) throws -> RunLoop {
    var settings = experiment.defaultSettings(.mlp)
    adjust(&settings)
    return RunLoop(
      run: RunID(run), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
  }

  private func trained() throws -> (RunLoop, RunCheckpoint) {
    let loop = try loop()
    advance(loop, to: .max)
    return (loop, loop.checkpoint())
  }

  @discardableResult
  private func advance(_ loop: RunLoop, to step: Int) -> Divergence? {
    var losses = [Float](repeating: 0, count: 64)
    while loop.step < step, loop.end == nil {
      let advance = losses.withUnsafeMutableBufferPointer { loop.advance(limit: min(64, step - loop.step), losses: $0) }
      if let divergence = advance.divergence { return divergence }
    }
    return nil
  }
}
