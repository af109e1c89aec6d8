import Basics
import Models
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
}
