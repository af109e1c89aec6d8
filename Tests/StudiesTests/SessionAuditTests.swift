import Datasets
import Foundation
import Granularity
import Models
import Telemetry
import Tensors
import TestSeries
import Testing

@testable import Studies

@Suite("The leak auditor of a session")
struct SessionAuditTests {
  private var options: SessionOptions { SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h", "1d"]) }

  private func audit(
    _ series: TimeSeries, _ change: (inout SessionOptions) -> Void = { _ in }
  ) throws -> AuditReport {
    var options = options
    change(&options)
    let experiment = try Experiments.forecast(series, options)
    return try #require(SessionAudit(series, options, experiment: experiment, isThorough: false).report())
  }

  private func checks(_ report: AuditReport) -> Set<String> { Set(report.findings.map(\.check)) }

  /// The waves with one more column, made from the target.
  private func waves(_ name: String, _ make: ([Double]) -> [Double]) -> TimeSeries {
    var series = TestSeries.waves(days: 60)
    series.columns.append(Column(name: name, values: make(series.columns[0].values)))
    return series
  }

  @Test("A sound session is clean, and every check has compared something")
  func clean() throws {
    let report = try audit(TestSeries.waves(days: 60))
    #expect(report.isClean, "\(report.findings.map(\.sentence))")
    #expect(report.remarks.isEmpty)
    #expect(report.checks.count == 9)
    for check in report.checks { #expect(check.comparisons > 100, "\(check.name): \(check.comparisons)") }
    // Each input of each window: far more than the rows.
    #expect(report.comparisons > 100_000)
  }

  @Test(
    "Whatever is done to the data, nothing of it knows the future",
    arguments: [GapPolicy.leaveOut, .interpolate(limit: 3), .carryForward(limit: 2)])
  func policies(_ policy: GapPolicy) throws {
    var series = TestSeries.waves(days: 60)
    for row in stride(from: 40, to: series.count, by: 97) { series.columns[0].values[row] = .nan }
    series.columns[0].values[1000] = 900
    let report = try audit(series) { options in
      var preparation = Preparation()
      preparation.gaps = policy
      preparation.clip = 5
      preparation.features = 1
      options.preparation = preparation
    }
    #expect(report.isClean, "\(report.findings.map(\.sentence))")
  }

  @Test("A same-day mean of the target as a column is found, though its scores would be splendid")
  func sameDayMean() throws {
    let report = try audit(
      waves("daily") { values in
        values.indices.map { row in
          let day = row / 48 * 48
          return values[day..<min(day + 48, values.count)].reduce(0, +) / 48
        }
      })
    #expect(checks(report) == ["same-day statistics"])
    let sentence = try #require(report.findings.first?.sentence)
    #expect(sentence.hasPrefix("daily is the mean of wave over a day") && sentence.contains("--without daily"))
  }

  @Test("Yesterday's mean, repeated over the day, is no leak; only that it stays the same is remarked")
  func yesterdaysMean() throws {
    let report = try audit(
      waves("yesterday") { values in
        values.indices.map { row in
          let day = max(row / 48 - 1, 0) * 48
          return values[day..<day + 48].reduce(0, +) / 48
        }
      })
    #expect(report.isClean, "\(report.findings.map(\.sentence))")
    #expect(report.remarks.contains { $0.hasPrefix("yesterday changes only from one 1d to the next") })
  }

  @Test("A centred moving mean reaches ahead; one of earlier rows does not")
  func movingMeans() throws {
    func mean(_ values: [Double], _ from: Int, _ to: Int) -> [Double] {
      values.indices.map { row in
        let window = values[max(row + from, 0)..<min(row + to + 1, values.count)]
        return window.reduce(0, +) / Double(window.count)
      }
    }
    let centred = try audit(waves("smooth") { mean($0, -3, 3) })
    #expect(checks(centred) == ["moving means"])
    #expect(centred.findings[0].sentence.hasPrefix("smooth is the mean of 7 rows of wave, 3 of them later"))
    let trailing = try audit(waves("trailing") { mean($0, -7, -1) })
    #expect(trailing.isClean, "\(trailing.findings.map(\.sentence))")
  }

  @Test("A lag made by shifting the wrong way is a lead")
  func lead() throws {
    let report = try audit(waves("lagged") { Array($0.dropFirst(20)) + [Double](repeating: 0, count: 20) })
    #expect(checks(report) == ["columns ahead"])
    #expect(report.findings[0].sentence.contains("20 rows ahead"))
  }

  /// A walk that returns, as an oil's temperature does, with a column made of it and of noise.
  private func returning(_ make: (_ values: [Double], _ noise: [Double]) -> [Double]) -> TimeSeries {
    var level = 0.0
    var values: [Double] = []
    var noise: [Double] = []
    for row in 0..<2880 {
      level = 0.95 * level + Double(RandomKey(seed: 5, stream: .test).normal(UInt64(row)))
      values.append(20 + level)
      noise.append(Double(RandomKey(seed: 6, stream: .test).normal(UInt64(row))))
    }
    var series = TestSeries.waves(days: 60)
    series.columns[0].values = values
    series.columns.append(Column(name: "other", values: make(values, noise)))
    return series
  }

  private func lead(_ values: [Double], _ rows: Int) -> [Double] {
    values.indices.map { values[min($0 + rows, values.count - 1)] }
  }

  @Test(
    "Later values are found through ranks, logarithms, differences and noise",
    arguments: [
      (3, "ranks"), (8, "logarithms"), (5, "differences"), (2, "noise"),
    ])
  func disguised(rows: Int, disguise: String) throws {
    let report = try audit(
      returning { values, noise in
        let ahead = lead(values, rows)
        return switch disguise {
        case "ranks":
          ahead.map { value in Double(ahead.count { $0 < value }) }
        case "logarithms": ahead.map { -log($0) }
        case "differences": [0] + zip(ahead, ahead.dropFirst()).map { $1 - $0 }
        default: zip(ahead, noise).map { $0 + 0.3 * $1 }
        }
      })
    let found = report.findings.filter { $0.sentence.hasPrefix("other ") }
    #expect(!found.isEmpty, "\(report.findings.map(\.sentence))")
    for finding in found where finding.check == "innovations" {
      #expect(finding.sentence.contains("\(rows) rows before wave does"), "\(finding.sentence)")
    }
  }

  @Test("A column that follows the target, goes along with it, or has nothing to do with it is no lead")
  func soundColumns() throws {
    let followers: [(_ values: [Double], _ noise: [Double]) -> [Double]] = [
      { values, _ in [values[0], values[0]] + values.dropLast(2) },
      { values, noise in zip(values, noise).map { $0 + $1 } },
      { _, noise in noise },
    ]
    for make in followers {
      let report = try audit(returning(make))
      #expect(!checks(report).contains("innovations"), "\(report.findings.map(\.sentence))")
    }
  }

  @Test("A column that was scaled over all rows saw the test part")
  func scaledBefore() throws {
    let report = try audit(
      waves("scaled") { values in
        let trend = values.indices.map { values[$0] + Double($0) / 500 }
        let mean = trend.reduce(0, +) / Double(trend.count)
        let variance = trend.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(trend.count)
        return trend.map { ($0 - mean) / variance.squareRoot() }
      })
    #expect(checks(report) == ["scaled before"])
    #expect(report.findings[0].sentence.contains("saw the test part"))
  }

  @Test("A target that was averaged before is found where it is read at finer rows again")
  func doubleResampling() throws {
    var series = TestSeries.waves(days: 60)
    let values = series.columns[0].values
    series.columns[0].values = values.indices.map { row in (values[row / 2 * 2] + values[row / 2 * 2 + 1]) / 2 }
    let report = try audit(series) { $0.grains = ["30min", "1h", "1d"] }
    #expect(checks(report) == ["double resampling"])
    #expect(report.findings[0].sentence.contains("within an hour although rows come every 30min"))
    #expect(report.findings[0].sentence.contains("begin the ladder at 1h"))
  }

  @Test("Nobody waits for it any more: it ends")
  func givenUp() throws {
    let series = TestSeries.waves(days: 60)
    let experiment = try Experiments.forecast(series, options)
    let audit = SessionAudit(series, options, experiment: experiment, isThorough: false) { false }
    #expect(audit.report() == nil)
  }
}
