/// How far a covariance of few observations is to be shrunk towards its diagonal.
///
/// `λ = [1 / (T (T − 1))] Σ_{i≠j} Σ_t (w_tij − w̄_ij)² / Σ_{i≠j} w̄_ij²`, within 0…1, with `w_tij` the product of the
/// standardised residuals of i and j at t. Source: Schäfer & Strimmer (2005), in the form of Wickramasuriya et al. (2019).
enum Shrinkage {
  /// - Parameters:
  ///   - centered: residuals without their mean, `[observations, variables]`.
  ///   - squares: the sum of squares of each variable.
  static func intensity(_ centered: [[Double]], squares: [Double]) -> Double {
    let count = Double(centered.count)
    guard count > 1 else { return 1 }
    let scales = squares.map { $0 > 0 ? (count / $0).squareRoot() : 0 }
    let standard = centered.map { row in row.indices.map { row[$0] * scales[$0] } }
    // Σ_t Σ_{i≠j} w_tij² = Σ_t [(Σ_i x_ti²)² − Σ_i x_ti⁴], so that no pair of variables need be looked at.
    var ofProducts = 0.0
    for row in standard {
      var (squares, fourths) = (0.0, 0.0)
      for value in row {
        let square = value * value
        squares += square
        fourths += square * square
      }
      ofProducts += squares * squares - fourths
    }
    // Σ_ij (Σ_t x_ti x_tj)² is that of the products of observations, which are fewer than variables.
    var ofMeans = 0.0
    for first in standard.indices {
      for second in first..<standard.count {
        var inner = 0.0
        for index in standard[first].indices { inner += standard[first][index] * standard[second][index] }
        ofMeans += (first == second ? 1 : 2) * inner * inner
      }
    }
    ofMeans = ofMeans / (count * count) - Double(scales.count { $0 > 0 })
    let spread = ofProducts - count * ofMeans
    guard ofMeans > 0 else { return 1 }
    return min(max(spread / (count * (count - 1)) / ofMeans, 0), 1)
  }
}
