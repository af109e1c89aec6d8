import Basics
import Datasets
import Foundation
import Granularity
import Networks
import Telemetry
import Tensors
import TestSeries
import Testing

@testable import Models

@Suite("auto forecasts with what does best on validation, and says among what it chose")
struct AutoTests {
  private static func experiment(days: Int = 40) throws -> ForecastExperiment {
    try Experiments.forecast(
      waves(days: days), SessionOptions(path: "series", horizon: "12h", grains: ["30min", "3h"]))
  }

  /// Each value is a parabola of the one before it: what is linear learns nothing of it.
  private static func chaos() throws -> ForecastExperiment {
    var value = 0.3
    let values = (0..<2400).map { _ -> Double in
      value = 3.97 * value * (1 - value)
      return value
    }
    let series = TimeSeries(
      name: "chaos", step: Milliseconds.hour, start: 0, columns: [Column(name: "value", values: values)])
    return try Experiments.forecast(series, SessionOptions(path: "series", horizon: "1h", grains: ["1h"]))
  }

  private static func learner(
    _ recipe: Recipe, _ experiment: ForecastExperiment, _ rung: RungID, epochs: Int = 1
  ) throws -> any Learner {
    var settings = Settings.forecasting(recipe, readsAll: false)
    settings.epochs = epochs
    let learner = try experiment.learner(for: rung, settings: settings)
    for _ in 0..<epochs { Self.epoch(learner, settings) }
    return learner
  }

  /// Steps to the end of an epoch.
  private static func epoch(_ learner: any Learner, _ settings: Settings) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 4096) { losses in
      losses.initialize(repeating: 0)
      _ = learner.advance(limit: 4096, live: settings.live, losses: losses)
    }
  }

  private static func error(_ evaluation: Evaluation) throws -> Double {
    try #require(evaluation.validation?.scores.rmsse)
  }

  @Test(
    "Of what is solved at once it takes the weighed mean of the three that do best",
    arguments: ["30min", "3h"] as [RungID])
  func mean(rung: RungID) throws {
    let experiment = try Self.experiment()
    let evaluation = try Self.learner(.auto, experiment, rung).evaluate()
    let choice = try #require(evaluation.choice)
    #expect(Set(choice.tried.map(\.recipe)) == Set(RecipeRule.solvedAtOnce.map(\.rawValue) + ["average", "mlp"]))
    let own = try RecipeRule.solvedAtOnce.map { recipe in
      (recipe, try Self.learner(recipe, experiment, rung).evaluate())
    }
    for (recipe, evaluation) in own {
      let tried = choice.tried.first { $0.recipe == recipe.rawValue }
      #expect(tried?.validation == evaluation.validation?.scores.rmsse, "\(recipe)")
    }
    #expect(!choice.learns && choice.recipe == "average")
    let best = try own.map { (error: try Self.error($0.1), predicted: try #require($0.1.test.forecast?.predicted)) }
      .sorted { $0.error < $1.error }.prefix(3)
    let raw = best.map { pow(best[0].error / $0.error, 8) }
    let sum = raw.reduce(0, +)
    let predicted = try #require(evaluation.test.forecast?.predicted)
    for place in predicted.indices {
      let mean = zip(raw, best).reduce(0) { $0 + $1.0 / sum * $1.1.predicted[place] }
      #expect(abs(predicted[place] - mean) < 1e-6, "\(place)")
    }
  }

  @Test("The network takes over where it does better, and gives way again where it does not")
  func network() throws {
    let experiment = try Self.chaos()
    var settings = Settings.forecasting(.auto, readsAll: false)
    settings.epochs = 60
    let learner = try experiment.learner(for: "1h", settings: settings)
    Self.epoch(learner, settings)
    let early = learner.checkpoint()
    let first = learner.evaluate()
    for _ in 1..<60 { Self.epoch(learner, settings) }
    let last = learner.evaluate()
    #expect(last.choice?.learns == true && last.choice?.recipe == "mlp")
    #expect(try Self.error(last) < 0.5 * Self.error(first))
    learner.restore(early)
    let again = learner.evaluate()
    #expect(again.choice == first.choice && again.test.forecast?.predicted == first.test.forecast?.predicted)
  }

  @Test("The model that it makes forecasts what was scored, without it")
  func fitted() throws {
    let experiment = try Self.experiment()
    let learner = try Self.learner(.auto, experiment, "30min")
    let model = learner.fitted()
    #expect(model.recipe == .auto)
    guard case .forecast(let forecast) = model.subject else {
      Issue.record("no forecast")
      return
    }
    let found = try forecast.forecast(experiment.source.series, from: experiment.target.test.origins)
    #expect(found.values == learner.evaluate().test.forecast?.predicted)
  }

  @Test("Too short for a network, it does without, and has nothing left to learn")
  func alone() throws {
    let values = (0..<40).map { 100 + Double($0) + Double($0 % 12) }
    let series = TimeSeries(
      name: "short", step: Milliseconds.day, start: 0, columns: [Column(name: "value", values: values)])
    var options = SessionOptions(path: "series", horizon: "1d", grains: ["1d"])
    options.lookback = 13
    let experiment = try Experiments.forecast(series, options)
    let settings = Settings.forecasting(.auto, readsAll: false)
    let learner = try experiment.learner(for: "1d", settings: settings)
    Self.epoch(learner, settings)
    #expect(learner.evaluate().choice != nil)
    #expect(learner.isSolved == learner.learningNetworks.isEmpty)
  }
}
