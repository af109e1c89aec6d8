/// What `inspect` tells about a data set.
package struct Profile: Sendable {
  package var columns: [ColumnProfile]
  package var rowCount: Int
  /// Cycles of a series' columns; empty for tables and images.
  package var periods: [Period]

  package init(of dataset: Dataset) {
    columns = []
    rowCount = dataset.rowCount
    periods = []
  }
}

package struct ColumnProfile: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case number, integer, flag, text }
  package var name: String
  package var kind: Kind
  package var count: Int
  package var missing: Int
  /// Distinct values; at most ``distinctLimit``.
  package var distinct: Int
  /// Statistics of numbers without the missing ones; nil for text or where all are missing.
  package var range: Range?
  /// Means of up to 48 equal stretches of rows, NaN where a stretch has no value: for a spark line.
  package var spark: [Float]

  package static let distinctLimit = 10_000

  package struct Range: Sendable, Hashable {
    package var minimum: Float
    package var maximum: Float
    package var mean: Double
    /// Population standard deviation.
    package var deviation: Double
  }
}

/// A cycle found in a column.
package struct Period: Sendable, Hashable {
  package var column: String
  /// Rows a cycle.
  package var rows: Int
  /// Length in ms (mean length for calendar cadences).
  package var milliseconds: Int64
  /// As `1 d`.
  package var label: String
  /// Autocorrelation at that lag, after removal of the trend.
  package var strength: Double
}
