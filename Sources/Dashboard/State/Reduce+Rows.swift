import Telemetry

/// Reading the table, and with it the forecast.
extension State {
  /// A step ahead is read in the table and on the curve at once; a confusion matrix only scrolls.
  mutating func moveRow(by rows: Int) {
    guard session?.target != nil else { return scrollTable(by: rows) }
    // The first key press reads what stands in sight already.
    read(row: row.map { $0 + rows } ?? firstRow)
  }

  /// Shows other rows and reads what was read.
  mutating func scrollTable(by rows: Int) {
    firstRow = min(max(firstRow + rows, 0), max(rowCount - LabLayout(state: self).tableRows, 0))
    let seen = firstRow..<firstRow + max(LabLayout(state: self).tableRows, 1)
    row = row.map { min(max($0, seen.lowerBound), seen.upperBound - 1) }
  }

  /// Reads a step ahead; the table scrolls so far that it is seen.
  mutating func read(row wanted: Int) {
    let chosen = min(max(wanted, 0), max(rowCount - 1, 0))
    let room = max(LabLayout(state: self).tableRows, 1)
    row = chosen
    firstRow = min(max(firstRow, chosen - room + 1), chosen)
  }
}
