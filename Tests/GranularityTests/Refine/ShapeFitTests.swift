import Basics
import Datasets
import Granularity
import Tensors
import Testing

@Suite("Shapes fitted as they are used, against NumPy's least squares")
struct ShapeFitTests {
  private struct Fixture: Decodable {
    let start: String
    /// Of one row.
    let days: Int
    let coarse, season: String
    let values: [Double]
    /// Rows in whole coarse bins, and their refined values where the coarse ones are known.
    let rows: [Int]
    let refined: [Double]
    /// Squared errors of refining by the shape, and flat.
    let shaped, flat: Double
  }

  /// Every whole coarse bin of a series refined to its rows, from the bin's own value, and what really stood there.
  private static func refined(
    _ series: TimeSeries, from coarse: Grain, _ aggregation: Aggregation = .mean
  ) throws -> (values: [Double], actual: [Double], flat: [Double], season: Season?) {
    let target = ColumnAggregate(0, aggregation)
    let fine = try TimeCoarsening(Grain(of: series.cadence), [target]).coarsen(series)
    let view = try TimeCoarsening(coarse, [target]).coarsen(series)
    var result: (values: [Double], actual: [Double], flat: [Double], season: Season?) = ([], [], [], nil)
    var ways: [Int: TimeRefinement] = [:]
    for bin in 0..<view.count where !view.columns[0].values[bin].isNaN {
      guard let first = fine.boundary(at: view.starts[bin]), let past = fine.boundary(at: view.starts[bin + 1]) else {
        continue
      }
      let steps = past - first
      let way =
        try ways[steps]
        ?? TimeRefinement(
          from: coarse, to: fine.grain, steps: steps, series: series, target: target,
          borders: SeasonalProfileTests.borders(series, train: series.count))
      ways[steps] = way
      let level = view.columns[0].values[bin]
      result.values +=
        way.apply(to: DoubleMatrix(rows: 1, columns: 1, values: [level]), origins: [view.starts[bin]]).values
      result.actual += fine.columns[0].values[first..<past]
      result.flat += repeatElement(aggregation == .sum ? level / Double(steps) : level, count: steps)
      result.season = way.profile?.season
    }
    return result
  }

  private static func squaredError(_ values: [Double], _ actual: [Double]) -> Double {
    zip(values, actual).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
  }

  @Test("Weeks in fortnights and in four weeks over six years, days in months, days in weeks")
  func peer() throws {
    for fixture in try Fixtures.load("shapes", as: [Fixture].self) {
      let made = series(fixture.values, start: at(fixture.start), cadence: .days(fixture.days))
      let refined = try Self.refined(made, from: Grain(parsing: fixture.coarse))
      #expect(refined.season?.rawValue == fixture.season, "\(fixture.coarse)")
      #expect(refined.actual == fixture.rows.map { fixture.values[$0] }, "\(fixture.coarse)")
      #expect(refined.values.isClose(to: fixture.refined, relative: 1e-8), "\(fixture.coarse)")
      let error = Self.squaredError(refined.values, refined.actual)
      #expect(abs(error - fixture.shaped) < 1e-8 * fixture.shaped, "\(fixture.coarse)")
      #expect(error <= fixture.flat, "\(fixture.coarse)")
    }
  }

  @Test("Where all bins hold the same places, the shape is the mean deviation at each, by hand")
  func aligned() throws {
    // Two weeks of days; levels 3 and 13 of the weeks.
    let values: [Double] = [0, 1, 2, 3, 4, 5, 6, 12, 11, 12, 13, 14, 13, 16]
    let made = series(values, start: at("2024-01-01"), cadence: .days(1))
    let profile = try SeasonalProfileTests.profile(made, fine: .days(1), coarse: .weeks(1), train: 14)
    #expect(profile.season == .week)
    #expect(profile.shape == [-2, -2, -1, 0, 1, 1, 3])
  }

  @Test(
    "Over the bins it was learnt from, a refined mean or sum is never further away than a flat one", arguments: 0..<12)
  func neverWorse(seed: Int) throws {
    let ladders: [(cadence: Cadence, count: Int, coarse: [String])] = [
      (.days(7), 280, ["2w", "4w"]), (.days(1), 1_100, ["10d", "2w", "1mo"]),
      (.milliseconds(Milliseconds.hour), 700, ["5h", "7h", "1d", "1w"]),
    ]
    for (cadence, count, grains) in ladders {
      // A random walk: from bin to bin its level changes more than within.
      var level = 0.0
      let values = noise(count, seed: UInt64(seed)).map { step in
        level += step
        return level
      }
      let made = series(values, start: at("2018-01-01"), cadence: cadence)
      for coarse in grains {
        for aggregation in [Aggregation.mean, .sum] {
          let refined = try Self.refined(made, from: Grain(parsing: coarse), aggregation)
          let flat = Self.squaredError(refined.flat, refined.actual)
          let error = Self.squaredError(refined.values, refined.actual)
          #expect(error <= flat * (1 + 1e-12), "\(coarse) \(aggregation): \(error) against \(flat)")
        }
      }
    }
  }
}
