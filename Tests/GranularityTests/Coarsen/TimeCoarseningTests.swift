import Basics
import Datasets
import Testing

@testable import Granularity

@Suite("Coarsening along time")
struct TimeCoarseningTests {
  /// The rows whose stamps fall in each bin, looked for one by one; also those that the series lacks before and after.
  static func rows(of series: TimeSeries, starts: [Instant]) -> [[Int]] {
    let stamps = (-750..<series.count + 750).map { (row: $0, instant: series.instant(at: $0)) }
    return zip(starts, starts.dropFirst()).map { start, end in
      stamps.filter { start <= $0.instant && $0.instant < end }.map(\.row)
    }
  }

  /// An aggregation of one column by its definition.
  static func slowly(_ series: TimeSeries, _ aggregation: Aggregation, rows: [[Int]]) -> [Double] {
    rows.map { stamps in
      guard stamps.allSatisfy({ $0 >= 0 && $0 < series.count }) else { return .nan }
      let values = stamps.map { Double(series.columns[0].values[$0]) }
      let present = values.filter { !$0.isNaN }
      if aggregation == .count { return Double(present.count) }
      guard present.count == values.count, !values.isEmpty else { return .nan }
      let mean = values.reduce(0, +) / Double(values.count)
      switch aggregation {
      case .mean: return Double(mean)
      case .sum: return Double(values.reduce(0, +))
      case .min: return Double(values.min() ?? .nan)
      case .max: return Double(values.max() ?? .nan)
      case .last: return Double(values.last ?? .nan)
      case .std:
        let squares = values.map { ($0 - mean) * ($0 - mean) }.reduce(0, +)
        return values.count > 1 ? Double((squares / Double(values.count - 1)).squareRoot()) : .nan
      case .count: return Double(present.count)
      }
    }
  }

  @Test(
    "Agrees with the definition, bin by bin, on any start, with gaps", arguments: ["2h", "6h", "1d", "1w", "1mo", "5h"])
  func agreesWithDefinition(label: String) throws {
    let grain = try Grain(parsing: label)
    for seed in UInt64(0)..<4 {
      let count = draw(300...900, seed: seed, 0)
      let start = at("2024-01-17") + Int64(draw(0...700, seed: seed, 1)) * Milliseconds.hour
      let series = TimeSeries(
        name: "made", step: Milliseconds.hour, start: start,
        columns: [Column(name: "a", values: noise(count, seed: seed, missing: seed % 2 == 0 ? 0 : 0.01))])
      let view = try TimeCoarsening(grain, Aggregation.allCases.map { ColumnAggregate(0, $0) }).coarsen(series)
      #expect(view.starts[0] <= start && start < view.starts[1])
      #expect(view.starts[view.count - 1] <= series.instant(at: count - 1))
      let rows = Self.rows(of: series, starts: view.starts)
      for column in view.columns {
        let expected = Self.slowly(series, column.aggregate.aggregation, rows: rows)
        #expect(column.values.isClose(to: expected), "\(column.label) at \(label), seed \(seed)")
      }
      #expect(view.columns.count == 7)
    }
  }

  @Test("The own grain is the series itself, also where stamps lie beside the full hours")
  func ownGrain() throws {
    let values = noise(100, seed: 1, missing: 0.1)
    for offset in [Int64(0), 17 * Milliseconds.minute] {
      let series = TimeSeries(
        name: "made", step: Milliseconds.hour, start: at("2024-01-01") + offset,
        columns: [Column(name: "a", values: values)])
      let view = try TimeCoarsening(Grain(of: series), [ColumnAggregate(0, .mean)]).coarsen(series)
      #expect(view.columns[0].values.isIdentical(to: values))
      #expect(view.starts[0] == at("2024-01-01") + offset)
      #expect(view.newestRow.elementsEqual(view.starts.dropFirst()))
    }
  }

