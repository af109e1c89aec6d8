import Basics
import Datasets
import Foundation
import Granularity
import Tensors
import Testing

@Suite("Shapes of the newest seasons before an origin")
struct RecentShapeTests {
  /// A level a day and a shape of hours that is another one every week; scaled by the level or added to it.
  private static func drifting(scaled isScaled: Bool, days: Int = 70) -> TimeSeries {
    series(
      (0..<days * 24).map { hour in
        let (day, place) = (hour / 24, hour % 24)
        let level = 100 + 40 * Double((day * 7) % 11 - 5) / 5
        let peak = day / 7
        let shape = Double(min((place - peak) * (place - peak), 60)) / 60 - 0.5
        return isScaled ? level * (1 + shape) : level + 60 * shape
      })
  }

  private static func prefix(_ series: TimeSeries, rows: Int) -> TimeSeries {
    TimeSeries(
      name: series.name, step: 3_600_000, start: series.start,
      columns: series.columns.map { Column(name: $0.name, values: Array($0.values[..<rows])) })
  }

  private static func refinement(
    of series: TimeSeries, train: Int? = nil, _ aggregation: Aggregation = .mean, isFrozen: Bool = false
  ) throws -> TimeRefinement {
    try TimeRefinement(
      from: .days(1), to: .hours(1), steps: 24, series: series, target: ColumnAggregate(0, aggregation),
      borders: SeasonalProfileTests.borders(series, train: train ?? series.count), isFrozen: isFrozen)
  }

  private static func past(_ series: TimeSeries, _ aggregation: Aggregation = .mean) throws -> ShapePast {
    ShapePast(try TimeCoarsening(.hours(1), [ColumnAggregate(0, aggregation)]).coarsen(series))
  }

  @Test("A shape that drifts is taken from the last days, as it goes with the level", arguments: [false, true])
  func taken(isScaled: Bool) throws {
    let series = Self.drifting(scaled: isScaled)
    let found = try Self.refinement(of: series).recent
    #expect(found == RecentShape(season: .days(1), use: isScaled ? .scaled : .added))
    #expect(try Self.refinement(of: series, isFrozen: true).recent == nil)
  }

  @Test("A shape that stays is learnt from all training rows, and so is one of minima")
  func stays() throws {
    let stable = SeasonalProfileTests.demand(days: 70, weekend: true, noise: 5)
    #expect(try Self.refinement(of: stable).recent == nil)
    #expect(try Self.refinement(of: Self.drifting(scaled: false), .max).recent == nil)
  }

  @Test("It is the mean of the last four, keeps the coarse value, and knows no row after the origin")
  func origins() throws {
    let series = Self.drifting(scaled: false)
    for aggregation in [Aggregation.mean, .sum] {
      let down = try Self.refinement(of: series, aggregation)
      let day = 40
      let origin = series.start + Int64(day) * Milliseconds.day
      let forecast = DoubleMatrix(rows: 1, columns: 1, values: [10])
      let fine = down.apply(to: forecast, origins: [origin], past: try Self.past(series, aggregation)).values
      let values = series.columns[0].values
      let shape = (0..<24).map { hour in (1...4).reduce(0) { $0 + values[(day - $1) * 24 + hour] } / 4 }
      let middle = shape.reduce(0, +) / 24
      let level = aggregation == .mean ? 10 : 10.0 / 24
      #expect(fine.isClose(to: shape.map { level + $0 - middle }, relative: 1e-9), "\(aggregation)")
      // Another future, another forecast's input: not another shape.
      var changed = series
      for row in day * 24..<values.count { changed.columns[0].values[row] = 1e6 }
      let same = down.apply(to: forecast, origins: [origin], past: try Self.past(changed, aggregation)).values
      #expect(same.map(\.bitPattern) == fine.map(\.bitPattern))
      let short = down.apply(
        to: forecast, origins: [origin],
        past: try Self.past(Self.prefix(series, rows: day * 24), aggregation)
      ).values
      #expect(short.map(\.bitPattern) == fine.map(\.bitPattern))
    }
  }

  @Test("Of what is further ahead than a season, the last season that is over is taken")
  func furtherAhead() throws {
    let series = Self.drifting(scaled: false)
    let down = try TimeRefinement(
      from: .days(1), to: .hours(1), steps: 72, series: series, target: ColumnAggregate(0, .mean),
      borders: SeasonalProfileTests.borders(series, train: series.count))
    try #require(down.recent?.season == .days(1))
    let origin = series.start + 40 * Milliseconds.day
    let fine = down.apply(
      to: DoubleMatrix(rows: 1, columns: 3, values: [0, 0, 0]), origins: [origin], past: try Self.past(series)
    ).values
    #expect(fine[..<24].map(\.bitPattern) == fine[24..<48].map(\.bitPattern))
    #expect(fine[..<24].map(\.bitPattern) == fine[48...].map(\.bitPattern))
  }

  @Test("Where nothing before the origin is known in full, the profile of the training rows is taken")
  func fallsBack() throws {
    var series = Self.drifting(scaled: false)
    let down = try Self.refinement(of: series)
    let frozen = try Self.refinement(of: series, isFrozen: true)
    let origin = series.start + 40 * Milliseconds.day
    let forecast = DoubleMatrix(rows: 1, columns: 1, values: [10])
    let expected = frozen.apply(to: forecast, origins: [origin]).values
    #expect(down.apply(to: forecast, origins: [origin]).values == expected)
    for day in 36..<40 { series.columns[0].values[day * 24 + 5] = .nan }
    #expect(down.apply(to: forecast, origins: [origin], past: try Self.past(series)).values == expected)
  }

  @Test("It is kept in a file as it is; one that fits no grain is refused")
  func coded() throws {
    let down = try Self.refinement(of: Self.drifting(scaled: true))
    let data = try JSONEncoder().encode(down)
    #expect(try JSONDecoder().decode(TimeRefinement.self, from: data) == down)
    #expect(down.isSound(ownSteps: 1, horizon: .days(1)))
    let text = String(decoding: data, as: UTF8.self)
    let week = try #require(try? JSONEncoder().encode(Grain.months(1)))
    let day = try #require(try? JSONEncoder().encode(Grain.days(1)))
    let season = "\"season\":" + String(decoding: day, as: UTF8.self)
    try #require(text.contains(season))
    let other = text.replacingOccurrences(of: season, with: "\"season\":" + String(decoding: week, as: UTF8.self))
    let wrong = try JSONDecoder().decode(TimeRefinement.self, from: Data(other.utf8))
    #expect(!wrong.isSound(ownSteps: 1, horizon: .days(1)))
  }
}
