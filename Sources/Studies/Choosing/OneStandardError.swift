/// The rule of one standard error: what is not clearly worse than the best, and simpler, is to be preferred.
///
/// Source: Breiman, Friedman, Olshen & Stone (1984), section 3.4.3; the simpler is the coarser here.
package struct OneStandardError: Hashable, Sendable {
  /// Places among the candidates.
  package let best: Int
  package let chosen: Int
  /// The best mean and one standard error of it.
  package let threshold: Double

  /// - Parameter errors: of each candidate, from fine to coarse, in every block; nil where there is none.
  package init?(_ errors: [[Double]]) {
    let means = errors.map(Self.mean)
    guard let best = means.indices.filter({ means[$0].isFinite }).min(by: { means[$0] < means[$1] }) else { return nil }
    let threshold = means[best] + Self.standardError(errors[best])
    self.best = best
    self.threshold = threshold
    chosen = means.indices.last { means[$0] <= threshold } ?? best
  }

  static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }

  /// Of the mean of independent values: s / √n, with divisor n − 1; 0 for a single one.
  static func standardError(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = mean(values)
    let squares = values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    return (squares / Double(values.count - 1) / Double(values.count)).squareRoot()
  }
}
