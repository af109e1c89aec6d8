import Telemetry

/// Reading forecasts and their table: origins, and steps ahead.
extension Action {
  static let previousOrigin = Action("previous-origin", Words.actionPreviousOrigin) { $0.moveOrigin(by: -1) }
  static let nextOrigin = Action("next-origin", Words.actionNextOrigin) { $0.moveOrigin(by: 1) }
  static let firstOrigin = Action("first-origin", Words.actionFirstOrigin) { $0.showOrigin(0) }
  static let lastOrigin = Action("last-origin", Words.actionLastOrigin) { $0.showOrigin(max($0.originCount - 1, 0)) }
  static let rowUp = Action("row-above", Words.actionRowAbove) { $0.moveRow(by: -1) }
  static let rowDown = Action("row-below", Words.actionRowBelow) { $0.moveRow(by: 1) }
  static let pageUp = Action("page-above", Words.actionPageAbove) { $0.moveRow(by: -$0.page) }
  static let pageDown = Action("page-below", Words.actionPageBelow) { $0.moveRow(by: $0.page) }
}

extension State {
  /// Rows that the table shows at once.
  fileprivate var page: Int { max(LabLayout(state: self).tableRows, 1) }

  /// A row of the table is something of its own: a step ahead, a sample. Those of a confusion matrix belong together.
  var readsRows: Bool {
    switch task {
    case .forecast, .number: true
    case .classes, nil: false
    }
  }

  /// A step ahead is read in the table and on the curve together; a confusion matrix only scrolls.
  fileprivate mutating func moveRow(by rows: Int) {
    guard readsRows else { return scrollTable(by: rows) }
    // The first key press reads what stands in sight already.
    read(row: lab.row.map { $0 + rows } ?? lab.firstRow)
  }

  /// Shows other rows and reads what was read.
  mutating func scrollTable(by rows: Int) {
    lab.firstRow = min(max(lab.firstRow + rows, 0), max(rowCount - LabLayout(state: self).tableRows, 0))
    let seen = lab.firstRow..<lab.firstRow + page
    lab.row = lab.row.map { min(max($0, seen.lowerBound), seen.upperBound - 1) }
  }

  /// Reads a step ahead; the table scrolls so far that it is seen.
  mutating func read(row wanted: Int) {
    let chosen = min(max(wanted, 0), max(rowCount - 1, 0))
    lab.row = chosen
    lab.firstRow = min(max(lab.firstRow, chosen - page + 1), chosen)
  }
}
