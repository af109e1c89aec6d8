import Telemetry

/// The rule of one standard error: what is not clearly worse than the best, and simpler, is to be preferred.
///
/// Whether a candidate is clearly worse is said of its errors minus those of the best in the same blocks: what makes a block hard for both
/// is no difference between them.
///
/// Source: Breiman, Friedman, Olshen & Stone (1984), section 3.4.3; the simpler is the coarser here. The differences are paired.
package struct OneStandardError: Hashable, Sendable {
  /// Places among the candidates.
  package let best: Int
  package let chosen: Int
  /// Of each candidate: by how much its errors are above those of ``best`` in the same blocks.
  package let differences: [BlockMean]

  /// - Parameters:
  ///   - errors: of each candidate, from fine to coarse, in every block; nil where there is none.
  ///   - costs: of each candidate, in multiply-adds of an epoch.
  ///   - origins: of each block, by which it counts.
  package init?(_ errors: [[Double]], costs: [Int], origins: [Int]) {
    let all = errors.map { BlockMean($0, origins: origins) }
    func standing(_ index: Int) -> Standing {
      Standing(all[index].mean, .forecast, cost: costs[index], place: index)
    }
    guard let best = all.indices.filter({ all[$0].mean.isFinite }).min(by: { standing($0) < standing($1) }) else {
      return nil
    }
    let differences = errors.map { own in BlockMean(zip(own, errors[best]).map { $0 - $1 }, origins: origins) }
    self.best = best
    self.differences = differences
    chosen = all.indices.last { differences[$0].mean <= differences[$0].standardError } ?? best
  }
}

/// The mean of errors over blocks, each counted by its origins, and its standard error.
///
/// Source of the standard error of a weighted mean: Gatz & Smith (1995), Atmospheric Environment 29 (11), the ratio estimate of
/// Cochran with weights that are given: s² = n / (n − 1) · Σ (w_i / Σw)² (x_i − x̄)². Blocks of one size have s / √n.
package struct BlockMean: Hashable, Sendable {
  package let mean: Double
  /// 0 for a single block.
  package let standardError: Double

  package init(_ errors: [Double], origins: [Int]) {
    let total = Double(origins.reduce(0, +))
    let shares = origins.map { Double($0) / total }
    let mean = zip(errors, shares).reduce(0) { $0 + $1.0 * $1.1 }
    self.mean = errors.isEmpty ? .nan : mean
    guard errors.count > 1 else {
      standardError = 0
      return
    }
    let squares = zip(errors, shares).reduce(0) { $0 + $1.1 * $1.1 * ($1.0 - mean) * ($1.0 - mean) }
    let count = Double(errors.count)
    standardError = (count / (count - 1) * squares).squareRoot()
  }
}
