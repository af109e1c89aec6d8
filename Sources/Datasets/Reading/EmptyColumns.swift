/// Columns of numbers without a single value: nothing can be read from them, and to a table they would leave no complete row.
enum EmptyColumns {
  /// Leaves them out, each with the reason; where no column has a value, all stay.
  static func leaveOut(of dataset: inout Dataset) {
    switch dataset {
    case .series(var series):
      leaveOut(of: &series.columns, &series.report.file)
      dataset = .series(series)
    case .table(var table):
      leaveOut(of: &table.columns, &table.report)
      dataset = .table(table)
    case .images: break
    }
  }

  private static func leaveOut(of columns: inout [Column], _ report: inout FileReport) {
    let empty = columns.filter { $0.values.allSatisfy(\.isNaN) }
    guard !empty.isEmpty, empty.count < columns.count else { return }
    let names = Set(empty.map(\.name))
    columns.removeAll { names.contains($0.name) }
    report.leftOut += empty.map { LeftOutColumn(name: $0.name, reason: Words.leftOutNoValues) }
  }
}
