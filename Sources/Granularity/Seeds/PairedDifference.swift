/// Whether one forecast errs less than another from the same origins, or whether that is the luck of these origins.
package struct PairedDifference: Hashable, Sendable {
  /// Origins at which both forecast.
  package let origins: Int
  /// Root mean squared error of the first less that of the second.
  package let difference: Double
  /// The middle 95 % of that difference over series of the same length that are drawn from blocks of neighbouring origins.
  package let interval: ClosedRange<Double>
  /// Diebold and Mariano's, with the correction for few origins; nil where all origins differ alike.
  package let statistic: Double?
  /// Of a difference as large as that, up or down, where there is none; nil likewise.
  package let probability: Double?

  /// Fewer origins say nothing.
  package static let least = 4
  /// A difference whose probability is below this is told as one.
  package static let level = 0.05
  private static let draws = 1999

  /// Whether the first errs less, by more than luck makes of origins.
  package var isFirstClearlyLess: Bool { difference < 0 && probability.map { $0 < Self.level } ?? true }

  /// - Parameters:
  ///   - first: mean squared errors of one forecast, one an origin, in time order; NaN where it has none.
  ///   - second: likewise, of the same origins.
  ///   - overlap: origins that lie within a horizon, the first among them: 1 where horizons do not overlap.
  ///
  /// Nil with too few origins.
  ///
  /// Sources: Diebold & Mariano (1995), Harvey, Leybourne & Newbold (1997), Politis & Romano (1992) for circular blocks.
  package init?(_ first: [Double], _ second: [Double], overlap: Int) {
    let pairs = zip(first, second).filter { $0.0.isFinite && $0.1.isFinite }
    guard pairs.count >= Self.least else { return nil }
    origins = pairs.count
    let count = Double(pairs.count)
    func roots(_ own: Double, _ other: Double) -> Double { (own / count).squareRoot() - (other / count).squareRoot() }
    difference = roots(pairs.reduce(0) { $0 + $1.0 }, pairs.reduce(0) { $0 + $1.1 })
    let horizon = min(max(overlap, 1), pairs.count - 1)
    interval = Self.interval(pairs, block: max(horizon, Self.cubeRoot(pairs.count)), roots)
    (statistic, probability) = Self.test(pairs.map { $0.0 - $0.1 }, horizon: horizon)
  }

  private static func test(_ differences: [Double], horizon: Int) -> (statistic: Double?, probability: Double?) {
    let count = Double(differences.count)
    let mean = differences.reduce(0, +) / count
    func covariance(_ lag: Int) -> Double {
      zip(differences, differences.dropFirst(lag)).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / count
    }
    let own = covariance(0)
    guard own > 0, own > mean * mean * 1e-20 else { return (nil, nil) }
    let long = own + 2 * (1..<max(horizon, 1)).reduce(0) { $0 + covariance($1) }
    // Covariances of few origins may add up to less than nothing.
    let variance = (long > 0 ? long : own) / count
    let steps = Double(horizon)
    let correction = ((count + 1 - 2 * steps + steps * (steps - 1) / count) / count).squareRoot()
    let statistic = mean / variance.squareRoot() * correction
    return (statistic, 2 * StudentT(count - 1).tail(above: abs(statistic)))
  }

  private static func interval(
    _ pairs: [(Double, Double)], block: Int, _ roots: (Double, Double) -> Double
  ) -> ClosedRange<Double> {
    var state: UInt64 = 1
    let drawn = (0..<draws).map { _ -> Double in
      var (own, other, taken) = (0.0, 0.0, 0)
      while taken < pairs.count {
        let start = Int(mixed(&state) % UInt64(pairs.count))
        for place in 0..<min(block, pairs.count - taken) {
          let pair = pairs[(start + place) % pairs.count]
          own += pair.0
          other += pair.1
        }
        taken += block
      }
      return roots(own, other)
    }.sorted()
    func quantile(_ share: Double) -> Double {
      let place = share * Double(drawn.count - 1)
      let below = Int(place)
      let above = min(below + 1, drawn.count - 1)
      return drawn[below] + (place - Double(below)) * (drawn[above] - drawn[below])
    }
    return quantile(0.025)...quantile(0.975)
  }

  /// The smallest whole number whose cube is no less.
  private static func cubeRoot(_ count: Int) -> Int {
    var root = 1
    while root * root * root < count { root += 1 }
    return root
  }

  /// Steele, Lea & Flood (2014): SplitMix64.
  private static func mixed(_ state: inout UInt64) -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var bits = state
    bits = (bits ^ (bits >> 30)) &* 0xBF58_476D_1CE4_E5B9
    bits = (bits ^ (bits >> 27)) &* 0x94D0_49BB_1331_11EB
    return bits ^ (bits >> 31)
  }
}
