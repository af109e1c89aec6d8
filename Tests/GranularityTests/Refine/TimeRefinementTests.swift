import Basics
import Datasets
import Granularity
import Tensors
import Testing

@Suite("Refining forecasts along time")
struct TimeRefinementTests {
  static func refinement(
    _ from: String, _ to: String, horizon: String = "1d", _ aggregation: Aggregation = .mean,
    of series: TimeSeries = SeasonalProfileTests.demand(days: 28, weekend: true, noise: 2)
  ) throws -> TimeRefinement {
    let to = try Grain(parsing: to)
    return try TimeRefinement(
      from: Grain(parsing: from), to: to, steps: Grain(parsing: horizon).wholeSteps(of: to) ?? 0, series: series,
      target: ColumnAggregate(0, aggregation), borders: SeasonalProfileTests.borders(series, train: series.count))
  }

  static let origin = at("2024-01-22")

  @Test("Fine forecasts go up by the aggregation")
  func upwards() throws {
    let path = DoubleMatrix(rows: 1, columns: 24, values: (0..<24).map { Double($0) })
    let expected: [(Aggregation, [Double])] = [
      (.mean, [2.5, 8.5, 14.5, 20.5]), (.sum, [15, 51, 87, 123]), (.min, [0, 6, 12, 18]), (.max, [5, 11, 17, 23]),
      (.last, [5, 11, 17, 23]),
    ]
    for (aggregation, values) in expected {
      let up = try Self.refinement("1h", "6h", aggregation).apply(to: path, origins: [Self.origin])
      #expect(up.values == values, "\(aggregation)")
    }
  }

  @Test("A mean over months weighs days alike")
  func weights() throws {
    let daily = series([Double](repeating: 1, count: 800), start: at("2022-01-01"), cadence: .days(1))
    let refinement = try Self.refinement("1mo", "1q", horizon: "1q", of: daily)
    let path = DoubleMatrix(rows: 1, columns: 3, values: [1, 2, 4])
    let up = refinement.apply(to: path, origins: [at("2024-01-01")])
    #expect(abs(up[0, 0] - (31 * 1 + 29 * 2 + 31 * 4) / 91) < 1e-6)
  }

  @Test("Down and up again gives the coarse forecast back: means, sums and zoned days", arguments: ["1d", "6h", "12h"])
  func roundTrip(coarse: String) throws {
    let coarseGrain = try Grain(parsing: coarse)
    let steps = Grain.days(1).wholeSteps(of: coarseGrain) ?? 0
    for seed in UInt64(0)..<10 {
      let forecasts = DoubleMatrix(rows: 3, columns: steps, values: noise(3 * steps, seed: seed))
      let origins = [Self.origin, Self.origin + Milliseconds.day, Self.origin + 5 * Milliseconds.day]
      for aggregation in [Aggregation.mean, .sum] {
        let down = try Self.refinement(coarse, "1h", aggregation)
        #expect(down.profile?.season == .week)
        let up = try Self.refinement("1h", coarse, aggregation)
        let fine = down.apply(to: forecasts, origins: origins)
        #expect(fine.columns == 24)
        let back = up.apply(to: fine, origins: origins)
        #expect(back.values.isClose(to: forecasts.values, relative: 2e-5), "\(aggregation), seed \(seed)")
      }
    }
  }

  @Test("Months that begin on other weekdays keep their mean and sum all the same")
  func monthsOfDays() throws {
    let daily = series((0..<1_000).map { Double($0 % 7 * 10) }, start: at("2022-01-01"), cadence: .days(1))
    for aggregation in [Aggregation.mean, .sum] {
      let target = ColumnAggregate(0, aggregation)
      let down = try TimeRefinement(
        from: .months(1), to: .days(1), steps: 29, series: daily, target: target,
        borders: SeasonalProfileTests.borders(daily, train: 1_000))
      #expect(down.profile?.season == .week)
      let forecast: Double = aggregation == .mean ? 30 : 870
      let days = down.apply(to: DoubleMatrix(rows: 1, columns: 1, values: [forecast]), origins: [at("2024-02-01")])
        .values
      let total = days.reduce(0, +)
      #expect(abs(total - 870) < 0.01, "\(aggregation): \(total)")
      // Weekends and the other days keep their distance.
      #expect(abs((days[3] - days[2]) - 10) < 1 || abs((days[3] - days[2]) + 60) < 1)
    }
  }

  @Test("A perfect coarse forecast becomes a perfect fine one where the shape has no noise, also below zero")
  func perfectShape() throws {
    let series = SeasonalProfileTests.demand(days: 28, weekend: true)
    for aggregation in [Aggregation.mean, .sum, .last, .min, .max] {
      let target = ColumnAggregate(0, aggregation)
      let down = try Self.refinement("1d", "1h", aggregation, of: series)
      let coarse = try TimeCoarsening(.days(1), [target]).coarsen(series)
      let fine = try TimeCoarsening(.hours(1), [target]).coarsen(series)
      let forecast = DoubleMatrix(rows: 28, columns: 1, values: coarse.columns[0].values)
      let refined = down.apply(to: forecast, origins: Array(coarse.starts.dropLast()))
      #expect(refined.values.isClose(to: fine.columns[0].values, relative: 1e-3), "\(aggregation)")
      #expect(refined.values.contains { $0 < 0 } && refined.values.contains { $0 > 0 })
    }
  }

  @Test("Between grains of which none divides the other it goes through the series' own step")
  func through() throws {
    let down = try Self.refinement("6h", "4h")
    #expect(down.profile?.fine == .hours(1))
    let forecast = DoubleMatrix(rows: 1, columns: 4, values: [10, 20, 30, 40])
    let values = down.apply(to: forecast, origins: [Self.origin])
    #expect(values.columns == 6)
    #expect(abs(values.values.reduce(0, +) / 6 - 25) < 1e-4)
  }

  @Test("Nothing is done where the grain stays")
  func identity() throws {
    let path = DoubleMatrix(rows: 2, columns: 4, values: noise(8, seed: 1))
    let same = try Self.refinement("6h", "6h").apply(to: path, origins: [Self.origin, Self.origin + Milliseconds.day])
    #expect(same == path)
  }

  @Test("A forecast that does not exist stays missing")
  func missing() throws {
    let path = DoubleMatrix(rows: 1, columns: 4, values: [1, .nan, 3, 4])
    let fine = try Self.refinement("6h", "1h").apply(to: path, origins: [Self.origin])
    #expect(fine.values[..<6].allSatisfy { !$0.isNaN } && fine.values[6..<12].allSatisfy(\.isNaN))
    let up = try Self.refinement("6h", "1d").apply(to: path, origins: [Self.origin])
    #expect(up.values[0].isNaN)
  }
}
