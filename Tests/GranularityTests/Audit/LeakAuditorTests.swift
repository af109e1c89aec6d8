import Basics
import Datasets
import Foundation
import TemporaryPaths
import Tensors
import Testing

@testable import Granularity

@Suite("The leak auditor")
struct LeakAuditorTests {
  static let target = ColumnAggregate(0, .mean)

  static let question: TargetQuestion? = {
    let series = series(noise(24 * 40, seed: 1), noise(24 * 40, seed: 2), start: "2024-01-01")
    guard let ladder = try? TimeLadder(parsing: "1h,6h,1d", for: series), let split = try? Split(count: series.count)
    else { return nil }
    return TargetQuestion(
      series: series, target: target, horizon: .days(1), ladder: ladder, borders: Borders(split, of: series))
  }()

  static func audit(_ pipeline: LeakPipeline = LeakPipeline(), _ made: TargetQuestion? = question) throws
    -> [LeakFinding]
  {
    let question = try #require(made)
    return try LeakAuditor(pipeline).audit(question) { grain in
      WindowSpec(
        lookback: 3, horizon: question.horizon.wholeSteps(of: grain) ?? 1,
        inputs: [Self.target, ColumnAggregate(1, .max), ColumnAggregate(1, .std)], target: Self.target,
        calendar: CalendarFeatures(
          grain: grain, zone: .asWritten, trainStart: question.borders.trainStart, trainEnd: question.borders.trainEnd))
    }
  }

  static func stages(_ findings: [LeakFinding]) -> Set<LeakStage> { Set(findings.map(\.stage)) }

  @Test("The sound pipeline has no leak")
  func sound() throws {
    let findings = try Self.audit()
    #expect(findings.isEmpty, "\(findings.map(\.sentence))")
    var gaps = try #require(Self.question)
    gaps.series.columns[0].values[100] = .nan
    #expect(try Self.audit(LeakPipeline(), gaps).isEmpty)
  }

  @Test("An aggregator that gives every row its whole day's mean is caught")
  func leakingAggregator() throws {
    var pipeline = LeakPipeline()
    pipeline.coarsen = { series, grain, aggregates in
      let day = try TimeCoarsening(.days(1), [Self.target]).coarsen(series)
      let view = try TimeCoarsening(grain, aggregates).coarsen(series)
      return view.mappingValues { position, values in
        guard position == 0, grain < .days(1) else { return values }
        return view.starts.dropLast().map { start in
          day.columns[0].values[day.bins(from: day.starts[0], to: start).upperBound]
        }
      }
    }
    let findings = try Self.audit(pipeline)
    #expect(Self.stages(findings).contains(.windows))
    #expect(Self.stages(findings).isSubset(of: [.aggregator, .windows, .scaler]))
    #expect(findings.contains { $0.subject == "1h window" })
  }

  @Test("An aggregator that labels bins by their end, so that lags are leads, is caught by the time stamps alone")
  func shiftedAggregator() throws {
    var pipeline = LeakPipeline()
    pipeline.coarsen = { series, grain, aggregates in
      let view = try TimeCoarsening(grain, aggregates).coarsen(series)
      return RungView(
        grain: grain, zone: view.zone, starts: Array(view.starts.dropLast()),
        columns: view.columns.map {
          AggregatedColumn(aggregate: $0.aggregate, name: $0.name, values: Array($0.values.dropFirst()))
        }, newestRow: Array(view.newestRow.dropFirst()), dropped: view.dropped)
    }
    let question = try #require(Self.question)
    let view = try pipeline.coarsen(question.series, .days(1), [Self.target])
    let spec = WindowSpec(lookback: 2, horizon: 1, inputs: [Self.target], target: Self.target)
    let windows = try WindowPlan(view, spec, part: .training, of: question.borders).windows()
    let findings = LeakAuditor().findings(
      newestInput: windows.newestInput, origins: windows.origins, subject: "1d training windows")
    #expect(findings.count == windows.count)
    #expect(findings[0].sentence.contains("after the origin 2024-01-03 00:00"))
    #expect(Self.stages(try Self.audit(pipeline)).contains(.windows))
  }

  @Test("A scaler that saw the test part is caught")
  func leakingScaler() throws {
    var pipeline = LeakPipeline()
    pipeline.fitScaler = { view, _ in
      let columns = view.columns.map { Column(name: $0.name, values: $0.values, type: .number) }
      let scaler = Scaler(.zScore, fitting: columns, rows: 0..<view.count)
      return scaler.offsets + scaler.scales
    }
    #expect(Self.stages(try Self.audit(pipeline)) == [.scaler])
  }

