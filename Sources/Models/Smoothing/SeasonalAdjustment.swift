import Granularity

/// A season that is taken out of a series before it is forecast, and put back: classical decomposition by moving means, where an
/// autocorrelation test finds the season.
package struct SeasonalAdjustment: Hashable, Sendable, Codable {
  /// Whether the series is divided by it, and it is not subtracted.
  package let multiplies: Bool
  /// For each place in the season.
  package let profile: [Double]

  /// The standard normal distribution has 90 % within this on either side.
  private static let critical = 1.644_853_626_951_472_6
  /// Shorter seasons are not looked for; a share of the level that is smaller cannot be divided by.
  private static let (shortest, smallest) = (4, 0.01)

  /// - Parameters:
  ///   - values: all known.
  ///   - places: of each in the season.
  /// - Returns: nil where values do not hold the season twice, or the test does not find it.
  init?(_ values: [Double], places: [Int32], season: Int) {
    guard season >= Self.shortest, values.count >= 2 * season, Self.isSeasonal(values, season) else { return nil }
    if values.allSatisfy({ $0 > 0 }) {
      let profile = Self.profile(values, places, season, multiplies: true)
      if profile.allSatisfy({ $0 >= Self.smallest }) {
        (multiplies, self.profile) = (true, profile)
        return
      }
    }
    let profile = Self.profile(values, places, season, multiplies: false)
    guard profile.allSatisfy(\.isFinite) else { return nil }
    (multiplies, self.profile) = (false, profile)
  }

  /// Whether the autocorrelation after a season lies above what those of shorter lags make likely.
  private static func isSeasonal(_ values: [Double], _ season: Int) -> Bool {
    let mean = values.reduce(0, +) / Double(values.count)
    let rest = values.map { $0 - mean }
    let spread = rest.reduce(0) { $0 + $1 * $1 }
    guard spread > 0 else { return false }
    let correlations = (1...season).map { lag in
      rest.withUnsafeBufferPointer { rest in
        var sum = 0.0
        for place in lag..<rest.count { sum += rest[place] * rest[place - lag] }
        return sum / spread
      }
    }
    let shorter = correlations.dropLast().reduce(0) { $0 + $1 * $1 }
    return abs(correlations[season - 1]) / ((1 + 2 * shorter) / Double(values.count)).squareRoot() > critical
  }

  private static func profile(
    _ values: [Double], _ places: [Int32], _ season: Int, multiplies: Bool
  ) -> [Double] {
    let trend = MovingMean(values[...], width: season).values
    var (sums, counts) = ([Double](repeating: 0, count: season), [Double](repeating: 0, count: season))
    for row in values.indices where !trend[row].isNaN {
      sums[Int(places[row])] += multiplies ? values[row] / trend[row] : values[row] - trend[row]
      counts[Int(places[row])] += 1
    }
    let means = zip(sums, counts).map { $0 / $1 }
    let mean = means.reduce(0, +) / Double(season)
    return means.map { multiplies ? $0 / mean : $0 - mean }
  }

  func without(_ value: Double, at place: Int32) -> Double {
    multiplies ? value / profile[Int(place)] : value - profile[Int(place)]
  }

  func with(_ value: Double, at place: Int32) -> Double {
    multiplies ? value * profile[Int(place)] : value + profile[Int(place)]
  }

  func isSound(season: Int) -> Bool {
    profile.count == season && profile.allSatisfy { $0.isFinite && (!multiplies || $0 > 0) }
  }
}
