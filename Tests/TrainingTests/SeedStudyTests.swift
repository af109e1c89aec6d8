import Basics
import Models
import Networks
import Studies
import Synchronization
import Telemetry
import Testing
import Training

@Suite("Training under several seeds")
struct SeedStudyTests {
  private func settings(_ recipe: Recipe, epochs: Int = 3) -> Settings {
    var settings = Settings(recipe)
    if recipe.hasSteps { settings.epochs = epochs }
    return settings
  }

  private func errors(_ outcomes: [SeedOutcome]) -> [UInt64: Double] {
    Dictionary(
      outcomes.compactMap { outcome in outcome.evaluation.test.scores.error(.number).map { (outcome.seed, $0) } }
    ) {
      first, _ in first
    }
  }

  @Test("Each seed gives what a run of that seed alone gives, on one thread and on three")
  func isReproducible() throws {
    let experiment = SyntheticExperiment()
    let rung = experiment.info.rungs[0].id
    let subject = SeedStudy.Subject(rung: rung, settings: settings(.mlp))
    let one = SeedStudy(experiment: experiment, subjects: [subject], seeds: 3, threads: 1).run()
    let three = SeedStudy(experiment: experiment, subjects: [subject], seeds: 3, threads: 3).run()
    #expect(errors(one.outcomes) == errors(three.outcomes))
    #expect(Set(errors(one.outcomes).values).count == 3)
    var alone = settings(.mlp)
    alone.seed = 2
    let single = SeedStudy(
      experiment: experiment, subjects: [.init(rung: rung, settings: alone)], seeds: 1, threads: 1
    ).run()
    #expect(errors(single.outcomes)[2] == errors(one.outcomes)[2])
  }

  @Test("What is solved at once is solved once and stands for every seed")
  func closedForm() throws {
    let experiment = SyntheticExperiment()
    let study = SeedStudy(
      experiment: experiment,
      subjects: experiment.info.rungs.prefix(2).map { .init(rung: $0.id, settings: settings(.ridge)) }, seeds: 5,
      threads: 2)
    #expect(study.progress.runs == 2)
    let found = study.run()
    #expect(found.outcomes.count == 10 && found.failures.isEmpty)
    let report = SeedReport(found.outcomes, seeds: study.seeds, task: .number)
    #expect(report.rungs.allSatisfy { $0.isUnmoved && $0.halfWidth == 0 })
    #expect(study.progress == SeedProgress(seeds: 5, runsDone: 2, runs: 2, share: 1))
  }

  @Test("Given up, it ends at the next epoch; a rung that cannot be trained is told with the reason")
  func ends() throws {
    let experiment = SyntheticExperiment()
    let subject = SeedStudy.Subject(rung: experiment.info.rungs[0].id, settings: settings(.mlp, epochs: 1_000_000))
    let study = SeedStudy(experiment: experiment, subjects: [subject], seeds: 2, threads: 2)
    let found = study.run { study.cancel() }
    #expect(found.outcomes.isEmpty && study.wasCancelled)
    let unknown = SeedStudy(
      experiment: experiment, subjects: [.init(rung: "3s", settings: settings(.ridge))], seeds: 1, threads: 1
    ).run()
    #expect(unknown.outcomes.isEmpty && unknown.failures["3s"]?.contains("3s") == true)
  }

