import FoundationEssentials
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

  /// - Parameter ends: how often runs come to an end in all, with those that are begun or taken up again by `act`.
  private func train(
    _ settings: Settings, ends: Int = 1, then act: (Laboratory) throws -> Void = { _ in }
  ) throws -> Story {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: settings)
    laboratory.waitUntilEnded()
    try act(laboratory)
    var story = Story()
    while story.events.count(where: { if case .ended = $0 { true } else { false } }) < ends {
      story.take(events.drain())
      usleepForTests(500)
    }
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
    #expect(record.bestScores == record.newestScores && record.newestScores != nil)
    #expect(record.newestScores?.test.scores == record.evaluation?.test.scores)
    #expect(record.settings[.learningRate] == record.plan.knobs.first { $0.knob == .learningRate }?.value)
  }

  /// A run that learns well, then a branch from its end that at once does worse.
  private func spoiled() throws -> Story {
    try train(experiment.defaultSettings(.mlp), ends: 2) { laboratory in
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
    let scores = loop.evaluateBest().test.scores
    _ = try loop.set(.epochs, to: .integer(100))
    _ = try loop.set(.learningRate, to: .number(1))
    // In mid-epoch, so that the epoch's number is still that of the best.
    advance(loop, to: loop.step + 2)
    #expect(loop.epoch == loop.bestEpoch?.epoch, "the last epoch was to be the best")
    let both = loop.evaluateBoth()
    #expect(both.weights == .last(epoch: loop.epoch) && both.test.scores != scores)
    #expect(both.best?.test.scores == scores && both.best?.weights == .best(epoch: loop.epoch))
    #expect(loop.evaluateBest().test.scores == scores)
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
    let story = try train(experiment.defaultSettings(.mlp), ends: 2) { laboratory in
      laboratory.send(.set(.learningRate, .number(5e-4)), to: RunID(0))
      laboratory.send(.set(.epochs, .integer(14)), to: RunID(0))
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
        step: 1, epoch: 1, multiplyAdds: 1, test: JudgedPart(Scores(count: 30, isRanked: true, rmsse: error)))
      evaluation.weights = weights
      evaluation.best = best
      return .evaluated(RunID(run), evaluation)
    }
    running.apply(evaluated(0, .last(epoch: 3), 0.9))
    ended.apply(evaluated(1, .last(epoch: 3), 0.8))
    #expect(RunScores.comparable([running, ended]).mapValues(\.test.scores.rmsse) == [RunID(0): 0.9, RunID(1): 0.8])
    ended.apply(evaluated(1, .best(epoch: 2), 0.7))
    #expect(RunScores.comparable([running, ended]).mapValues(\.test.scores.rmsse) == [RunID(1): 0.7])
    let best = RunScores(
      weights: .best(epoch: 1), step: 1, multiplyAdds: 1,
      test: PartScores(Scores(count: 30, isRanked: true, rmsse: 0.6)))
    running.apply(evaluated(0, .last(epoch: 4), 1.2, best: best))
    #expect(RunScores.comparable([running, ended]).mapValues(\.test.scores.rmsse) == [RunID(0): 0.6, RunID(1): 0.7])
    #expect(running.newestScores?.test.scores.rmsse == 1.2)
  }

  // MARK: - Kept and read back

  private func written(_ record: RunRecord) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(record), as: UTF8.self)
  }

  private func read(_ text: String) throws -> RunRecord {
    try JSONDecoder().decode(RunRecord.self, from: Data(text.utf8))
  }

  @Test("A record that is kept and read back is the same, at every event of its life")
  func roundTrip() throws {
    var wild = experiment.defaultSettings(.mlp)
    wild.optimizer = .sgd
    wild.live.learningRate = 10
    let stories = [
      try train(experiment.defaultSettings(.ridge)), try spoiled(), try train(wild),
      try train(experiment.defaultSettings(.gru), ends: 2) { laboratory in
        laboratory.send(.set(.learningRate, .number(1)), to: RunID(0))
        laboratory.send(.set(.batchSize, .integer(0)), to: RunID(0))
        laboratory.send(.restart, to: RunID(0))
      },
    ]
    for story in stories {
      var record: RunRecord?
      for event in story.events {
        if case .began(let plan) = event { record = RunRecord(plan) }
        record?.apply(event)
        guard let record else { continue }
        let back = try read(try written(record))
        #expect(try written(back) == written(record))
        #expect(back.settings == record.settings && back.interventions == record.interventions)
        #expect(back.phase == record.phase && back.best == record.best && back.epochs == record.epochs)
        #expect(back.bestScores == record.bestScores && back.newestScores == record.newestScores)
        #expect(back.scores == record.scores && back.divergence == record.divergence)
        #expect(back.end?.weightsHash == record.end?.weightsHash && back.firstStep == record.firstStep)
        #expect(back.end?.bestWeightsHash == record.end?.bestWeightsHash)
        #expect(
          back.plan.parent?.step == record.plan.parent?.step
            && back.plan.knobs.map(\.range) == record.plan.knobs.map(\.range))
        #expect(back.plan.knobs.map(\.value) == record.plan.knobs.map(\.value))
      }
      #expect(record?.isFinished == true)
    }
  }

  @Test("What is kept is called as in the output of train")
  func words() throws {
    let story = try train(experiment.defaultSettings(.mlp))
    let text = try written(try #require(story.records[RunID(0)]))
    for word in [
      "recipe", "model", "trainingRows", "validationRows", "parameters", "multiplyAddsPerExample", "seed", "epoch",
      "step", "trainingLoss", "validationLoss", "learningRate", "reason", "epochs", "steps", "multiplyAdds", "seconds",
      "weights", "lastWeights", "scores", "status", "settings", "changes", "metrics",
    ] { #expect(text.contains("\"\(word)\":"), "\(word) is not in the record") }
    #expect(text.contains("\"learningRate\":0.0010000000474974513") && text.contains("\"status\":\"completed\""))
  }

  @Test("A run says which data it learnt from, and a branch of it too")
  func data() throws {
    let events = EventQueue()
    let data = DataIdentity(experiment, SessionOptions(path: "/data/load.csv", grains: ["1h"]))
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, data: data)
    laboratory.start("a", settings: experiment.defaultSettings(.mlp))
    laboratory.waitUntilEnded()
    try laboratory.branch(from: RunID(0), atStep: 14)
    laboratory.waitUntilEnded()
    let plans = events.drain().compactMap { if case .began(let plan) = $0 { plan } else { nil } }
    #expect(
      plans.map(\.data) == [data, data] && data.hash == "0000000000000007" && data.originsHash == "0000000000000008")
    let options = try JSONDecoder().decode(SessionOptions.self, from: Data(data.options.utf8))
    #expect(options.grains == ["1h"] && options.path == data.path)
  }

  @Test(
    "Where a run stands is one word, and every word is read back",
    arguments: [
      Phase.waiting, .running, .paused, .finished(.completed), .finished(.earlyStopped), .finished(.stopped),
      .finished(.diverged), .finished(.interrupted),
    ])
  func status(phase: Phase) {
    #expect(Phase(rawValue: phase.rawValue) == phase)
    #expect(Phase(rawValue: "lost") == nil)
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