  @Test("An incomplete bin has no value, never zero, and says how complete it is")
  func incompleteBins() throws {
    var values = [Double](repeating: 1, count: 72)
    values[30] = .nan
    let series = series(values, start: "2024-01-01 06:00")
    let view = try TimeCoarsening(.days(1), [ColumnAggregate(0, .mean), ColumnAggregate(0, .count)]).coarsen(series)
    #expect(view.count == 4)
    #expect(view.columns[0].values.isIdentical(to: [.nan, .nan, 1, .nan]))
    #expect(view.columns[1].values.isIdentical(to: [.nan, 23, 24, .nan]))
    #expect((0..<4).map { view.completeness(ofColumn: 0, bin: $0) } == [0.75, 23.0 / 24, 1, 0.25])
    #expect(view.incompleteBins(ofColumn: 0) == 3)
  }

  @Test("With leave to, a mean bears a missing value and a sum does not")
  func minimumCompleteness() throws {
    var values = (0..<48).map { Double($0) }
    values[3] = .nan
    let coarsening = TimeCoarsening(
      .days(1), [ColumnAggregate(0, .mean), ColumnAggregate(0, .sum), ColumnAggregate(0, .max)],
      minimumCompleteness: 0.9)
    let view = try coarsening.coarsen(series(values))
    #expect(view.columns[0].values.isClose(to: [(276 - 3) / 23, 852.0 / 24]))
    #expect(view.columns[1].values.isIdentical(to: [.nan, 852]))
    #expect(view.columns[2].values == [23, 47])
  }

  @Test("All values missing: all bins missing")
  func allMissing() throws {
    let view = try TimeCoarsening(.days(1), Aggregation.allCases.map { ColumnAggregate(0, $0) })
      .coarsen(series([Double](repeating: .nan, count: 48)))
    for column in view.columns {
      let expected: [Double] = column.aggregate.aggregation == .count ? [0, 0] : [.nan, .nan]
      #expect(column.values.isIdentical(to: expected))
    }
  }