  @Test("The laboratory trains again what runs were, and leaves them as they are")
  func ofRuns() throws {
    let experiment = SyntheticExperiment()
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events)
    let run = laboratory.start(experiment.info.rungs[0].id, settings: settings(.mlp, epochs: 4))
    laboratory.waitUntilEnded()
    _ = events.drain()
    let study = try #require(laboratory.repeatSeeds([(run, 2)], count: 3, threads: 2))
    var reports: [ScoredPart: SeedReport]?
    while reports == nil {
      for event in events.drain() { if case .seedsEnded(let ended) = event { reports = ended } }
    }
    let rung = try #require(reports?[.test]?.rungs.first)
    #expect(reports?.keys.count == ScoredPart.allCases.count)
    #expect(study.seeds == [1, 2, 3] && rung.errors.count == 3 && rung.epochs == 2)
    #expect(laboratory.progress.count == 1)
  }

  /// What the events of runs that have ended say of them: their errors with the weights that are scored, by run.
  private func ends(_ events: [Event]) -> [RunID: Double] {
    var errors: [RunID: Double] = [:]
    for case .evaluated(let run, let evaluation) in events { errors[run] = evaluation.test.scores.error(.number) }
    return errors
  }

  private func seeds(_ laboratory: Laboratory, _ events: EventQueue, _ run: RunID, epochs: Int) throws -> [Double] {
    _ = try #require(laboratory.repeatSeeds([(run, epochs)], count: 2, threads: 2))
    while true {
      for event in events.drain() {
        if case .seedsEnded(let reports) = event { return reports[.test]?.rungs.first?.errors ?? [] }
      }
    }
  }

  @Test(
    "A run with turned knobs is repeated as it was made, so is a branch of it and one begun again: its seed gives its score"
  )
  func asMade() throws {
    let experiment = SyntheticExperiment()
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 2, events: events, evaluationInterval: .zero)
    var settings = settings(.mlp, epochs: 1_000_000)
    settings.schedule = Schedule(.cosine)
    settings.live.learningRate = 1e-3
    let run = laboratory.start("a", settings: settings)
    func wait(_ steps: Int) {
      let first = laboratory.stepCount(of: run)
      while laboratory.stepCount(of: run) < first + steps {}
    }
    wait(20)
    laboratory.send(.set(.learningRate, .number(0.05)), to: run)
    wait(20)
    laboratory.send(.set(.batchSize, .integer(7)), to: run)
    wait(50)
    laboratory.send(.set(.epochs, .integer(1)), to: run)
    laboratory.waitUntilEnded()
    var heard = events.drain()
    let changes = heard.compactMap { if case .applied(_, let change) = $0 { change.step } else { nil } }
    #expect(changes.count == 3 && changes[0] > 0 && changes[0] < changes[1] && changes[1] < changes[2])
    let reports = heard.compactMap { if case .epoch(_, let report) = $0 { report } else { nil } }
    let last = try #require(reports.last)
    let found = try seeds(laboratory, events, run, epochs: last.epoch)
    #expect(found.count == 2 && found[0] == ends(heard)[run] && found[1] != found[0])

    // A branch from between the two turns, with other layers.
    let fork = (changes[0] + changes[1]) / 2
    let branch = try #require(
      try laboratory.branch(
        from: run, atStep: fork, edits: [.units: .list([12]), .epochs: .integer(last.epoch + 2), .dropout: .number(0)]))
    laboratory.waitUntilEnded()
    heard = events.drain()
    #expect(try seeds(laboratory, events, branch, epochs: last.epoch + 2)[0] == ends(heard)[branch])

    // With the present knobs from step 0 on, under which nothing was turned.
    laboratory.send(.set(.epochs, .integer(3)), to: run)
    laboratory.send(.restart, to: run)
    repeat {
      heard += events.drain()
    } while !heard.contains {
      if case .ended(run, let end) = $0 { end.epoch == 3 } else { false }
    }
    #expect(try seeds(laboratory, events, run, epochs: 3)[0] == ends(heard)[run])
  }

  @Test("The verdict of seeds is of validation on every part, and of rungs that may be ranked")
  func verdicts() throws {
    let experiment = SyntheticExperiment()
    let study = SeedStudy(
      experiment: experiment, subjects: experiment.info.rungs.map { .init(rung: $0.id, settings: settings(.mlp)) },
      seeds: 3, threads: 2)
    var outcomes = study.run().outcomes
    for place in outcomes.indices {
      let value = [1.0, 2, 3][place / 3] + 0.01 * Double(place % 3)
      outcomes[place].evaluation.validation = JudgedPart(Scores(count: 30, isRanked: true, rmse: value))
      outcomes[place].evaluation.test = JudgedPart(Scores(count: 30, isRanked: true, rmse: 5 - value))
    }
    var reports = SeedReport.byPart(outcomes, seeds: study.seeds, task: .number)
    #expect(reports[.validation]?.best?.rung == "a")
    for part in ScoredPart.allCases {
      #expect(
        reports[part]?.verdicts.first == "a is best with a mean RMSE of 1.010 over 3 seeds, by more than seed noise.")
    }
    outcomes[1].flaw = .diverged
    outcomes[4].flaw = .dead
    reports = SeedReport.byPart(outcomes, seeds: study.seeds, task: .number)
    #expect(reports[.validation]?.best?.rung == "c" && reports[.validation]?.rungs.count == 3)
    #expect(reports[.validation]?.rungs.map(\.unranked) == [.diverged, .dead, nil])
    #expect(
      reports[.test]?.verdicts == [
        "a: under some seed the run diverged, so that it is not ranked.",
        "b: under some seed the network no longer responds, so that it is not ranked.",
      ])
    outcomes[8].evaluation.validation?.scores.isRanked = false
    reports = SeedReport.byPart(outcomes, seeds: study.seeds, task: .number)
    #expect(reports[.validation]?.best == nil)
    #expect(
      reports[.validation]?.verdicts.last == "c: scored at too few validation origins or samples to be ranked.")
  }
}
