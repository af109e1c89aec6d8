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
    #expect(experiment.info.remarks.contains { $0.contains(" before them are not all known") })
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

  @Test("A rung that cannot learn takes no origin from the others")
  func passedOver() throws {
    // Every twelve days a hole: between two of them one window of four rows of two days at most, with one to forecast.
    let series = gappy(every: 12, hours: 1)
    let experiment = try Experiments.forecast(
      series, SessionOptions(path: "gappy", horizon: "2d", grains: ["1h", "2d"]))
    #expect(throws: ExperimentError.self) { try experiment.learner(for: "2d", settings: Settings(.ridge)) }
    // By hand: the origins at which all is known that the other reads before them.
    let laid = try CommonTarget(experiment.target.question).test.origins
    let lookback = Int64(experiment.target.suggestedLookback(.hours(1), horizon: 48))
    let values = series.columns[0].values
    let holes = values.indices.filter { values[$0].isNaN }.map(series.instant)
    let known = laid.filter { origin in
      let first = origin - lookback * Milliseconds.hour
      return !holes.contains { first <= $0 && $0 < origin }
    }
    #expect(known.count > 0 && known.count < laid.count && experiment.target.test.origins == known)
    #expect(try evaluation(experiment, "1h", Settings(.ridge)).test.scores.count == known.count)
    #expect(
      experiment.info.remarks.contains(
        "2d takes no origin from other rungs: with the 4 rows that it reads, gaps leave it fewer than 8 training windows "
          + "or no test origin"), "\(experiment.info.remarks)")
  }

  @Test("Where gaps are too dense for every rung, models are refused, and judged at common origins once they read less")
  func dense() throws {
    let experiment = try experiment(gappy(every: 4, hours: 9))
    let target = try #require(experiment.info.forecast)
    for rung in ["1h", "3h", "6h"] as [RungID] {
      #expect(throws: ExperimentError.self) { try experiment.learner(for: rung, settings: Settings(.naive)) }
    }
    var settings = Settings(.ridge)
    settings.lookback = 4
    let scores = try evaluation(experiment, "6h", settings).test.scores
    #expect(scores.count == target.test.origins.count && scores.count > 0)
    #expect(target.test.naiveScores.count == scores.count)
  }

  @Test("A model without a test origin is refused with what it reads and what to do")
  func noTestOrigin() throws {
    // Of 135 hours between two holes 129 and a horizon leave a single origin, which is on no boundary of six hours.
    let experiment = try experiment(gappy(every: 6, hours: 9))
    var settings = Settings(.ridge)
    settings.lookback = 129
    let all = experiment.target.test.count
    let error = #expect(throws: ExperimentError.self) { try experiment.learner(for: "1h", settings: settings) }
    #expect(error == .noTestOrigins("1h", all: all, lookback: 129))
    #expect(
      error?.sentence
        == "The grain 1h cannot be judged: at each of the \(all) test origins values are missing among the 129 rows that it "
        + "reads; choose a shorter lookback, or fill short gaps (--gaps interpolate:3).")
  }

  @Test("A rung that has too few rows to learn from takes no origins from the others, and is left out with the reason")
  func tooShortRung() throws {
    let values = (0..<100).map { (row: Int) -> Double in Double(row * 37 % 24 + row * row % 11) }
    let series = TimeSeries(
      name: "daily", step: Milliseconds.day, start: 4 * Milliseconds.day,
      columns: [Column(name: "value", values: values)])
    func experiment(_ grains: [String]) throws -> ForecastExperiment {
      try Experiments.forecast(series, SessionOptions(path: "daily", horizon: "10d", grains: grains))
    }
    let (alone, both) = (try experiment(["1d"]), try experiment(["1d", "10d"]))
    #expect(alone.originsHash == both.originsHash && both.target.test.count > 10)
    let left = try #require(both.info.rungs.last?.exclusion)
    #expect(left.contains("at least 8 are needed"), "\(left)")
    #expect(throws: ExperimentError.self) { try both.learner(for: "10d", settings: Settings(.naive)) }
    // Rows that it can learn from with the lookback that was asked for.
    var options = SessionOptions(path: "daily", horizon: "10d", grains: ["1d", "10d"])
    options.lookback = 2
    let short = try Experiments.forecast(
      TimeSeries(
        name: "daily", step: Milliseconds.day, start: 4 * Milliseconds.day,
        columns: [Column(name: "value", values: values + values + values)]),
      options)
    #expect(short.info.rungs.allSatisfy { $0.exclusion == nil } && short.target.test.count < 10)
  }

  @Test("Fewer than three validation origins rank nothing, three do")
  func fewValidation() throws {
    for (border, count, isRanked) in [(480, 2, false), (456, 3, true)] {
      let values = (0..<600).map { (row: Int) -> Double in Double(row * 37 % 24 + row * row % 11) }
      let series = TimeSeries(
        name: "hourly", step: Milliseconds.hour, start: 4 * Milliseconds.day,
        columns: [Column(name: "value", values: values)])
      var options = SessionOptions(path: "hourly", horizon: "1d", grains: ["1h", "1d"], borders: [border, 528, 600])
      options.lookback = 1
      let experiment = try Experiments.forecast(series, options)
      let scores = try #require(try evaluation(experiment, "1h", Settings(.naive)).validation?.scores)
      #expect(scores.count == count && scores.isRanked == isRanked && scores.rmsse != nil)
      #expect(experiment.info.forecast?.validation?.naiveScores.isRanked == isRanked)
    }
  }
}
