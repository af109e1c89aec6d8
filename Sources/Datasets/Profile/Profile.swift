/// What `inspect` shows of a data set; gaps, odd rows and guesses stand in the data set's own report.
package struct Profile: Sendable {
  package var columns: [ColumnProfile]
  package var rowCount: Int
  /// Cycles of a series' columns; empty for tables and images.
  package var periods: [Period]
  /// What is remarkable of columns beside a target: constants, copies, knowledge of the future.
  package var suspicions: [Suspicion]

  /// Cells of columns whose cycles are looked for; the search costs O(n log n) each.
  private static let periodCells = 1_000_000
  private static let periodColumns = 8

  /// - Parameter target: the column that is to be predicted; its cycles are looked for first.
  package init(of dataset: Dataset, target: String? = nil) {
    rowCount = dataset.rowCount
    periods = []
    suspicions = []
    switch dataset {
    case .series(let series):
      columns = series.columns.map { ColumnProfile(of: $0) }
      let chosen = series.columns.firstIndex { $0.name == target } ?? 0
      let order = [chosen] + series.columns.indices.filter { $0 != chosen }
      let most = max(1, min(Self.periodColumns, Self.periodCells / max(1, series.count)))
      for index in order.prefix(most).sorted() where !columns[index].isConstant {
        periods += PeriodFinder.periods(of: series.columns[index], cadence: series.cadence)
      }
      if series.columns.indices.contains(chosen) {
        suspicions = Suspicion.of(columns, series.columns, target: series.columns[chosen], isOrdered: true)
      }
    case .table(let table):
      columns = table.columns.map { ColumnProfile(of: $0) } + table.textColumns.map { ColumnProfile(of: $0) }
      if let target = try? table.target(named: target) {
        suspicions = Suspicion.of(columns, table, target: target)
      }
    case .images(let images):
      columns = [ColumnProfile(name: "pixels", pixels: images.pixels)]
      if !images.labels.isEmpty {
        let labels = TextColumn(
          name: images.report.guess.labelColumn ?? "label", codes: images.labels, levels: images.classNames)
        columns.append(ColumnProfile(of: labels))
      }
      if !images.numbers.isEmpty {
        let name = images.report.guess.labelColumn ?? "number"
        columns.append(ColumnProfile(of: Column(name: name, values: images.numbers.map(Double.init), type: .number)))
      }
    }
  }
}
