/// The shape that explains deviations best *as it will be used*: recentred within each coarse bin, so that a refined mean or
/// sum keeps its coarse value.
///
/// Minimises Σ (d − C s)², d the deviations, s the shape by position and C what ``Recentring`` does to it within each coarse
/// bin. Where all bins hold the same positions, as days do the hours, the means by position are the solution. Where the
/// calendar drifts against the bins, as weeks of the year do against fortnights, they are not, since a bin's deviations are
/// measured from another level each time; the rest is made up by conjugate gradients on the least squares, which hold no more
/// than the data and never raise the error of their start.
///
/// Source: Björck (1996), Numerical Methods for Least Squares Problems, algorithm 7.4.1 (CGLS), scaled by the observations at
/// each position.
struct ShapeFit {
  /// `[positions]`; 0 where never seen.
  private(set) var shape: [Double]
  /// `[deviations]`, d − C s.
  private(set) var residuals: [Double]

  /// Smooth waves over the whole season, which are found last, hardly show within bins.
  private static let mostSteps = 200
  /// Of the deviations' own sum of squares; what rounding leaves of the means where they are the solution is far less.
  private static let tolerance = 1e-20

  /// - Parameters:
  ///   - places: `[deviations]`, positions in the season.
  ///   - counts: `[positions]`, deviations at each.
  init(_ deviations: Deviations, places: [Int32], counts: [Int32]) {
    let recentring = Recentring(deviations, places: places)
    var means = [Double](repeating: 0, count: counts.count)
    for (place, value) in zip(places, deviations.values) { means[Int(place)] += value }
    for place in means.indices where counts[place] > 0 { means[place] /= Double(counts[place]) }
    let total = Self.squares(deviations.values)
    shape = means
    residuals = zip(deviations.values, recentring.apply(to: means)).map { $0 - $1 }
    if Self.squares(residuals) > total {
      shape = [Double](repeating: 0, count: counts.count)
      residuals = deviations.values
    }
    minimise(recentring, counts, until: Self.tolerance * total)
  }

  private mutating func minimise(_ recentring: Recentring, _ counts: [Int32], until tolerance: Double) {
    var gradient = recentring.transposed(residuals, positions: shape.count)
    var scaled = Self.scale(gradient, by: counts)
    var length = Self.product(gradient, scaled)
    var direction = scaled
    for _ in 0..<Self.mostSteps where length > tolerance {
      let change = recentring.apply(to: direction)
      let step = length / Self.squares(change)
      guard step.isFinite else { return }
      for place in shape.indices { shape[place] += step * direction[place] }
      for index in residuals.indices { residuals[index] -= step * change[index] }
      gradient = recentring.transposed(residuals, positions: shape.count)
      scaled = Self.scale(gradient, by: counts)
      let next = Self.product(gradient, scaled)
      for place in direction.indices { direction[place] = scaled[place] + next / length * direction[place] }
      length = next
    }
  }

  private static func scale(_ gradient: [Double], by counts: [Int32]) -> [Double] {
    zip(gradient, counts).map { $1 > 0 ? $0 / Double($1) : 0 }
  }

  private static func product(_ left: [Double], _ right: [Double]) -> Double {
    zip(left, right).reduce(0) { $0 + $1.0 * $1.1 }
  }

  private static func squares(_ values: [Double]) -> Double { values.reduce(0) { $0 + $1 * $1 } }
}

/// What using a shape does to it within each coarse bin, of shares w in its rows: a mean's shape s becomes s − Σ w s, a sum's
/// s − w Σ s, and that of other aggregates stays.
struct Recentring {
  private let aggregation: Aggregation
  private let shares: [Double]
  private let ends: [Int]
  private let places: [Int32]

  init(_ deviations: Deviations, places: [Int32]) {
    aggregation = deviations.aggregation
    shares = deviations.shares
    ends = deviations.ends
    self.places = places
  }

  /// `C s`, `[deviations]`, of a shape by position.
  func apply(to shape: [Double]) -> [Double] {
    var values = places.map { shape[Int($0)] }
    eachBin { bin in
      switch aggregation {
      case .mean:
        let middle = bin.reduce(0) { $0 + shares[$1] * values[$1] }
        for index in bin { values[index] -= middle }
      case .sum:
        let sum = bin.reduce(0) { $0 + values[$1] }
        for index in bin { values[index] -= shares[index] * sum }
      case .min, .max, .last, .std, .count: break
      }
    }
    return values
  }

  /// `Cᵀ r`, `[positions]`, of one value for each deviation.
  func transposed(_ values: [Double], positions: Int) -> [Double] {
    var result = [Double](repeating: 0, count: positions)
    eachBin { bin in
      switch aggregation {
      case .mean:
        let sum = bin.reduce(0) { $0 + values[$1] }
        for index in bin { result[Int(places[index])] += values[index] - shares[index] * sum }
      case .sum:
        let middle = bin.reduce(0) { $0 + shares[$1] * values[$1] }
        for index in bin { result[Int(places[index])] += values[index] - middle }
      case .min, .max, .last, .std, .count:
        for index in bin { result[Int(places[index])] += values[index] }
      }
    }
    return result
  }

  private func eachBin(_ body: (Range<Int>) -> Void) {
    var first = 0
    for end in ends {
      body(first..<end)
      first = end
    }
  }
}
