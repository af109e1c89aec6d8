import Basics
import Datasets
import Granularity
import Models
import Tensors
import TestSeries
import Testing

@Suite("A grain that is asked for alone says where it reads other rows than on the whole ladder")
struct LadderLookbackTests {
  /// Half-hourly: each day is like the day before, and its level is more like that of a week before only by weekends.
  private var series: TimeSeries {
    let key = RandomKey(seed: 5, stream: .noise)
    let shape = waves(days: 1, noise: 0)
    var level = 0.0
    let values = (0..<240).flatMap { day -> [Double] in
      level = 0.7 * level + 0.7 * Double(key.normal(UInt64(day)))
      let weekend = day % 7 >= 5 ? 1.7 : 0
      return shape.columns[0].values.map { 3 * $0 + level + weekend }
    }
    return TimeSeries(
      name: "levels", step: 1_800_000, start: 4 * Milliseconds.day, columns: [Column(name: "x", values: values)])
  }

  @Test("The season of the finest grain decides on the whole ladder, its own where it stands alone")
  func alone() throws {
    func experiment(_ grains: [String]?, lookback: Int? = nil) throws -> ForecastExperiment {
      var options = SessionOptions(path: "levels.csv", horizon: "1d", grains: grains)
      options.lookback = lookback
      return try Experiments.forecast(series, options)
    }
    let whole = try experiment(nil)
    #expect(whole.target.season.length == .days(1))
    #expect(whole.suggestion(for: "1d") == nil)
    let alone = try experiment(["1d"])
    #expect(alone.target.season.length == .weeks(1))
    let found = try #require(alone.suggestion(for: "1d"))
    #expect(found.own == alone.target.suggestedLookback(.days(1), horizon: 1) && found.own == 7)
    #expect(found.lookback == whole.target.suggestedLookback(.days(1), horizon: 1) && found.lookback == 4)
    #expect(found.season == "1d" && found.ownSeason == "1w")
    #expect(try experiment(["1d"], lookback: 9).suggestion(for: "1d") == nil)
    #expect(try experiment(["30min", "1d"]).suggestion(for: "1d") == nil)
  }
}
