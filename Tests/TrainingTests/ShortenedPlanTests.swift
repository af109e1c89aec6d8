import Models
import Telemetry
import Testing

@testable import Training

@Suite("The plan of a run that is shortened or made longer")
struct ShortenedPlanTests {
  private let experiment = SyntheticExperiment()

  private func wait(until condition: () -> Bool) {
    while !condition() { usleepForTests(500) }
  }

  @Test(
    "A plan below what is done ends the run at the turn, paused or not; a branch of it goes twice as far as it came")
  func ends() throws {
    var settings = experiment.defaultSettings(.mlp)
    settings.epochs = 1_000_000
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
    laboratory.start("a", settings: settings)
    let perEpoch = 4 * settings.live.batchSize
    wait { laboratory.stepCount(of: RunID(0)) >= perEpoch }
    laboratory.send(.pause, to: RunID(0))
    laboratory.send(.set(.epochs, .integer(1)), to: RunID(0))
    laboratory.waitUntilEnded()
    var end: EndReport?
    wait {
      for case .ended(_, let report) in events.drain() { end = report }
      return end != nil
    }
    let report = try #require(end)
    #expect(report.reason == .completed && report.epoch > 1)
    let branch = try #require(try laboratory.branch(from: RunID(0), atStep: report.step))
    wait { laboratory.settings(of: branch) != nil }
    #expect(laboratory.settings(of: branch)?.epochs == 2 * report.epoch)
    laboratory.send(.stop, to: branch)
    laboratory.waitUntilEnded()
  }

  @Test("What belongs to a recipe that gives way to another is not taken along unseen")
  func nothingHidden() throws {
    let events = EventQueue()
    let laboratory = Laboratory(experiment: experiment, threads: 1, events: events, evaluationInterval: .zero)
    let run = laboratory.start("a", settings: experiment.defaultSettings(.mlp))
    laboratory.waitUntilEnded()
    let edits: [Knob: KnobValue] = [
      .recipe: .choice("ridge"), .scaler: .choice("min-max"), .loss: .choice("mae"), .lookback: .integer(5),
    ]
    let branch = try #require(try laboratory.branch(from: run, atStep: 0, edits: edits))
    wait { laboratory.settings(of: branch) != nil }
    let settings = try #require(laboratory.settings(of: branch))
    #expect(settings.recipe == .ridge && settings.lookback == 5)
    let fresh = Settings(.ridge)
    for knob in Knob.allCases where !settings.knobs(online: false).contains(knob) {
      #expect(settings.value(of: knob) == fresh.value(of: knob), "\(knob)")
    }
    laboratory.waitUntilEnded()
  }
}
