/// A column of the data.
package struct ColumnReport: Sendable, Hashable, Encodable {
  package struct Level: Sendable, Hashable, Encodable {
    package var text: String
    package var count: Int

    package init(text: String, count: Int) {
      self.text = text
      self.count = count
    }
  }

  package var name: String
  /// `number`, `integer`, `flag` or `text`.
  package var type: String
  package var missing: Int
  /// Of all rows, 0…1.
  package var missingShare: Double
  /// Distinct values, counted up to ``distinctLimit``.
  package var distinct: Int
  /// Nil for text and where all values are missing.
  package var minimum: Double?
  package var maximum: Double?
  package var mean: Double?
  /// Population standard deviation.
  package var deviation: Double?
  /// The most frequent texts; empty for numbers.
  package var levels: [Level]
  /// Means of equal stretches of rows, nil where a stretch has no value.
  package var spark: [Double?]
  package var isTarget: Bool
  /// Whether ``distinct`` stopped counting.
  package var hasMoreDistinct: Bool

  package init(
    name: String, type: String, missing: Int, missingShare: Double, distinct: Int, minimum: Double? = nil,
    maximum: Double? = nil, mean: Double? = nil, deviation: Double? = nil, levels: [Level] = [], spark: [Double?] = [],
    isTarget: Bool = false, hasMoreDistinct: Bool = false
  ) {
    self.name = name
    self.type = type
    self.missing = missing
    self.missingShare = missingShare
    self.distinct = distinct
    self.minimum = minimum
    self.maximum = maximum
    self.mean = mean
    self.deviation = deviation
    self.levels = levels
    self.spark = spark
    self.isTarget = isTarget
    self.hasMoreDistinct = hasMoreDistinct
  }
}

/// A column that should be looked at, and why.
package struct ColumnWarning: Sendable, Hashable, Encodable {
  package var column: String
  /// As `equals the target in every row`.
  package var what: String

  package init(column: String, what: String) {
    self.column = column
    self.what = what
  }
}
