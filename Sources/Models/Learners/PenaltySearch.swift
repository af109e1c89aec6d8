/// Looks for the penalty with the lowest validation error: by decades first, farther out while the lowest lies at an end, then
/// by quarters of a decade around it.
///
/// A curve with one valley is found as trying every quarter would find it, at half of the solutions.
struct PenaltySearch {
  /// Penalties are counted in quarters of a decade: 0 is a penalty of 1, 4 one of 10.
  static let usual = -8...20
  /// How far the search goes where the error still falls: from no penalty to forecasts that are constant.
  static let limits = -24...32

  private var errors: [Int: Double] = [:]

  /// Every penalty that was tried, ascending, with its validation error.
  private(set) var sweep: [(parameter: Double, validationError: Double)] = []

  /// - Parameter error: the validation error with a penalty; nil where there is no solution.
  mutating func run(_ error: (Double) -> Double?) {
    errors = [:]
    for place in stride(from: Self.usual.lowerBound, through: Self.usual.upperBound, by: 4) { attempt(place, error) }
    while let next = beyondTheEnd, Self.limits.contains(next) { attempt(next, error) }
    // Three quarters on either side: the next ones out are decades, which were tried.
    if let best { for place in best - 3...best + 3 where Self.limits.contains(place) { attempt(place, error) } }
    sweep = errors.sorted { $0.key < $1.key }.compactMap { place, error in
      error.isFinite ? (Self.penalty(place), error) : nil
    }
  }

  /// The decade with the lowest error, from one on downhill: fewer solutions, to tell what is worth a whole search.
  ///
  /// - Returns: nil where there is no solution at the first.
  static func decade<Errors>(
    from place: Int, _ errors: (Double) -> Errors?, mean: (Errors) -> Double?
  ) -> (place: Int, errors: Errors, mean: Double)? {
    func tried(_ place: Int) -> (place: Int, errors: Errors, mean: Double)? {
      guard limits.contains(place), let errors = errors(penalty(place)), let mean = mean(errors) else { return nil }
      return (place, errors, mean)
    }
    guard var best = tried(place) else { return nil }
    for direction in [4, -4] {
      let begun = best.place
      while let next = tried(best.place + direction), next.mean < best.mean { best = next }
      // What falls on one side rises on the other.
      if best.place != begun { break }
    }
    return best
  }

  /// The penalty at a place, to two digits: 1, 1.8, 3.2, 5.6, 10 …
  static func penalty(_ place: Int) -> Double {
    let decade = place >= 0 ? place / 4 : (place - 3) / 4
    let mantissa = ["1", "1.8", "3.2", "5.6"][place - 4 * decade]
    return Double("\(mantissa)e\(decade)") ?? 1
  }

  private var best: Int? {
    errors.filter(\.value.isFinite).min { ($0.value, $0.key) < ($1.value, $1.key) }?.key
  }

  /// The next decade where the best stands at an end; nil where it does not.
  private var beyondTheEnd: Int? {
    guard let best, let first = errors.keys.min(), let last = errors.keys.max() else { return nil }
    return best == first ? first - 4 : best == last ? last + 4 : nil
  }

  private mutating func attempt(_ place: Int, _ error: (Double) -> Double?) {
    guard errors[place] == nil else { return }
    errors[place] = error(Self.penalty(place)) ?? .infinity
  }
}
