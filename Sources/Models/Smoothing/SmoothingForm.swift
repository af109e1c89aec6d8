import Granularity

/// Which states a model of exponential smoothing has.
package struct SmoothingForm: Hashable, Sendable, Codable {
  package enum Slope: String, Hashable, Sendable, Codable {
    case none
    /// It shrinks at each step, so that a forecast bends to a level.
    case damped
    case straight
  }

  /// The lengths of up to two seasons in steps, ascending.
  package var seasons: [Int]
  package var slope = Slope.none
  /// Whether seasons multiply the level, and are not added.
  package var multiplies = false

  package init(seasons: [Int]) { self.seasons = seasons }

  /// Whether one that comes from outside is a form.
  var isSound: Bool {
    seasons.count <= 2 && seasons.allSatisfy { (2...FittedWindows.longest).contains($0) }
      && (seasons.count < 2 || seasons[0] < seasons[1])
  }

  /// The places of the first and the second season; 1 where there is none.
  var places: (first: Int, second: Int) { (seasons.first ?? 1, seasons.count > 1 ? seasons[1] : 1) }

  /// Numbers that are searched for.
  var rateCount: Int {
    let ofSlope =
      switch slope {
      case .none: 0
      case .straight: 1
      case .damped: 2
      }
    return 2 + ofSlope + seasons.count
  }

  /// Those, and the states that it begins with.
  var parameterCount: Int { rateCount + 1 + (slope == .none ? 0 : 1) + seasons.reduce(0, +) }
}
