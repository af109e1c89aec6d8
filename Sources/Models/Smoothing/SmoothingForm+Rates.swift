import Basics
import Tensors

/// Rates as they are searched for: without bounds, in the order level, slope, damping, seasons, error.
extension SmoothingForm {
  /// The strongest and the weakest damping.
  private static let damping = 0.8...1.0

  /// Where searches begin: states that move slowly, hardly, and fast.
  var starts: [[Double]] {
    [(level: -4, season: -2.5, second: -2, error: 2), (-6, -4, -2, 1), (-2, -3, -3, 0.5)].map { start in
      let ofSlope: [Double] =
        switch slope {
        case .none: []
        case .straight: [-3]
        case .damped: [-3, 2]
        }
      return [Double(start.level)] + ofSlope + [start.season, Double(start.second)].prefix(seasons.count)
        + [start.error]
    }
  }

  /// A point of another form of the same seasons as one of this form.
  func point(like other: SmoothingForm, at point: [Double]) -> [Double] {
    guard other.seasons.count == seasons.count, var own = starts.first else { return point }
    own[0] = point[0]
    if other.slope == slope { return point }
    let tail = seasons.count + 1
    own.replaceSubrange(own.count - tail..<own.count, with: point.suffix(tail))
    return own
  }

  func rates(at point: [Double]) -> ExponentialSmoothing.Rates {
    func share(_ value: Double) -> Double { 1 / (1 + Elementary.exponential(-value)) }
    var rates = ExponentialSmoothing.Rates()
    var left = point[...]
    func next() -> Double { left.popFirst() ?? 0 }
    rates.level = share(next())
    switch slope {
    case .none: break
    case .straight: rates.slope = rates.level * share(next())
    case .damped:
      rates.slope = rates.level * share(next())
      rates.damping = Self.damping.lowerBound + (Self.damping.upperBound - Self.damping.lowerBound) * share(next())
    }
    if !seasons.isEmpty { rates.first = share(next()) }
    if seasons.count > 1 { rates.second = share(next()) }
    rates.error = 2 * share(2 * next()) - 1
    return rates
  }
}
