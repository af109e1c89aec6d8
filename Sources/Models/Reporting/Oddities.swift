import Datasets
import Telemetry

/// What was odd in a file, each kind with its lines.
enum Oddities {
  /// Cases that are told in words.
  private static let detailed = 6

  static func of(_ dataset: Dataset) -> [Finding] {
    var findings: [Finding] = []
    func note(_ what: String, _ count: Int, _ lines: [Int], _ details: [String] = [], isLoss: Bool = true) {
      guard count > 0 else { return }
      findings.append(Finding(what: what, count: count, lines: lines, details: details, isLoss: isLoss))
    }
    func cells(_ what: String, _ cells: Findings<OddCell>) {
      note(what, cells.count, cells.first.map(\.line), cells.first.prefix(detailed).map(text))
    }
    if case .series(let series) = dataset {
      let report = series.report
      func rows(_ what: String, _ marks: Findings<RowMark>, isLoss: Bool) {
        note(
          what, marks.count, marks.first.map(\.line),
          marks.first.prefix(detailed).map { "line \($0.line): \(Stamps.text($0.instant, series))" }, isLoss: isLoss)
      }
      rows("duplicate stamps, left out", report.duplicates, isLoss: true)
      rows("rows out of order, sorted in", report.unordered, isLoss: false)
      rows(
        "rows between steps, moved by up to \(Cadence.label(of: report.largestMove))", report.offGrid, isLoss: false)
      cells("unreadable stamps, left out", report.badStamps)
      rows("stamps that the clocks never showed, carried past the jump", report.skippedStamps, isLoss: false)
    }
    let file = dataset.fileReport
    note(
      "pictures that do not join the others, left out", file.oddPictures.count, [],
      file.oddPictures.first.prefix(detailed).map(\.words))
    cells("odd cells, missing now", file.oddCells)
    note(
      "rows with too few or too many cells", file.raggedRows.count, file.raggedRows.first,
      file.raggedRows.first.prefix(detailed).map { "line \($0)" })
    return findings
  }

  private static func text(_ cell: OddCell) -> String {
    "line \(cell.line), \(cell.column): \(cell.words)"
  }
}
