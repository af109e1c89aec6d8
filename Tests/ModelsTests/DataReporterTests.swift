import Basics
import Datasets
import Foundation
import Models
import Telemetry
import TestSeries
import Testing

@Suite("What is told of a data set")
struct DataReporterTests {
  private func report(_ series: TimeSeries, _ options: SessionOptions = SessionOptions(path: "waves.csv")) throws
    -> DataReport
  {
    let experiment = try Experiments.forecast(series, options)
    return DataReporter(.series(series), options, opened: .series(series, experiment)).report()
  }

  @Test("A horizon of which gaps leave fewer than 20 origins is not called too long for the test part")
  func gappyHorizon() throws {
    let whole = waves(days: 99)
    var column = whole.columns[0]
    for row in 4032..<4368 { column.values[row] = .nan }
    let gappy = try report(TimeSeries(name: "gappy", grid: whole.grid, columns: [column]))
    #expect(
      gappy.horizon?.reason
        == "of usual ones the longest with 20 origins in the test part; 10 of 24 are left, as the notes say")
    let other = try report(whole)
    #expect(other.horizon?.reason == "the longest usual one that leaves 20 origins in the test part, to rank by")
  }

  @Test("A series: step, cycles by both methods, a ladder with a reason a grain, a split with dates")
  func series() throws {
    let report = try report(waves(days: 112))
    #expect(report.span?.step == "30min" && report.span?.first == "1970-01-05 00:00")
    let cycles = report.cycles.filter { $0.column == "wave" }
    #expect(cycles.map(\.length) == ["1 d", "1 w"])
    #expect(cycles.allSatisfy { $0.autocorrelation != nil && $0.periodogram != nil })
    #expect(report.target?.name == "wave" && report.target?.reason.isEmpty == false)
    #expect(report.ladder.map(\.grain).contains("1d") && report.ladder.allSatisfy { !$0.reason.isEmpty })
    #expect(report.ladder.first?.reason.contains("own step") == true)
    #expect(report.ladder.first { $0.grain == "1w" }?.exclusion != nil)
    #expect(report.split.map(\.part) == ["training", "validation", "test"])
    #expect(report.split.map(\.rows).reduce(0, +) == 112 * 48)
    #expect(report.split.last?.to == "1970-04-27 00:00")
    // Every rung is drawn over the same time, within the range of the rows.
    let (least, most) = (report.columns[0].minimum ?? 0, report.columns[0].maximum ?? 0)
    for rung in report.ladder where !rung.means.isEmpty {
      for (low, high) in zip(rung.lows, rung.highs) where !low.isNaN {
        #expect(low >= least && high <= most && low <= high)
      }
    }
    let curve = try #require(report.autocorrelation)
    #expect(curve.column == "wave" && abs(curve.values[0] - 1) < 1e-3)
    #expect(report.leaks.isEmpty && report.idle.isEmpty)
  }

  @Test("Where the season is not the strongest cycle it is said why, and only there")
  func season() throws {
    let weekly = try #require(try report(waves(days: 112)).season)
    #expect(weekly.name == "1w")
    let told = try #require(weekly.reason.split(separator: ";").last)
    #expect(
      told.hasPrefix(
        " the strongest cycle found, 1 d, is not taken: over the horizon its seasonal naive errs more in the training part "
          + "(RMSE "), "\(weekly.reason)")
    // As NumPy has it: the root mean squared difference of the training rows a day and a week apart.
    let values = waves(days: 112).columns[0].values.prefix(112 * 48 * 3 / 5)
    func rmse(_ lag: Int) -> Double {
      let squares = (336..<values.count).map { (values[$0] - values[$0 - lag]) * (values[$0] - values[$0 - lag]) }
      return (squares.reduce(0, +) / Double(squares.count)).squareRoot()
    }
    #expect(told.contains("RMSE \(NumberFormat.significant(rmse(48), digits: 4)) against "), "\(told) \(rmse(48))")
    #expect(told.contains(" against \(NumberFormat.significant(rmse(336), digits: 4)))"), "\(told) \(rmse(336))")
    // A day alone.
    let whole = waves(days: 112)
    let daily = whole.columns[0].values.indices.map { whole.columns[0].values[$0 % 48] }
    let alone = try report(
      TimeSeries(name: "daily", grid: whole.grid, columns: [Column(name: "wave", values: daily)])
    ).season
    #expect(alone?.name == "1d" && alone?.reason.contains("strongest") == false, "\(String(describing: alone))")
  }

  @Test("A week is named by its row's own stamp, in the split as at origins, on whatever day that is")
  func weeks() throws {
    let values = Array(waves(days: 12).columns[0].values.prefix(500))
    // Saturdays.
    let series = TimeSeries(
      name: "weeks", step: Milliseconds.week, start: 9 * Milliseconds.day,
      columns: [Column(name: "wave", values: values)])
    var options = SessionOptions(path: "weeks.csv")
    (options.horizon, options.grains) = ("4w", ["1w"])
    let experiment = try Experiments.forecast(series, options)
    let report = DataReporter(.series(series), options, opened: .series(series, experiment)).report()
    #expect(report.span?.first == "1970-01-10" && report.split.first?.from == "1970-01-10")
    let origin = try #require(experiment.info.forecast?.test.origins.first)
    #expect(report.split.last?.from == "\(CivilTime(wallClock: origin).date)")
  }

  @Test("What is opened for its report alone is told the same, and can be trained all the same")
  func reportAlone() throws {
    var series = waves(days: 60)
    series.columns[0].values[700] = .nan
    var options = SessionOptions(path: "waves.csv")
    (options.horizon, options.grains) = ("1d", ["1h", "1d", "1w"])
    let opened = try Experiments.make(.series(series), options)
    let light = try Experiments.make(.series(series), options, for: .report)
    func json(_ opened: OpenedData) throws -> String {
      let encoder = JSONEncoder()
      encoder.outputFormatting = .sortedKeys
      return String(
        decoding: try encoder.encode(DataReporter(.series(series), options, opened: opened).report()), as: UTF8.self)
    }
    #expect(try json(light) == json(opened))
    #expect(light.experiment.info.rungs.allSatisfy { $0.floor == nil } && opened.experiment.info.rungs[1].floor != nil)
    let forecasting = try #require(light.experiment.forecasting)
    #expect(forecasting.matrix.columns.isEmpty && forecasting.originsHash == opened.experiment.originsHash)
    func score(_ opened: OpenedData) throws -> Double? {
      try opened.experiment.learner(for: "1d", settings: Settings(.naive)).evaluate().test.scores.rmsse
    }
    #expect(try score(light) == score(opened) && score(light) != nil)
  }

  @Test("What was asked for is told as asked for")
  func asked() throws {
    var options = SessionOptions(path: "waves.csv")
    options.target = "other"
    options.horizon = "12h"
    options.grains = ["1h", "6h"]
    let report = try report(waves(days: 40), options)
    #expect(report.target == Reasoned("other", "asked for"))
    #expect(report.horizon == Reasoned("12h", "asked for"))
    #expect(report.ladder.allSatisfy { $0.reason.hasPrefix("asked for") })
    #expect(report.columns.filter(\.isTarget).map(\.name) == ["other"])
  }

  @Test("The first column that varies is taken as target; a copy of it is flagged")
  func chosen() throws {
    var series = waves(days: 40)
    series.columns.insert(Column(name: "flat", values: [Double](repeating: 1, count: series.count)), at: 0)
    series.columns.append(Column(name: "copy", values: series.columns[1].values))
    let report = try report(series)
    #expect(report.target?.name == "wave")
    #expect(report.leaks.map(\.column) == ["copy"] && report.idle.map(\.column) == ["flat"])
  }

  @Test("Gaps are counted in bins that lack rows")
  func gaps() throws {
    var series = waves(days: 40)
    for row in 200..<204 { series.columns[0].values[row] = .nan }
    let report = try report(series)
    let day = try #require(report.ladder.first { $0.grain == "1d" })
    #expect(day.incomplete == 1 && report.ladder[0].incomplete == 4)
    #expect(report.columns[0].missing == 4)
  }
}
