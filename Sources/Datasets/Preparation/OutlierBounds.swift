/// Between what values a column is clipped: so many robust standard deviations about the median of its training rows.
///
/// The robust standard deviation is 1.4826 times the median absolute deviation, which for normal noise is the standard
/// deviation and hardly notices outliers. Where more than half of the rows are alike it is 0, and nothing is clipped.
/// Source: Rousseeuw & Croux (1993).
package struct OutlierBounds: Hashable, Sendable, Codable {
  package let lower: Double
  package let upper: Double

  package static let least = 1.0

  /// Nil where the training rows have no spread.
  ///
  /// - Parameter rows: the training rows; others are not looked at.
  package init?(fitting values: [Double], rows: some Sequence<Int>, width: Double) {
    var known: [Double] = []
    for row in rows where !values[row].isNaN { known.append(values[row]) }
    known.sort()
    let median = Quantile.of(known, 0.5)
    let deviations = known.map { abs($0 - median) }.sorted()
    let spread = 1.4826 * Quantile.of(deviations, 0.5)
    guard spread > 0, spread.isFinite else { return nil }
    lower = median - width * spread
    upper = median + width * spread
  }

  /// Clips in place.
  ///
  /// - Returns: the rows that were changed, ascending.
  package func clip(_ values: inout [Double]) -> [Int] {
    var rows: [Int] = []
    for row in values.indices where values[row] < lower || values[row] > upper {
      values[row] = min(max(values[row], lower), upper)
      rows.append(row)
    }
    return rows
  }
}
