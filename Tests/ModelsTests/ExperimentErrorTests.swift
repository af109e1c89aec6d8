import Datasets
import Granularity
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
    #expect(
      ExperimentError.tooFewWindows("1h", found: 0, gappy: 0, needed: 1, lookback: 4).sentence
        .contains("windows of 4 rows, and at least one is needed; choose"))
    #expect(sentence(1, 54).hasPrefix("At grain 3d only one of the 55 training windows"))
  }

  @Test("What is done about gaps already is not advised again")
  func filledAlready() throws {
    #expect(
      ExperimentError.noTestOrigins("1h", all: 3, lookback: 9, gaps: .interpolate(limit: 2)).sentence.hasSuffix(
        "; choose a shorter lookback, or fill longer gaps (more rows in --gaps interpolate:2)."))
    #expect(
      TargetError.noServedOrigins(horizon: .days(1), count: 3).sentence(gaps: .carryForward(limit: 2)).contains(
        "fill longer gaps, with more rows in --gaps carry-forward:2, take fewer grains"))
    var series = waves(days: 100)
    for row in 2_000..<2_010 { series.columns[0].values[row] = .nan }
    for row in 4_300..<4_310 { series.columns[0].values[row] = .nan }
    var options = SessionOptions(path: "waves", horizon: "1d", grains: ["1h", "1d"])
    func remarks() throws -> String { try Experiments.forecast(series, options).info.remarks.joined(separator: "\n") }
    #expect(try remarks().contains("(--gaps interpolate:3 fills short gaps, carry-forward:3 those right before"))
    options.preparation = Preparation()
    options.preparation?.gaps = .interpolate(limit: 3)
    #expect(try remarks().contains("(more rows in --gaps interpolate:3 fill longer gaps, carry-forward those"))
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

  @Test("Of a table without complete rows the column that most of them lack is named")
  func fewComplete() throws {
    let columns = [
      Column(name: "a", values: (0..<12).map { $0 < 6 ? .nan : Double($0) }),
      Column(name: "b", values: (0..<12).map { $0 > 7 ? .nan : Double($0) }),
      Column(name: "y", values: (0..<12).map { Double($0 * $0) / 3 }),
    ]
    func sentence(_ columns: [Column]) -> String {
      do {
        _ = try SampleExperiment(Table(name: "t", columns: columns), SessionOptions(path: "t", target: "y"))
        return ""
      } catch { return error.sentence }
    }
    #expect(
      sentence(columns)
        == "2 of 12 rows have a value in every column that is read; a lacks most, in 6 rows: leave such "
        + "columns out with --without, or give more rows.")
    #expect(
      sentence(columns.map { Column(name: $0.name, values: Array($0.values.prefix(3))) }).hasPrefix(
        "None of 3 rows has"))
    #expect(sentence([columns[1], columns[2]]).isEmpty)
  }
}
