/// A cycle of a column, and which method found it.
package struct CycleReport: Sendable, Hashable, Encodable {
  package var column: String
  /// As `1 d`.
  package var length: String
  package var rows: Int
  /// Autocorrelation one cycle apart, of −1…1; nil where it has no peak there.
  package var autocorrelation: Double?
  /// Share of the variance by the periodogram, of 0…1; nil where it has no peak there.
  package var periodogram: Double?

  package init(column: String, length: String, rows: Int, autocorrelation: Double?, periodogram: Double?) {
    self.column = column
    self.length = length
    self.rows = rows
    self.autocorrelation = autocorrelation
    self.periodogram = periodogram
  }
}

/// How like itself a column is, so many rows apart.
package struct AutocorrelationCurve: Sendable, Hashable {
  package var column: String
  /// Rows between two values.
  package var stride: Int
  /// From lag 0 on.
  package var values: [Double]
  /// Length of a row in ms.
  package var stepMilliseconds: Int64

  package init(column: String, stride: Int, values: [Double], stepMilliseconds: Int64) {
    self.column = column
    self.stride = stride
    self.values = values
    self.stepMilliseconds = stepMilliseconds
  }
}

/// A rung of the ladder, why it is there, and the target seen at its grain.
package struct GrainReport: Sendable, Hashable {
  package var grain: String
  package var bins: Int
  /// Bins that lack rows and so have no value.
  package var incomplete: Int
  /// One sentence without a full stop.
  package var reason: String
  /// Why it cannot be compared; nil where it can.
  package var exclusion: String?
  /// The target from the first bin to the last in equal stretches, for a small chart; NaN where all bins lack rows.
  package var lows: [Double]
  package var means: [Double]
  package var highs: [Double]

  package init(
    grain: String, bins: Int, incomplete: Int, reason: String, exclusion: String?, lows: [Double] = [],
    means: [Double] = [], highs: [Double] = []
  ) {
    self.grain = grain
    self.bins = bins
    self.incomplete = incomplete
    self.reason = reason
    self.exclusion = exclusion
    self.lows = lows
    self.means = means
    self.highs = highs
  }
}

/// A part of the data.
package struct SplitReport: Sendable, Hashable, Encodable {
  /// `training`, `validation` or `test`.
  package var part: String
  package var rows: Int
  /// Of all rows, 0…1.
  package var share: Double
  /// Wall clock of its first row and of the end of its last; nil where rows stand in no order.
  package var from: String?
  package var to: String?

  package init(part: String, rows: Int, share: Double, from: String? = nil, to: String? = nil) {
    self.part = part
    self.rows = rows
    self.share = share
    self.from = from
    self.to = to
  }
}
