import Tensors

/// Bands around forecasts by split conformal prediction: the half-width is a quantile of what was missed by at origins
/// that the model did not learn from.
///
/// Where residuals at the calibration origins and at new ones are exchangeable, the band of a step holds the actual value
/// with a probability of at least the level, whatever the model and the distribution are. Time series are so only about;
/// therefore the coverage measured on later origins stands beside every band.
///
/// Source: Lei et al. (2018), Distribution-free predictive inference for regression.
package struct ConformalBand: Hashable, Sendable {
  /// The share of actual values that the band is to hold, within 0…1.
  package let level: Double
  /// `[steps]`; empty where there are too few calibration origins for the level.
  package let halfWidths: [Double]
  /// Origins with a forecast that the widths were taken from.
  package let origins: Int

  /// The rank among n residuals whose value is the half-width: ⌈(n + 1) · level⌉, from 1.
  static func rank(of count: Int, level: Double) -> Int {
    max(1, Int((Double(count + 1) * level - 1e-9).rounded(.up)))
  }

  /// The least number of calibration origins at which a finite band can hold a level.
  package static func leastOrigins(level: Double) -> Int {
    var count = 1
    while rank(of: count, level: level) > count { count += 1 }
    return count
  }

  /// - Parameters:
  ///   - predicted: `[origins, steps]`; origins whose forecast is not finite are passed over.
  ///   - actual: `[origins, steps]`
  ///   - level: above 0, below 1.
  package init(predicted: DoubleMatrix, actual: DoubleMatrix, level: Double) {
    // Of no origins there may be no steps either.
    precondition(
      predicted.rows == actual.rows && (predicted.columns == actual.columns || actual.rows == 0),
      "forecasts \(predicted.rows)×\(predicted.columns) against \(actual.rows)×\(actual.columns) actual values")
    precondition(level > 0 && level < 1, "a band of level \(level)")
    let rows = (0..<actual.rows).filter { predicted.row($0).allSatisfy { $0.isFinite } }
    let rank = Self.rank(of: rows.count, level: level)
    self.level = level
    origins = rows.count
    guard !rows.isEmpty, rank <= rows.count else {
      halfWidths = []
      return
    }
    halfWidths = (0..<actual.columns).map { step in
      rows.map { abs(predicted[$0, step] - actual[$0, step]) }.sorted()[rank - 1]
    }
  }

  /// From the lower to the upper end, mean over the steps; nil where there is no band.
  package var meanWidth: Double? {
    halfWidths.isEmpty ? nil : 2 * halfWidths.reduce(0, +) / Double(halfWidths.count)
  }

  /// The share of actual values `[origins, steps]` that the band around forecasts holds; nil where there is no band or no
  /// forecast.
  package func coverage(predicted: DoubleMatrix, actual: DoubleMatrix) -> Double? {
    guard !halfWidths.isEmpty else { return nil }
    var (held, count) = (0, 0)
    for row in 0..<actual.rows where predicted.row(row).allSatisfy({ $0.isFinite }) {
      for step in 0..<actual.columns {
        count += 1
        if abs(predicted[row, step] - actual[row, step]) <= halfWidths[step] { held += 1 }
      }
    }
    return count > 0 ? Double(held) / Double(count) : nil
  }
}
