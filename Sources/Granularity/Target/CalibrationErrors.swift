import Tensors

/// How far forecasts missed at origins that their model did not learn from, by size alone: what the bands of models that earlier versions
/// saved are taken from, by split conformal prediction. New ones keep an ``ErrorTrack``.
///
/// Source: Lei et al. (2018), Distribution-free predictive inference for regression.
package struct CalibrationErrors: Equatable, Sendable {
  /// Origins with a forecast.
  package let origins: Int
  /// Magnitudes of the errors, `[steps, kept]`, each row ascending: all of them, or of many as many as ``most``, at even
  /// ranks.
  package let magnitudes: DoubleMatrix

  /// Magnitudes that are kept of a step. A band is then wider than of all by a rank in so many at most.
  static let most = 1000

  /// How many magnitudes are kept of so many origins.
  package static func kept(of origins: Int) -> Int { min(origins, most) }

  package init(origins: Int, magnitudes: DoubleMatrix) {
    self.origins = origins
    self.magnitudes = magnitudes
  }

  /// Half-widths of the band of a level, one a step; nil where there are too few origins for it.
  ///
  /// - Parameter level: the share of actual values that the band is to hold, above 0, below 1.
  package func halfWidths(level: Double) -> [Double]? {
    let rank = AdaptiveBand.rank(of: origins, level: level)
    guard origins > 0, rank <= origins else { return nil }
    let kept = magnitudes.columns
    // The first kept rank that is not below the one that is asked for.
    guard let place = (0..<kept).first(where: { ($0 + 1) * origins / kept >= rank }) else { return nil }
    return (0..<magnitudes.rows).map { magnitudes[$0, place] }
  }
}
