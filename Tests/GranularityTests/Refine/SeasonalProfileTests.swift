import Basics
import Datasets
import Granularity
import Tensors
import Testing

@Suite("Seasonal profiles")
struct SeasonalProfileTests {
  static let mean = ColumnAggregate(0, .mean)

  static func borders(_ series: TimeSeries, train: Int) -> Borders {
    Borders(Split(train: 0..<train, validation: train..<train, test: train..<series.count), of: series)
  }

  static func profile(
    _ series: TimeSeries, fine: Grain, coarse: Grain, train: Int, _ aggregation: Aggregation = .mean
  ) throws -> SeasonalProfile {
    let target = ColumnAggregate(0, aggregation)
    return SeasonalProfile(
      fine: try TimeCoarsening(fine, [target]).coarsen(series),
      coarse: try TimeCoarsening(coarse, [target]).coarsen(series), base: Grain(of: series.cadence), target: target,
      borders: borders(series, train: train))
  }

  /// Level of the day + shape of the hour, other on weekends; both change their sign.
  static func demand(days: Int, weekend: Bool, noise amount: Double = 0) -> TimeSeries {
    let key = RandomKey(seed: 5, stream: .test)
    return series(
      (0..<days * 24).map { hour in
        let day = hour / 24
        let isWeekend = weekend && day % 7 >= 5
        let shape: Double = isWeekend ? Double(12 - hour % 24) : 4 * Double(hour % 24) - 46
        return 30 * Double(key.normal(UInt64(100_000 + day))) + shape + amount * Double(key.normal(UInt64(hour)))
      })
  }

  @Test("The shape of a day is found, exactly where there is no noise")
  func dailyShape() throws {
    let series = Self.demand(days: 28, weekend: false)
    let profile = try Self.profile(series, fine: .hours(1), coarse: .days(1), train: 28 * 24)
    #expect(profile.season == .day)
    #expect(profile.shape.isClose(to: (0..<24).map { 4 * Double($0) - 46 }, relative: 1e-4))
    #expect(profile.observations == [Int32](repeating: 28, count: 24))
  }

  @Test("The shape of a week is found, and taken where it foretells better")
  func weeklyShape() throws {
    let series = Self.demand(days: 70, weekend: true, noise: 5)
    let profile = try Self.profile(series, fine: .hours(1), coarse: .days(1), train: 70 * 24)
    #expect(profile.season == .week)
    #expect(profile.shape.count == 168)
    // Two weeks hold each hour of the week twice: little, but more than nothing.
    let short = try Self.profile(series, fine: .hours(1), coarse: .days(1), train: 4 * 24)
    #expect(short.season == .day)
  }

  @Test("Noise has no season: a flat refinement is best")
  func flat() throws {
    let series = series(noise(24 * 21, seed: 3))
    let profile = try Self.profile(series, fine: .hours(1), coarse: .days(1), train: 24 * 21)
    #expect(profile.season == .none)
    #expect(profile.shape == [0])
  }

  @Test("The wave of a year is found between months and years")
  func yearlyShape() throws {
    let monthly = series(
      (0..<240).map { Double($0 / 12) * 7 + Double($0 % 12) }, start: at("1980-01-01"), cadence: .months(1))
    let profile = try Self.profile(monthly, fine: .months(1), coarse: .years(1), train: 240)
    #expect(profile.season == .year)
    #expect(profile.shape.isClose(to: (0..<12).map { Double($0) - 5.5 }))
  }

  @Test("Learns from training rows only, whatever comes after")
  func trainingOnly() throws {
    let series = Self.demand(days: 40, weekend: true, noise: 3)
    let before = try Self.profile(series, fine: .hours(1), coarse: .days(1), train: 20 * 24)
    for canary in CanaryKind.allCases {
      let planted = series.planting(canary, from: series.instant(at: 20 * 24))
      let after = try Self.profile(planted, fine: .hours(1), coarse: .days(1), train: 20 * 24)
      #expect(after == before, "\(canary)")
    }
    let inside = try Self.profile(
      series.planting(.loud, from: series.instant(at: 20 * 24 - 1)), fine: .hours(1), coarse: .days(1), train: 20 * 24)
    #expect(inside != before)
  }

  @Test("Bins with missing values teach nothing")
  func missingValues() throws {
    var made = Self.demand(days: 28, weekend: false)
    made.columns[0].values[50] = .nan
    let profile = try Self.profile(made, fine: .hours(1), coarse: .days(1), train: 28 * 24)
    #expect(profile.observations == [Int32](repeating: 27, count: 24))
    #expect(profile.shape.allSatisfy { !$0.isNaN })
    let nothing = try Self.profile(
      series([Double](repeating: .nan, count: 48)), fine: .hours(1), coarse: .days(1), train: 48)
    #expect(nothing.season == .none && nothing.shape == [0])
  }

  @Test("Positions follow the wall clock through changes of the clock")
  func zoned() throws {
    let zone = Zone.named("Europe/Berlin")
    // Every hour shows its wall clock's hour; the clock goes forward on 2024-03-31.
    let start = at("2024-03-20") - Milliseconds.hour
    let values = (0..<24 * 20 - 1).map { Double(CivilTime(start + Int64($0) * Milliseconds.hour, in: zone).hour) }
    let made = TimeSeries(
      name: "made", zone: zone, step: Milliseconds.hour, start: start,
      columns: [Column(name: "a", values: values, type: .number)])
    let profile = try Self.profile(made, fine: .hours(1), coarse: .days(1), train: 24 * 20 - 1)
    #expect(profile.season == .day)
    // The short day lacks hour 2, and has another mean.
    #expect(profile.observations[2] == 19 && profile.observations[3] == 20)
    #expect(abs(profile.shape[5] - (5 - 11.5)) < 0.05)
  }
}
