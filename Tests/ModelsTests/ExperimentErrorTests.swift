import Models
import TestSeries
import Testing

@Suite("Why a rung cannot be trained")
struct ExperimentErrorTests {
  @Test("Filling gaps is advised only where gaps are the reason")
  func fewWindows() throws {
    func sentence(_ found: Int, _ gappy: Int) -> String {
      ExperimentError.tooFewWindows("3d", found: found, gappy: gappy, needed: 8, lookback: 4).sentence
    }
    #expect(
      sentence(1, 0) == "At grain 3d the training part has one window of 4 rows, and at least 8 are needed; choose a "
        + "shorter lookback, a finer grain, or open more rows.")
    #expect(!sentence(3, 4).contains("--gaps") && sentence(3, 4).contains("has 3 windows"))
    #expect(
      sentence(0, 54)
        == "At grain 3d none of the 54 training windows of 4 rows is without missing values, and at least 8 "
        + "are needed; fill short gaps (--gaps interpolate:3), or choose a shorter lookback or a finer grain.")
    #expect(sentence(1, 54).hasPrefix("At grain 3d only one of the 55 training windows"))
  }

  @Test("A run knows how many windows it leaves out for missing values")
  func gappy() throws {
    var series = waves(days: 40)
    for row in 200..<204 { series.columns[0].values[row] = .nan }
    var options = SessionOptions(path: "waves.csv")
    (options.horizon, options.grains) = ("1d", ["1h"])
    let gappy = try Experiments.forecast(series, options)
    let whole = try Experiments.forecast(waves(days: 40), options)
    func outline(_ experiment: ForecastExperiment) throws -> LearnerOutline {
      try experiment.learner(for: "1h", settings: experiment.defaultSettings(.mlp)).outline
    }
    let (some, all) = (try outline(gappy), try outline(whole))
    #expect(all.gappyRows == 0 && some.gappyRows > 2 && some.gappyRows + some.trainingRows == all.trainingRows)
  }
}
