/// How the values in a bin become one.
package enum Aggregation: String, Hashable, Sendable, Codable, CaseIterable {
  case mean, sum, min, max
  /// Sample standard deviation (divisor n − 1); it takes two values.
  case std
  /// The newest value.
  case last
  /// The number of values present.
  case count

  /// Whether values at a coarse grain follow from those at a finer one, so that it can make a forecast's target.
  package var canBeTarget: Bool {
    switch self {
    case .mean, .sum, .min, .max, .last: true
    case .std, .count: false
    }
  }
}

/// One column of the data aggregated in one way.
package struct ColumnAggregate: Hashable, Sendable, Codable {
  /// Index of the column in the series.
  package var column: Int
  package var aggregation: Aggregation

  package init(_ column: Int, _ aggregation: Aggregation) {
    self.column = column
    self.aggregation = aggregation
  }
}
