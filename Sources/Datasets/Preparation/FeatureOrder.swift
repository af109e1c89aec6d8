/// Columns in the order of their information about a target.
package struct FeatureOrder: Hashable, Sendable {
  package struct Entry: Hashable, Sendable {
    package let column: String
    package let bits: Double

    package init(column: String, bits: Double) {
      self.column = column
      self.bits = bits
    }
  }

  /// The most informative first; of equals the first in the data.
  package let entries: [Entry]

  package init(_ entries: [Entry]) {
    self.entries = entries.enumerated().sorted { ($1.element.bits, $0.offset) < ($0.element.bits, $1.offset) }
      .map(\.element)
  }

  /// Of a series: the information of a column's value at the end of a training row about how the target's mean over the rows
  /// that follow differs from its own value there, which is what models learn.
  ///
  /// - Parameters:
  ///   - rows: training rows, from the first; what follows is not looked at.
  ///   - horizon: rows ahead.
  package init(_ series: TimeSeries, target: Int, rows: Range<Int>, horizon: Int) {
    let own = series.columns[target].values
    var change = [Double](repeating: .nan, count: max(0, rows.count))
    var (sum, missing) = (0.0, 0)
    func count(_ row: Int, _ sign: Int) {
      if own[row].isNaN { missing += sign } else { sum += Double(sign) * own[row] }
    }
    for row in rows {
      count(row, 1)
      if row - horizon >= rows.lowerBound { count(row - horizon, -1) }
      // The window holds the horizon that follows row − horizon.
      let origin = row - horizon
      if origin >= rows.lowerBound, missing == 0, !own[origin].isNaN {
        change[origin - rows.lowerBound] = sum / Double(horizon) - own[origin]
      }
    }
    self.init(
      series.columns.enumerated().filter { $0.offset != target }.map { _, column in
        Entry(column: column.name, bits: MutualInformation.bits(Array(column.values[rows]), change))
      })
  }
}
