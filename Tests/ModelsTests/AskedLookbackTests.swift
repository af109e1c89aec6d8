import Basics
import Datasets
import Granularity
import Models
import Networks
import Telemetry
import TestSeries
import Testing

@Suite("A lookback that is asked for before the data are opened has its say in the common origins")
struct AskedLookbackTests {
  /// 300 days of hours with a wave a day and an hour missing on some of them: 180 train, 45 validate, 75 test.
  private func series(holes: [Int] = [200, 240]) -> TimeSeries {
    var values = (0..<7_200).map { (hour: Int) -> Double in Double(hour * 37 % 24 + hour * hour % 11 + hour / 24 % 5) }
    for day in holes { values[day * 24 + 7] = .nan }
    return TimeSeries(
      name: "hourly", step: Milliseconds.hour, start: 4 * Milliseconds.day, columns: [Column(name: "v", values: values)]
    )
  }

  private func experiment(asking lookback: Int?, _ series: TimeSeries) throws -> ForecastExperiment {
    var options = SessionOptions(path: "hourly", horizon: "1d", grains: ["1h", "1d"])
    options.lookback = lookback
    return try Experiments.forecast(series, options)
  }

  private func evaluation(_ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings) throws -> Evaluation {
    let learner = try experiment.learner(for: rung, settings: settings)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { losses in
      _ = learner.advance(limit: 16, live: settings.live, losses: losses)
    }
    return learner.evaluate()
  }

  /// Those of a part before which no hour is missing among so many, with all hours of the day after them, by hand.
  private func known(_ series: TimeSeries, days: Range<Int>, hours: Int) -> [Instant] {
    let values = series.columns[0].values
    return days.filter { day in
      values[day * 24 - hours..<day * 24].allSatisfy(\.isFinite)
        && values[day * 24..<day * 24 + 24].allSatisfy(\.isFinite)
    }.map { series.instant(at: $0 * 24) }
  }

  @Test(
    "A longer one than a rung begins with cuts the origins of both parts for all rows, models and naive forecasts alike"
  )
  func longer() throws {
    let series = series()
    let experiment = try experiment(asking: 20, series)
    let target = try #require(experiment.info.forecast)
    let validation = try #require(target.validation)
    #expect(target.test.origins == known(series, days: 225..<300, hours: 480) && target.test.origins.count == 54)
    #expect(validation.origins == known(series, days: 180..<225, hours: 480) && validation.origins.count == 24)
    for rung in ["1h", "1d"] as [RungID] {
      for recipe in [Recipe.naive, .ridge] {
        var settings = Settings(recipe)
        settings.lookback = 20
        let found = try evaluation(experiment, rung, settings)
        #expect(found.test.scores.count == 54 && found.test.scores.isRanked, "\(rung) \(recipe)")
        #expect(found.validation?.scores.count == 24 && found.validation?.scores.isRanked == true, "\(rung) \(recipe)")
        #expect(found.test.matrix.allSatisfy { $0.scores.count == 54 })
      }
    }
    #expect(target.test.naiveMatrix.allSatisfy { $0.scores.count == 54 })
    #expect(
      experiment.info.remarks.contains(
        "test origins are left out: 1 for missing values, 20 where the 20 rows of 1d before them are not all known "
          + "(--gaps interpolate:3 fills short gaps, carry-forward:3 those right before an origin too)"),
      "\(experiment.info.remarks)")
  }

  @Test("A shorter one leaves the origins as they are, so that scores of lookbacks compare")
  func shorter() throws {
    let (plain, short) = (try experiment(asking: nil, series()), try experiment(asking: 3, series()))
    #expect(plain.target.test.omitted.onRequest > 0)
    #expect(plain.originsHash == short.originsHash && plain.info.remarks == short.info.remarks)
    #expect(try experiment(asking: 20, series()).originsHash != plain.originsHash)
  }

  @Test("A rung that cannot be judged with it takes no origin from the others")
  func unjudged() throws {
    let series = series()
    let experiment = try experiment(asking: 100, series)
    let hours = max(100, experiment.target.suggestedLookback(.hours(1), horizon: 24))
    let expected = known(series, days: 225..<300, hours: hours)
    #expect(experiment.target.test.origins == expected && expected.count > 60)
    #expect(
      experiment.info.remarks.contains(
        "1d takes no origin from other rungs: with the 100 rows that it reads, gaps leave it fewer than 8 training windows "
          + "or no test origin"), "\(experiment.info.remarks)")
    var settings = Settings(.ridge)
    settings.lookback = 100
    #expect(throws: ExperimentError.self) { try experiment.learner(for: "1d", settings: settings) }
    #expect(try evaluation(experiment, "1h", settings).test.scores.count == expected.count)
  }

  @Test(
    "Where nothing can be judged with what it begins with, the remark says before what origins stand, or what was asked"
  )
  func dense() throws {
    let series = series(holes: Array(stride(from: 2, to: 300, by: 3)))
    let plain = try experiment(asking: nil, series)
    #expect(
      plain.info.remarks.contains(
        "with what they begin with, gaps leave no rung 8 training windows and a test origin: origins are those before which "
          + "24 rows of 1h are known, for models that read no more (--lookback)"), "\(plain.info.remarks)")
    #expect(!plain.info.remarks.contains { $0.contains("takes no origin") || $0.contains("take no origin") })
    for rung in ["1h", "1d"] as [RungID] {
      #expect(throws: ExperimentError.self) { try plain.learner(for: rung, settings: Settings(.ridge)) }
    }
    let asked = try experiment(asking: 1, series)
    let expected = known(series, days: 225..<300, hours: 24)
    #expect(asked.target.test.origins == expected && expected.count == 25)
    #expect(!asked.info.remarks.contains { $0.contains("gaps leave") }, "\(asked.info.remarks)")
    var settings = Settings(.ridge)
    settings.lookback = 1
    for rung in ["1h", "1d"] as [RungID] {
      #expect(try evaluation(asked, rung, settings).test.scores.count == 25)
    }
  }
}
