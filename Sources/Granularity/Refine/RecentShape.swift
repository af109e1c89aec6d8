import Basics
import Datasets

/// The shape within a coarse bin as it was in the newest seasons before an origin, in place of the one of all training rows:
/// shapes drift, as with the time of the year.
///
/// For a day of half hours it is the mean of the last four days, or of the last four days that are the same day of the week.
package struct RecentShape: Hashable, Sendable, Codable {
  /// How the shape s, with the mean m over a coarse bin, makes fine values from a coarse level.
  package enum Use: String, Hashable, Sendable, Codable, CaseIterable {
    /// level + s − m
    case added
    /// level · s / m, where all of s are above 0.
    case scaled
  }

  /// The newest seasons that are averaged.
  package static let count = 4

  /// After which the shape comes again.
  package let season: Grain
  package let use: Use

  package init(season: Grain, use: Use) {
    self.season = season
    self.use = use
  }

  /// Seasons after which shapes may come again.
  private static let seasons = [Grain.days(1), .weeks(1), .weeks(52), .years(1)]

  /// Those that hold whole coarse bins, each of several fine ones.
  static func candidates(fine: Grain, coarse: Grain, aggregation: Aggregation) -> [RecentShape] {
    guard aggregation == .mean || aggregation == .sum else { return [] }
    return seasons.filter { $0.seasonSteps(of: fine).map { $0 > 1 } == true && $0.seasonSteps(of: coarse) != nil }
      .flatMap { season in Use.allCases.map { RecentShape(season: season, use: $0) } }
  }

  /// Whether one that comes from outside can be taken in bins of these grains.
  func isSound(fine: Grain, coarse: Grain, aggregation: Aggregation) -> Bool {
    Self.candidates(fine: fine, coarse: coarse, aggregation: aggregation).contains(self)
  }

  /// What makes fine values from a coarse one, `coarse · share + addend` for each fine bin of one coarse bin; nil where no
  /// season before the origin is known in full, or one that scales has a value that is not above 0.
  ///
  /// - Parameters:
  ///   - starts: of the fine bins.
  ///   - rows: rows of the series in each fine bin.
  ///   - origin: no bin that ends later is read.
  func shares(
    starts: [Instant], rows: [Double], origin: Instant, _ past: ShapePast, _ aggregation: Aggregation
  ) -> (shares: [Double], addends: [Double])? {
    let total = rows.reduce(0, +)
    guard total > 0, let shape = shape(starts, origin, past) else { return nil }
    // A sum's shape is shares of it in themselves; a mean's counts by the rows behind each value.
    let isSum = aggregation == .sum
    let whole = zip(shape, rows).reduce(0) { $0 + (isSum ? $1.0 : $1.0 * $1.1 / total) }
    switch use {
    case .added:
      return (
        rows.map { isSum ? $0 / total : 1 }, zip(shape, rows).map { $0 - whole * (isSum ? $1 / total : 1) }
      )
    case .scaled:
      guard whole > 0, shape.allSatisfy({ $0 > 0 }) else { return nil }
      return (shape.map { $0 / whole }, shape.map { _ in 0 })
    }
  }

  /// The mean of the newest known seasons at each fine bin.
  private func shape(_ starts: [Instant], _ origin: Instant, _ past: ShapePast) -> [Double]? {
    guard let steps = season.seasonSteps(of: past.grain).map(Int64.init), let last = starts.last else { return nil }
    let places = starts.map(past.place)
    // The newest season whose last bin is over at the origin.
    let first = max(1, floorQuotient(past.place(of: last) - past.place(of: origin), steps) + 1)
    var sums = [Double](repeating: 0, count: starts.count)
    var known = 0
    for back in first..<first + Int64(Self.count) {
      let values = places.map { past.value(at: $0 - back * steps, before: origin) }
      guard !values.contains(where: \.isNaN) else { continue }
      for index in sums.indices { sums[index] += values[index] }
      known += 1
    }
    return known > 0 ? sums.map { $0 / Double(known) } : nil
  }
}

/// The target at one grain, from which shapes are taken that are known at an origin.
package struct ShapePast: Sendable {
  let grain: Grain
  /// The start of each bin, and the end of the last.
  private let starts: [Instant]
  private let values: [Double]
  /// The number of each bin by the calendar, ascending.
  private let places: [Int64]
  private let clock: ZoneClock

  /// - Parameter view: holds the target as its first column.
  package init(_ view: RungView) {
    grain = view.grain
    starts = view.starts
    values = view.columns[0].values
    clock = view.zone.clock
    let clock = clock
    places = view.starts.dropLast().map { view.grain.place(of: $0, on: clock) }
  }

  func place(of start: Instant) -> Int64 { grain.place(of: start, on: clock) }

  /// NaN where no bin has that number, or it ends after `origin`.
  func value(at place: Int64, before origin: Instant) -> Double {
    guard let first = places.first else { return .nan }
    // Numbers are consecutive but where the clock is changed.
    let guess = Int(place - first)
    let bin =
      places.indices.contains(guess) && places[guess] == place ? guess : places.partitioningIndex { $0 >= place }
    guard places.indices.contains(bin), places[bin] == place, starts[bin + 1] <= origin else { return .nan }
    return values[bin]
  }
}
