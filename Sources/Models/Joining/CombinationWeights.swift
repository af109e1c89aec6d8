import Granularity
import Networks
import Tensors

/// How much each sub-model's forecast counts in the joined one, from their errors at validation origins.
///
/// Weights are never negative and add up to 1, so that a joined forecast lies between its parts.
struct CombinationWeights {
  /// One for each sub-model.
  let weights: [Double]

  /// - Parameters:
  ///   - forecasts: of each sub-model at validation origins, `[origins, steps]`.
  ///   - actual: `[origins, steps]`; origins at which a forecast is missing are passed over.
  init(_ combination: Joining.Combination, validation forecasts: [DoubleMatrix], actual: DoubleMatrix) {
    let products = Self.errorProducts(forecasts, actual)
    let equal = [Double](repeating: 1 / Double(forecasts.count), count: forecasts.count)
    switch combination {
    case .sum:
      // The finest sub-model's forecast holds the coarser levels already.
      weights = forecasts.indices.map { $0 == 0 ? 1 : 0 }
    case .mean:
      weights = equal
    case .weighted:
      weights = products.map { Self.inverse($0) } ?? equal
    case .learnt:
      weights = products.map { Self.simplexLeastSquares($0) } ?? equal
    }
  }

  /// The weights with which each validation origin is scored: learnt from the errors at the other half of the origins, so that
  /// a joined forecast is not scored where its weights come from. Halves are runs of time. One for each origin; nil where
  /// weights are not learnt.
  static func crossFitted(
    _ combination: Joining.Combination, validation forecasts: [DoubleMatrix], actual: DoubleMatrix
  ) -> [[Double]]? {
    guard combination.learnsWeights else { return nil }
    let middle = actual.rows / 2
    let (early, late) = (Array(0..<middle), Array(middle..<actual.rows))
    func weights(from origins: [Int]) -> [Double] {
      CombinationWeights(
        combination, validation: forecasts.map { $0.rows(at: origins) }, actual: actual.rows(at: origins)
      ).weights
    }
    let (fromEarly, fromLate) = (weights(from: early), weights(from: late))
    return early.map { _ in fromLate } + late.map { _ in fromEarly }
  }

  /// `G_ij = mean e_i e_j`; nil without a common origin.
  private static func errorProducts(_ forecasts: [DoubleMatrix], _ actual: DoubleMatrix) -> [[Double]]? {
    let rows = (0..<actual.rows).filter { row in forecasts.allSatisfy { $0.row(row).allSatisfy(\.isFinite) } }
    guard !rows.isEmpty else { return nil }
    var products = [[Double]](repeating: [Double](repeating: 0, count: forecasts.count), count: forecasts.count)
    var errors = [Double](repeating: 0, count: forecasts.count)
    for row in rows {
      for column in 0..<actual.columns {
        for index in forecasts.indices {
          errors[index] = forecasts[index][row, column] - actual[row, column]
        }
        for left in errors.indices {
          for right in errors.indices { products[left][right] += errors[left] * errors[right] }
        }
      }
    }
    return products
  }

  private static func inverse(_ products: [[Double]]) -> [Double] {
    let inverses = products.indices.map { 1 / max(products[$0][$0], .leastNormalMagnitude) }
    let sum = inverses.reduce(0, +)
    guard sum.isFinite else { return products.indices.map { $0 == 0 ? 1 : 0 } }
    return inverses.map { $0 / sum }
  }

  /// The minimum of wᵀGw over w ≥ 0, Σw = 1: weight moves between pairs, each time as far as the error falls.
  private static func simplexLeastSquares(_ products: [[Double]]) -> [Double] {
    let count = products.count
    var weights = [Double](repeating: 1 / Double(count), count: count)
    for _ in 0..<200 {
      var moved = 0.0
      for left in 0..<count {
        for right in 0..<left {
          let curvature = products[left][left] + products[right][right] - 2 * products[left][right]
          guard curvature > 0 else { continue }
          var slope = 0.0
          for other in 0..<count { slope += (products[left][other] - products[right][other]) * weights[other] }
          let step = min(max(-slope / curvature, -weights[left]), weights[right])
          weights[left] += step
          weights[right] -= step
          moved = max(moved, abs(step))
        }
      }
      if moved < 1e-12 { break }
    }
    return weights
  }
}

extension Joining.Combination {
  /// Whether weights are learnt from the errors at validation origins.
  package var learnsWeights: Bool {
    switch self {
    case .sum, .mean: false
    case .weighted, .learnt: true
    }
  }
}
