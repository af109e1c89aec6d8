import Basics
import Datasets
import Granularity
import Models
import Telemetry
import Testing

@Suite("Columns that are asked for before the data are opened have their say in the common origins")
struct AskedInputsTests {
  /// 300 days of hours, of which 75 test: an hour of the target is missing on day 240, one of another column on day 270.
  private func experiment(_ inputs: InputChoice?) throws -> ForecastExperiment {
    var values = (0..<7_200).map { (hour: Int) -> Double in Double(hour * 37 % 24 + hour * hour % 11 + hour / 24 % 5) }
    var others = (0..<7_200).map { (hour: Int) -> Double in Double(hour * 13 % 50) }
    values[240 * 24 + 7] = .nan
    others[270 * 24 + 7] = .nan
    let series = TimeSeries(
      name: "hourly", step: Milliseconds.hour, start: 4 * Milliseconds.day,
      columns: [Column(name: "value", values: values), Column(name: "other", values: others)])
    var options = SessionOptions(path: "hourly", horizon: "1d", grains: ["1h", "1d"])
    (options.inputs, options.lookback) = (inputs, 10)
    return try Experiments.forecast(series, options)
  }

  private func scores(_ experiment: ForecastExperiment, _ rung: RungID, _ inputs: InputChoice) throws -> Scores {
    var settings = Settings(.ridge)
    (settings.inputs, settings.lookback) = (inputs, 10)
    return try experiment.learner(for: rung, settings: settings).evaluate().test.scores
  }

  @Test("Those with gaps take origins away from all rows, and the remark says that all columns are read")
  func all() throws {
    let experiment = try experiment(.all)
    let target = try #require(experiment.info.forecast)
    // Of days 225 to 299 the hole's own goes, and ten days behind each hole.
    #expect(target.test.origins.count == 75 - 1 - 20 && target.test.naiveScores.count == 54)
    for rung in ["1h", "1d"] as [RungID] {
      for inputs in InputChoice.allCases {
        let scores = try scores(experiment, rung, inputs)
        #expect(scores.count == 54 && scores.isRanked, "\(rung) \(inputs)")
      }
    }
    #expect(
      experiment.info.remarks.contains(
        "test origins are left out: 1 for missing values, 20 where the 10 rows of 1d before them are not known in all columns "
          + "(--gaps interpolate:3 fills short gaps, carry-forward:3 those right before an origin too)"),
      "\(experiment.info.remarks)")
  }

  @Test("Where they were not asked for, a run that reads them all the same lacks origins and is not ranked")
  func turnedLater() throws {
    for inputs in [nil, InputChoice.target] {
      let experiment = try experiment(inputs)
      #expect(experiment.target.test.count == 75 - 1 - 10)
      #expect(try scores(experiment, "1d", .target).isRanked)
      let all = try scores(experiment, "1d", .all)
      #expect(all.count == 54 && !all.isRanked)
    }
  }
}