  @Test("A seasonal profile estimated on all rows is caught")
  func leakingProfile() throws {
    var pipeline = LeakPipeline()
    let sound = pipeline.fitProfiles
    pipeline.fitProfiles = { question in
      var all = question
      let borders = question.borders
      all.borders = Borders(
        trainStart: borders.trainStart, trainEnd: borders.testEnd, validationStart: borders.testEnd,
        validationEnd: borders.testEnd, testStart: borders.testEnd, testEnd: borders.testEnd)
      return try sound(all)
    }
    #expect(Self.stages(try Self.audit(pipeline)) == [.profile])
  }

  @Test("A calendar that marks quiet days, which are known only in the evening, is caught")
  func leakingCalendar() throws {
    var pipeline = LeakPipeline()
    pipeline.joinCalendar = { series, _, _, origins in
      let days = try TimeCoarsening(.days(1), [ColumnAggregate(0, .max)]).coarsen(series)
      return origins.map { origin in
        let today = days.bins(from: days.starts[0], to: origin).upperBound
        return today < days.count && days.columns[0].values[today] < 1_000 ? 1 : 0
      }
    }
    #expect(Self.stages(try Self.audit(pipeline)) == [.calendar])
  }

  @Test("A calendar that counts time from the start to the end of all data is caught by cutting the series")
  func calendarOverAllData() throws {
    var pipeline = LeakPipeline()
    pipeline.joinCalendar = { series, _, _, origins in
      let length = Double(series.instant(at: series.count) - series.start)
      return origins.map { Double($0 - series.start) / length }
    }
    let findings = try Self.audit(pipeline)
    #expect(Self.stages(findings) == [.calendar])
    #expect(findings.allSatisfy { if case .canary(.cut, _, _, _, _) = $0.evidence { true } else { false } })
  }

  /// A file of hours with gaps, and the same with a canary in its rows from `border` on.
  static func files(_ canary: CanaryKind, rows: Int, border: Int) -> (original: String, planted: String) {
    let values = noise(rows, seed: 6)
    var original = "time,load\n"
    var planted = original
    for row in 0..<rows where row != 20 {
      let stamp = CivilTime(wallClock: at("2024-01-01") + Int64(row) * Milliseconds.hour)
      let cell = row == 49 ? "" : "\(values[row])"
      original += "\(stamp),\(cell)\n"
      if row < border {
        planted += "\(stamp),\(cell)\n"
      } else {
        switch canary {
        case .loud: planted += "\(stamp),\(row % 2 == 0 ? 123_456.5 : -987_654.5)\n"
        case .missing: planted += "\(stamp),\n"
        case .cut: break
        }
      }
    }
    return (original, planted)
  }

  static func read(_ text: String) throws -> TimeSeries {
    let file = TemporaryPaths.unused(".csv")
    try Data(text.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let read = try Reader.open(path: file.path)
    let series: TimeSeries? = if case .series(let series) = read { series } else { nil }
    return try #require(series)
  }

  @Test(
    "The reader keeps the rows before a canary; one that fills gaps from later rows is caught",
    arguments: CanaryKind.allCases)
  func reader(canary: CanaryKind) throws {
    let files = Self.files(canary, rows: 100, border: 50)
    let original = try Self.read(files.original)
    let planted = try Self.read(files.planted)
    let border = original.instant(at: 50)
    #expect(original.count == 100 && original.columns[0].values[49].isNaN && original.columns[0].values[20].isNaN)
    let auditor = LeakAuditor()
    let sound = auditor.readerFindings(original: original, planted: planted, canary: canary, border: border)
    #expect(sound.isEmpty, "\(sound.map(\.sentence))")

    /// Fills every gap with the next known value, as a backward fill does.
    func filled(_ series: TimeSeries) -> TimeSeries {
      var series = series
      var next = Double(0)
      for row in series.columns[0].values.indices.reversed() {
        if series.columns[0].values[row].isNaN { series.columns[0].values[row] = next }
        next = series.columns[0].values[row]
      }
      return series
    }
    let findings = auditor.readerFindings(
      original: filled(original), planted: filled(planted), canary: canary, border: border)
    #expect(Self.stages(findings) == [.reader])
    #expect(findings.first?.sentence.contains("looks ahead") == true)
  }

  @Test("The canaries do what they say, and only from the border on")
  func canaries() {
    let made = series(noise(50, seed: 1, missing: 0.1))
    let border = made.instant(at: 30) - 1
    for canary in CanaryKind.allCases {
      let planted = made.planting(canary, from: border)
      #expect(Array(planted.columns[0].values[..<30]).isIdentical(to: Array(made.columns[0].values[..<30])))
      switch canary {
      case .loud: #expect(planted.columns[0].values[30...].allSatisfy { abs($0) >= 1_000 })
      case .missing: #expect(planted.columns[0].values[30...].allSatisfy(\.isNaN) && planted.count == 50)
      case .cut: #expect(planted.count == 30)
      }
    }
  }
}
