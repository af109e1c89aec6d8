import Basics
import Datasets
import Granularity
import Models
import Networks
import Telemetry
import TestSeries
import Testing

@Suite("Models and naive forecasts stand side by side only where they are scored at the same origins")
struct CommonOriginsTests {
  /// Hourly values of 120 days with a hole of some hours every few days, in training and after.
  private func gappy(every days: Int, hours: Int) -> TimeSeries {
    var values = waves(days: 120, noise: 0.1).columns[0].values
    let perHour = 2
    for day in stride(from: 3, to: 120, by: days) {
      let start = (day * 24 + 7) * perHour
      for row in start..<start + hours * perHour { values[row] = .nan }
    }
    let whole = waves(days: 120, noise: 0.1)
    return TimeSeries(
      name: "gappy", grid: whole.grid, columns: [Column(name: whole.columns[0].name, values: values)])
  }

  private func experiment(_ series: TimeSeries) throws -> ForecastExperiment {
    try Experiments.forecast(series, SessionOptions(path: "gappy", horizon: "6h", grains: ["1h", "3h", "6h"]))
  }

  private func evaluation(_ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings) throws -> Evaluation {
    let learner = try experiment.learner(for: rung, settings: settings)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { losses in
      _ = learner.advance(limit: 16, live: settings.live, losses: losses)
    }
    return learner.evaluate()
  }

  @Test("With holes, every rung, naive and seasonal naive have as many origins, and equal forecasts equal scores")
  func likeForLike() throws {
    let experiment = try experiment(gappy(every: 12, hours: 9))
    let target = try #require(experiment.info.forecast)
    let series = experiment.series
    let whole = try CommonTarget(
      TargetQuestion(
        series: series, target: experiment.target.question.target, horizon: experiment.target.question.horizon,
        ladder: experiment.target.question.ladder, borders: experiment.target.question.borders))
    #expect(target.test.origins.count < whole.test.count && target.test.origins.count > 0)
    #expect(experiment.target.test.omitted.onRequest == whole.test.count - target.test.origins.count)
    #expect(experiment.info.remarks.contains { $0.contains("where a rung lacks values that it reads") })
    for rung in ["1h", "3h", "6h"] as [RungID] {
      for recipe in [Recipe.naive, .seasonalNaive, .ridge] {
        let scores = try evaluation(experiment, rung, Settings(recipe)).test.scores
        #expect(scores.count == target.test.origins.count, "\(rung) \(recipe)")
      }
    }
    let naive = try evaluation(experiment, "1h", Settings(.naive)).test.scores
    #expect(abs((naive.rmsse ?? 0) - (target.test.naiveScores.rmsse ?? 1)) < 1e-5)
    let seasonal = try evaluation(experiment, "1h", Settings(.seasonalNaive)).test.scores
    #expect(abs((seasonal.rmsse ?? 0) - (target.test.seasonalNaiveScores.rmsse ?? 1)) < 1e-5)
    #expect(abs(seasonal.skill ?? 1) < 1e-5)
  }

  @Test("A lookback that cannot be served at all of the origins is shown and not ranked")
  func longLookback() throws {
    let experiment = try experiment(gappy(every: 40, hours: 9))
    let target = try #require(experiment.info.forecast)
    #expect(target.test.origins.count >= CommonTarget.rankedOrigins)
    var settings = Settings(.ridge)
    #expect(try evaluation(experiment, "1h", settings).test.scores.isRanked)
    settings.lookback = 400
    let scores = try evaluation(experiment, "1h", settings).test.scores
    #expect(scores.count < target.test.origins.count && scores.count > 0)
    #expect(!scores.isRanked)
  }

  @Test("A series without gaps keeps all its origins")
  func whole() throws {
    let experiment = try experiment(waves(days: 120, noise: 0.1))
    #expect(experiment.target.test.omitted.total == 0 && experiment.target.validation.omitted.total == 0)
  }
}