  @Test("At the own grain what carries nothing is dropped, with the reason, and no std of one value becomes zero")
  func degenerateAggregates() throws {
    let wanted = [Aggregation.std, .mean, .max, .count].map { ColumnAggregate(0, $0) } + [ColumnAggregate(1, .last)]
    let view = try TimeCoarsening(.hours(1), wanted).coarsen(series([1, 2, 3], [4, 5, 6]))
    #expect(view.columns.map(\.label) == ["column 0 mean", "column 1 last"])
    #expect(
      view.dropped == [
        DroppedAggregate(aggregate: ColumnAggregate(0, .std), reason: .noSpread),
        DroppedAggregate(aggregate: ColumnAggregate(0, .max), reason: .repeats(.mean)),
        DroppedAggregate(aggregate: ColumnAggregate(0, .count), reason: .alwaysOne),
      ])
    // What repeats another aggregate is found in its place; what says nothing is not found.
    #expect(view.index(of: ColumnAggregate(0, .max)) == 0)
    #expect(view.index(of: ColumnAggregate(0, .std)) == nil)
    let coarse = try TimeCoarsening(.hours(3), wanted).coarsen(series([1, 2, 3], [4, 5, 6]))
    #expect(coarse.columns.map(\.values) == [[1], [2], [3], [3], [6]])
  }

  @Test("A small spread on a high level keeps its digits")
  func precision() throws {
    let values = (0..<24).map { Double(10_000_000 + $0 % 2) }
    let view = try TimeCoarsening(.days(1), [ColumnAggregate(0, .std), ColumnAggregate(0, .mean)])
      .coarsen(series(values))
    #expect(abs(view.columns[0].values[0] - 0.510754) < 1e-5)
    #expect(view.columns[1].values[0] == Double(10_000_000.5))
  }

  @Test("Zoned days hold 23 and 25 hours")
  func zonedDays() throws {
    // 2024-03-30 00:00 in Berlin, which is an hour ahead.
    let series = TimeSeries(
      name: "made", zone: .named("Europe/Berlin"), step: Milliseconds.hour, start: at("2024-03-29 23:00"),
      columns: [Column(name: "a", values: [Double](repeating: 1, count: 24 + 23 + 24))])
    let view = try TimeCoarsening(.days(1), [ColumnAggregate(0, .count), ColumnAggregate(0, .sum)]).coarsen(series)
    #expect(view.columns[0].values == [24, 23, 24])
    #expect(view.columns[1].values == [24, 23, 24])
    #expect(try TimeCoarsening(.hours(1), [ColumnAggregate(0, .mean)]).coarsen(series).count == 71)
  }

  @Test("Months of days, and years of months")
  func calendarRows() throws {
    let daily = series((0..<366).map { Double($0) }, start: at("2024-01-01"), cadence: .days(1))
    let months = try TimeCoarsening(.months(1), [ColumnAggregate(0, .count)]).coarsen(daily)
    #expect(months.columns[0].values == [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31])
    let monthly = series((1...30).map { Double($0) }, start: at("2022-03-01"), cadence: .months(1))
    let years = try TimeCoarsening(.years(1), [ColumnAggregate(0, .sum)]).coarsen(monthly)
    #expect(years.columns[0].values.isIdentical(to: [.nan, 198, .nan]))
    #expect(years.completeness(ofColumn: 0, bin: 0) == Double(10) / 12)
    let quarters = try TimeCoarsening(.quarters(1), [ColumnAggregate(0, .last)]).coarsen(monthly)
    #expect(quarters.columns[0].values.prefix(3).elementsEqual([.nan, 4, 7]) { $0 == $1 || $0.isNaN && $1.isNaN })
    // The last quarter ends with August.
    #expect(quarters.newestRow.elementsEqual(quarters.starts.dropFirst().dropLast() + [at("2024-09-01")]))
  }

  @Test("A week belongs to the month in which it ends, so that no month knows more than its time")
  func weeksInMonths() throws {
    // Saturdays, as of the weekly CO2 series: each stands for its week from Saturday to Friday.
    let weekly = series((0..<60).map { Double($0) }, start: at("2024-01-06"), cadence: .milliseconds(Milliseconds.week))
    let view = try TimeCoarsening(.months(1), [ColumnAggregate(0, .count)]).coarsen(weekly)
    #expect(zip(view.newestRow, view.starts.dropFirst()).allSatisfy { $0 <= $1 })
    // The week that ends on 5 January is missing; that from 27 January on counts in February, that from 24 February on in March.
    #expect(view.columns[0].values[0].isNaN && view.columns[0].values[1..<4] == [4, 5, 4])
    #expect(view.columns[0].values.dropFirst().dropLast().allSatisfy { $0 == 4 || $0 == 5 })
  }

  @Test("Means of equal bins of means are means; sums of sums are sums; and so on", arguments: [2, 6, 24])
  func consistency(factor: Int64) throws {
    for seed in UInt64(0)..<5 {
      let series = series(noise(24 * 30, seed: seed))
      for aggregation in [Aggregation.mean, .sum, .min, .max, .last] {
        let aggregate = ColumnAggregate(0, aggregation)
        let direct = try TimeCoarsening(.days(1), [aggregate]).coarsen(series)
        let middle = try TimeCoarsening(.hours(factor), [aggregate]).coarsen(series)
        let again = TimeSeries(
          name: "middle", step: factor * Milliseconds.hour, start: middle.starts[0],
          columns: [Column(name: "a", values: middle.columns[0].values)])
        let twice = try TimeCoarsening(.days(1), [aggregate]).coarsen(again)
        #expect(twice.columns[0].values.isClose(to: direct.columns[0].values), "\(aggregation) by \(factor)")
      }
    }
  }

  @Test("Columns and grains that do not fit are refused in a sentence")
  func refusals() {
    let made = series([1, 2, 3])
    #expect(throws: GranularityError.unknownColumn(1, count: 1)) {
      try TimeCoarsening(.days(1), [ColumnAggregate(1, .mean)]).coarsen(made)
    }
    let error = #expect(throws: GranularityError.finerThanData(.minutes(10), step: .hours(1))) {
      try TimeCoarsening(.minutes(10), [ColumnAggregate(0, .mean)]).coarsen(made)
    }
    #expect(
      error?.sentence == "The grain 10min is finer than the rows, which lie 1h apart; choose 1h or coarser.")
  }

  @Test("An empty series has no bins")
  func empty() throws {
    #expect(try TimeCoarsening(.days(1), [ColumnAggregate(0, .mean)]).coarsen(series([])).count == 0)
  }
}
