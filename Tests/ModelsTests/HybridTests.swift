import Basics
import Datasets
import Granularity
import Networks
import Telemetry
import Tensors
import TestSeries
import Testing

@testable import Models

@Suite("Hybrid corrects smoothing where that does better on validation, and never does worse there")
struct HybridTests {
  /// Two seasons, and a wave of 37 rows that no season of the calendar holds.
  private static func experiment(wave: Double) throws -> ForecastExperiment {
    var series = waves(days: 60)
    var (sine, cosine) = (0.0, 1.0)
    // A turn by 2π/37.
    let (turn, left) = (0.168_999_6, 0.985_616_1)
    for row in 0..<series.count {
      series.columns[0].values[row] += wave * sine
      (sine, cosine) = (sine * left + cosine * turn, cosine * left - sine * turn)
    }
    return try Experiments.forecast(
      series, SessionOptions(path: "series", horizon: "12h", grains: ["30min", "3h"]))
  }

  private static func trained(
    _ recipe: Recipe, _ experiment: ForecastExperiment, _ rung: RungID = "30min", penalty: Double? = nil
  ) throws -> any Learner {
    var settings = Settings(recipe)
    settings.penalty = penalty
    let learner = try experiment.learner(for: rung, settings: settings)
    Trained.step(learner, settings)
    return learner
  }

  @Test("A wave that no season holds is learnt from the errors", arguments: ["30min", "3h"])
  func corrects(rung: String) throws {
    let experiment = try Self.experiment(wave: 1)
    let (alone, hybrid) = (
      try Self.trained(.smoothing, experiment, RungID(rung)), try Self.trained(.hybrid, experiment, RungID(rung))
    )
    #expect(try #require(hybrid.validationLoss()) < 0.7 * #require(alone.validationLoss()))
    let errors = [alone, hybrid].map { $0.evaluate() }
    #expect(errors[1].test.scores.mse ?? 9 < 0.7 * (errors[0].test.scores.mse ?? 0))
    #expect(!hybrid.sweep.isEmpty)
  }

  @Test("On validation it is never worse than smoothing", arguments: [0, 0.05, 0.2])
  func neverWorse(wave: Double) throws {
    let experiment = try Self.experiment(wave: wave)
    for rung in ["30min", "3h"] as [RungID] {
      let both = try [Recipe.smoothing, .hybrid].map { try Self.trained($0, experiment, rung) }
      let losses = both.map { $0.validationLoss() ?? .nan }
      #expect(losses[1] <= losses[0])
      let errors = both.map { $0.evaluate().validation?.scores.rmsse ?? .nan }
      #expect(errors[1] <= errors[0])
    }
  }

  @Test("Its forecasts are smoothing's and the correction of what stands before the origin")
  func adds() throws {
    let experiment = try Self.experiment(wave: 1)
    let learner = try Self.trained(.hybrid, experiment)
    let function = learner.fitted().functions[0]
    guard case .hybrid(let hybrid) = function else {
      Issue.record("nothing was corrected")
      return
    }
    let predicted = try #require(learner.evaluate().test.forecast).predicted
    let (horizon, features) = (hybrid.horizon, hybrid.features)
    let series = experiment.series
    let origin = experiment.target.test.origins[3]
    let end = Int((origin - series.start) / series.step)
    let past = SeriesPast(
      grain: Grain(of: series.cadence), zone: series.zone, starts: series.boundaries,
      values: series.columns[0].values, horizon: horizon)
    let own = hybrid.smoothing.forecasts(PastQuestion(past: past, bins: [Int32(end)])).values
    let values = series.columns[0].values
    var inputs = Array(values[end - features.recent..<end]) + own
    for step in 0..<horizon where features.season > 0 {
      var place = end + step - features.season
      while place >= end { place -= features.season }
      inputs.append(values[place])
    }
    inputs = inputs.map { ($0 - values[end - 1]) / features.scale }
    for step in 0..<horizon {
      var sum = Double(hybrid.weights[inputs.count, step])
      for (place, input) in inputs.enumerated() { sum += input * Double(hybrid.weights[place, step]) }
      #expect(abs(predicted[3 * horizon + step] - (own[step] + features.scale * sum)) < 1e-4)
    }
  }

  @Test("Without a validation part the penalty of before is kept, or nothing is corrected")
  func refits() throws {
    let whole = try Self.experiment(wave: 1).learningFromAll()
    let alone = try Self.trained(.hybrid, whole)
    guard case .smoothing = alone.fitted().functions[0] else {
      Issue.record("corrected by nothing")
      return
    }
    let kept = try Self.trained(.hybrid, whole, penalty: 10)
    guard case .hybrid = kept.fitted().functions[0] else {
      Issue.record("the penalty was lost")
      return
    }
  }
}
