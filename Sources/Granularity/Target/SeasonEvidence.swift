/// How like themselves values are some steps later, without their linear trend: what tells a season from a stretch of the
/// calendar.
package struct SeasonEvidence {
  private let values: ArraySlice<Double>
  private let trend: Trend
  /// Whether more than a straight line is left, and more than rounding leaves of one.
  private let isSignal: Bool

  /// The least-squares line of the known values.
  private struct Trend {
    var mean = 0.0
    var slope = 0.0
    var middle = 0.0

    /// NaN where the value is missing.
    func residual(_ value: Double, at place: Int) -> Double { value - mean - slope * (Double(place) - middle) }
  }

  /// The least autocorrelation of a season, and how far it rises out of what lies within the season.
  package static let least = 0.15
  /// That of a season which is too long to be seen twice.
  private static let leastOnce = 0.4
  /// Standard errors of the autocorrelation of noise, 1/√n each, above which a season's lies.
  private static let chance = 4.0
  /// Fewer known pairs say nothing; of more these many are taken, evenly spread.
  private static let (leastPairs, mostPairs) = (8, 8192)
  /// Where pairs are taken, within 0…1: multiples of an irrational number fall evenly on every part of a season, as every
  /// so-manieth row would not.
  private static let fractions = (0..<mostPairs).map { place in
    (Double(place) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1)
  }
  /// Standard errors likewise where neighbours are alike, 1/√seasons each.
  private static let chanceOfSeasons = 2.0
  /// A drift is told from a season where training rows hold so many, and on the newest rows alone where there are more.
  private static let (leastSeasons, mostRows) = (4, 1 << 18)
  /// Lags within a season that are looked at.
  private static let places = 16

  /// Three passes over the values, of which nothing is copied.
  package init(_ values: ArraySlice<Double>) {
    self.values = values
    let (n, trend) = values.withUnsafeBufferPointer(Self.line)
    self.trend = trend
    isSignal = values.withUnsafeBufferPointer { values in
      var (spread, left) = (0.0, 0.0)
      for place in 0..<values.count {
        let value = values[place]
        if value.isNaN { continue }
        let residual = trend.residual(value, at: place)
        spread += (value - trend.mean) * (value - trend.mean)
        left += residual * residual
      }
      return left > 1e-10 * spread + 1e-20 * n * trend.mean * trend.mean
    }
  }

  /// The known values' count, and their least-squares line.
  private static func line(_ values: UnsafeBufferPointer<Double>) -> (count: Double, trend: Trend) {
    var (n, sumT, sumX) = (0.0, 0.0, 0.0)
    for place in 0..<values.count {
      let value = values[place]
      if value.isNaN { continue }
      n += 1
      sumT += Double(place)
      sumX += value
    }
    guard n > 0 else { return (0, Trend()) }
    let (middle, mean) = (sumT / n, sumX / n)
    var (squares, products) = (0.0, 0.0)
    for place in 0..<values.count {
      let value = values[place]
      if value.isNaN { continue }
      let t = Double(place) - middle
      squares += t * t
      products += t * (value - mean)
    }
    return (n, Trend(mean: mean, slope: squares > 0 ? products / squares : 0, middle: middle))
  }

  /// The autocorrelation at a lag; nil where too few pairs are known.
  package func correlation(_ lag: Int) -> Double? {
    let count = values.count - lag
    guard isSignal, count >= Self.leastPairs else { return nil }
    return values.withUnsafeBufferPointer { correlation($0, lag, of: count) }
  }

  /// - Parameter count: of pairs of rows.
  private func correlation(_ values: UnsafeBufferPointer<Double>, _ lag: Int, of count: Int) -> Double? {
    let taken = min(count, Self.mostPairs)
    var (products, first, second, known) = (0.0, 0.0, 0.0, 0)
    for index in 0..<taken {
      let row = taken == count ? index : Int(Self.fractions[index] * Double(count))
      let (a, b) = (trend.residual(values[row], at: row), trend.residual(values[row + lag], at: row + lag))
      guard !a.isNaN, !b.isNaN else { continue }
      products += a * b
      first += a * a
      second += b * b
      known += 1
    }
    guard known >= Self.leastPairs, first > 0, second > 0 else { return nil }
    return products / (first * second).squareRoot()
  }

  /// Why a number of steps is no season.
  package enum Doubt: Hashable, Sendable {
    /// Values are hardly like themselves again after it; nil where too few pairs are known.
    case weak(Double?)
    /// They are as like themselves within it.
    case level(Double, lowest: Double)
    /// They are less so after two of them, or it is too long to be seen twice.
    case fading(Double, again: Double?)
  }

  /// Nil where values are like themselves again after so many steps, and less so within them: without their line, or without a
  /// drift that hides the season.
  func doubt(after steps: Int) -> Doubt? {
    guard let doubt = alone(after: steps) else { return nil }
    return withoutDrift(steps).map { $0.isCertain(of: steps) } ?? false ? nil : doubt
  }

  private func alone(after steps: Int) -> Doubt? {
    guard steps > 1, let own = correlation(steps) else { return .weak(nil) }
    guard own > max(Self.least, Self.chance / Double(values.count).squareRoot()) else { return .weak(own) }
    let within = Set((1..<Self.places).map { $0 * steps / Self.places }).subtracting([0])
    guard let lowest = within.compactMap(correlation).min() else { return .weak(own) }
    guard own - lowest > Self.least else { return .level(own, lowest: lowest) }
    guard let again = correlation(2 * steps) else { return own > Self.leastOnce ? nil : .fading(own, again: nil) }
    return again > own / 2 ? nil : .fading(own, again: again)
  }

  /// Of what a drift was taken from: neighbours in it are alike, so that a season's chance is that of so many seasons, and
  /// not of so many rows.
  private func isCertain(of steps: Int) -> Bool {
    guard alone(after: steps) == nil, let own = correlation(steps) else { return false }
    return own > Self.chanceOfSeasons / (Double(values.count) / Double(steps)).squareRoot()
  }

  /// The values less the mean of a season around each, which leaves nothing of a level that moves slowly beside it; nil where
  /// there are not several seasons.
  private func withoutDrift(_ steps: Int) -> SeasonEvidence? {
    guard isSignal, steps > 1, values.count >= Self.leastSeasons * steps else { return nil }
    let drift = MovingMean(values.suffix(Self.mostRows), width: steps)
    return SeasonEvidence(zip(values.suffix(Self.mostRows), drift.values).map { $0 - $1 }[...])
  }
}
