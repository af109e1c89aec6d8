/// How like themselves values are some steps later, without their linear trend: what tells a season from a stretch of the
/// calendar.
package struct SeasonEvidence {
  /// NaN where a value is missing; empty where nothing but a straight line is left.
  private let residuals: [Double]

  /// The least autocorrelation of a season, and how far it rises out of what lies within the season.
  package static let least = 0.15
  /// That of a season which is too long to be seen twice.
  private static let leastOnce = 0.4
  /// Standard errors of the autocorrelation of noise, 1/√n each, above which a season's lies.
  private static let chance = 4.0
  /// Fewer known pairs say nothing; of more these many are taken, evenly spread.
  private static let (leastPairs, mostPairs) = (8, 8192)
  /// Lags within a season that are looked at.
  private static let places = 16

  package init(_ values: ArraySlice<Double>) {
    let (n, trend) = Self.line(values)
    var spread = 0.0
    var left = 0.0
    let residuals = values.enumerated().map { place, value -> Double in
      guard !value.isNaN else { return .nan }
      let residual = value - trend.mean - trend.slope * (Double(place) - trend.middle)
      spread += (value - trend.mean) * (value - trend.mean)
      left += residual * residual
      return residual
    }
    // What rounding alone leaves of a line or of a level is no signal.
    self.residuals = left > 1e-10 * spread + 1e-20 * n * trend.mean * trend.mean ? residuals : []
  }

  /// The known values' count, and their least-squares line.
  private static func line(
    _ values: ArraySlice<Double>
  ) -> (count: Double, trend: (mean: Double, slope: Double, middle: Double)) {
    var (n, sumT, sumX) = (0.0, 0.0, 0.0)
    for (place, value) in values.enumerated() where !value.isNaN {
      n += 1
      sumT += Double(place)
      sumX += value
    }
    guard n > 0 else { return (0, (0, 0, 0)) }
    let (middle, mean) = (sumT / n, sumX / n)
    var (squares, products) = (0.0, 0.0)
    for (place, value) in values.enumerated() where !value.isNaN {
      let t = Double(place) - middle
      squares += t * t
      products += t * (value - mean)
    }
    return (n, (mean, squares > 0 ? products / squares : 0, middle))
  }

  /// The autocorrelation at a lag; nil where too few pairs are known.
  package func correlation(_ lag: Int) -> Double? {
    let count = residuals.count - lag
    guard count >= Self.leastPairs else { return nil }
    let taken = min(count, Self.mostPairs)
    var (products, first, second, known) = (0.0, 0.0, 0.0, 0)
    for index in 0..<taken {
      // Multiples of an irrational number fall evenly on every part of a season, as every so-manieth row would not.
      let row =
        taken == count
        ? index : Int((Double(index) * 0.618_033_988_749_894_9).truncatingRemainder(dividingBy: 1) * Double(count))
      let (a, b) = (residuals[row], residuals[row + lag])
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

  /// Nil where values are like themselves again after so many steps, and less so within them.
  func doubt(after steps: Int) -> Doubt? {
    guard steps > 1, let own = correlation(steps) else { return .weak(nil) }
    guard own > max(Self.least, Self.chance / Double(residuals.count).squareRoot()) else { return .weak(own) }
    let within = Set((1..<Self.places).map { $0 * steps / Self.places }).subtracting([0])
    guard let lowest = within.compactMap(correlation).min() else { return .weak(own) }
    guard own - lowest > Self.least else { return .level(own, lowest: lowest) }
    guard let again = correlation(2 * steps) else { return own > Self.leastOnce ? nil : .fading(own, again: nil) }
    return again > own / 2 ? nil : .fading(own, again: again)
  }
}
