/// What `inspect` tells about a data set; gaps, odd rows and guesses stand in the data set's own report.
package struct Profile: Sendable {
  package var columns: [ColumnProfile]
  package var rowCount: Int
  /// Cycles of a series' columns; empty for tables and images.
  package var periods: [Period]

  /// Columns whose cycles are looked for; the search costs O(n log n) each.
  private static let periodColumns = 8

  package init(of dataset: Dataset) {
    rowCount = dataset.rowCount
    periods = []
    switch dataset {
    case .series(let series):
      columns = series.columns.map { ColumnProfile(of: $0) }
      for column in series.columns.prefix(Self.periodColumns) {
        periods += PeriodFinder.periods(of: column, cadence: series.cadence)
      }
    case .table(let table):
      columns = table.columns.map { ColumnProfile(of: $0) } + table.textColumns.map { ColumnProfile(of: $0) }
    case .images(let images):
      columns = [ColumnProfile(of: Column(name: "pixels", values: images.pixels, type: .number))]
      if !images.labels.isEmpty {
        let labels = TextColumn(
          name: images.report.guess.labelColumn ?? "label", codes: images.labels, levels: images.classNames)
        columns.append(ColumnProfile(of: labels))
      }
    }
  }
}

package struct ColumnProfile: Sendable, Hashable {
  package enum Kind: String, Sendable, Hashable { case number, integer, flag, text }
  package var name: String
  package var kind: Kind
  package var count: Int
  package var missing: Int
  /// Distinct values without the missing ones; counting stops at ``distinctLimit``.
  package var distinct: Int
  /// Statistics of numbers without the missing ones; nil for text and where all are missing.
  package var range: Range?
  /// Means of up to ``sparkWidth`` equal stretches of rows, NaN where a stretch has no value: for a spark line.
  package var spark: [Float]

  package static let distinctLimit = 10_000
  package static let sparkWidth = 48

  package struct Range: Sendable, Hashable {
    package var minimum: Float
    package var maximum: Float
    package var mean: Double
    /// Population standard deviation.
    package var deviation: Double
  }

  package init(of column: Column) {
    name = column.name
    kind = Kind(rawValue: column.type.rawValue) ?? .number
    count = column.values.count
    let values = column.values.filter { !$0.isNaN }
    missing = count - values.count
    var seen: Set<Float> = []
    for value in values {
      seen.insert(value)
      if seen.count == Self.distinctLimit { break }
    }
    distinct = seen.count
    spark = Self.spark(column.values)
    guard let minimum = values.min(), let maximum = values.max() else { return }
    let moments = Moments(values)
    range = Range(minimum: minimum, maximum: maximum, mean: moments.mean, deviation: moments.deviation)
  }

  package init(of column: TextColumn) {
    name = column.name
    kind = .text
    count = column.codes.count
    missing = column.codes.count { $0 < 0 }
    distinct = min(column.levels.count, Self.distinctLimit)
    spark = []
  }

  private static func spark(_ values: [Float]) -> [Float] {
    let width = min(sparkWidth, values.count)
    return (0..<width).map { index in
      let stretch = values[index * values.count / width..<(index + 1) * values.count / width].filter { !$0.isNaN }
      return stretch.isEmpty ? .nan : Float(Moments(stretch).mean)
    }
  }
}
