import Basics

/// What is believed of the errors of all nodes' forecasts: `W = diag(diagonal) + FᵀF`.
///
/// Kept in this form because the errors at some dozens of origins say no more about a thousand nodes, and because W itself
/// is then never made.
package struct ErrorCovariance: Sendable {
  /// `[nodes]`
  let diagonal: [Double]
  /// F, `[count, nodes]`; empty where errors are taken to be independent.
  let factors: [[Double]]
  /// λ of MinT: 0 believes the errors' covariance, 1 their variances alone.
  package let shrinkage: Double?

  private init(diagonal: [Double], factors: [[Double]] = [], shrinkage: Double? = nil) {
    self.diagonal = diagonal
    self.factors = factors
    self.shrinkage = shrinkage
  }

  /// OLS: `W = I`.
  static func equal(_ hierarchy: TemporalHierarchy) -> ErrorCovariance {
    ErrorCovariance(diagonal: [Double](repeating: 1, count: hierarchy.nodeCount))
  }

  /// Structural: errors of fine steps are independent and alike, so that a sum of k of them has the variance k, `W = diag(S·1)`,
  /// and a mean of k the variance 1/k. (The rows of S for means sum to 1: taken as they are they would say OLS.)
  static func structural(_ hierarchy: TemporalHierarchy) -> ErrorCovariance {
    ErrorCovariance(
      diagonal: hierarchy.levels.flatMap { level in
        let variance = hierarchy.isMean ? 1 / Double(level.width) : Double(level.width)
        return repeatElement(variance, count: level.steps)
      })
  }

  /// Variance: the mean squared error of each level.
  ///
  /// - Parameter errors: at validation origins, `[origins, nodes]`; all finite.
  static func variance(_ hierarchy: TemporalHierarchy, errors: [[Double]]) -> ErrorCovariance {
    let variances = hierarchy.levels.map { level in
      var sum = 0.0
      for row in errors {
        for node in level.nodes { sum += row[node] * row[node] }
      }
      return sum / Double(max(1, errors.count * level.steps))
    }
    let floored = floored(variances)
    return ErrorCovariance(
      diagonal: zip(hierarchy.levels, floored).flatMap { repeatElement($1, count: $0.steps) })
  }

  /// MinT: the covariance of the errors, shrunk towards its diagonal.
  ///
  /// - Parameter errors: at validation origins, `[origins, nodes]`; all finite, at least two origins.
  static func shrunk(errors: [[Double]]) -> ErrorCovariance {
    let count = errors.count
    let nodes = errors.first?.count ?? 0
    precondition(count > 1, "a covariance of \(count) errors")
    var mean = [Double](repeating: 0, count: nodes)
    for row in errors { for node in 0..<nodes { mean[node] += row[node] / Double(count) } }
    let centered = errors.map { row in (0..<nodes).map { row[$0] - mean[$0] } }
    var squares = [Double](repeating: 0, count: nodes)
    for row in centered { for node in 0..<nodes { squares[node] += row[node] * row[node] } }
    let variances = floored(squares.map { $0 / Double(count - 1) })
    let shrinkage = Shrinkage.intensity(centered, squares: squares)
    let scale = ((1 - shrinkage) / Double(count - 1)).squareRoot()
    return ErrorCovariance(
      diagonal: variances.map { shrinkage * $0 }, factors: centered.map { $0.map { $0 * scale } }, shrinkage: shrinkage)
  }

  /// Halfway between MinT and structural: `W = ½ Ŵ + ½ c · structural`. The covariance of a few errors may be far off, and what it says of
  /// single nodes is then held by what holds for any series.
  ///
  /// c makes the two alike: the geometric mean over the levels of the mean variance of a level's errors over its structural one, so that
  /// every level counts, however many steps it has.
  ///
  /// - Parameter errors: at validation origins, `[origins, nodes]`; all finite, at least two origins.
  static func halfway(_ hierarchy: TemporalHierarchy, errors: [[Double]]) -> ErrorCovariance {
    let (learnt, structural) = (shrunk(errors: errors), structural(hierarchy))
    var logarithms = 0.0
    for level in hierarchy.levels {
      var ratio = 0.0
      for node in level.nodes {
        ratio += learnt.variance(of: node) / structural.diagonal[node] / Double(level.steps)
      }
      logarithms += Elementary.logarithm(ratio)
    }
    let scale = Elementary.exponential(logarithms / Double(hierarchy.levels.count))
    return ErrorCovariance(
      diagonal: zip(learnt.diagonal, structural.diagonal).map { 0.5 * $0 + 0.5 * scale * $1 },
      factors: learnt.factors.map { $0.map { $0 * 0.5.squareRoot() } }, shrinkage: learnt.shrinkage)
  }

  /// The diagonal of W.
  private func variance(of node: Int) -> Double {
    factors.reduce(diagonal[node]) { $0 + $1[node] * $1[node] }
  }

  /// A step that never erred at some dozens of origins has not proved that it cannot.
  private static func floored(_ variances: [Double]) -> [Double] {
    let mean = variances.reduce(0, +) / Double(max(1, variances.count))
    let least = mean > 0 ? 1e-9 * mean : 1
    return variances.map { max($0, least) }
  }

  /// `W z`.
  func times(_ vector: [Double]) -> [Double] {
    var product = zip(diagonal, vector).map { $0 * $1 }
    for factor in factors {
      var inner = 0.0
      for node in vector.indices { inner += factor[node] * vector[node] }
      for node in vector.indices { product[node] += factor[node] * inner }
    }
    return product
  }
}
