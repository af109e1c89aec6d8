import Datasets
import Telemetry

/// What was odd in a file, each kind with its lines.
enum Oddities {
  /// Cases that are listed one by one.
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
          marks.first.prefix(detailed).map {
            Words.oddRow(line: "\($0.line)", stamp: Stamps.text($0.instant, series))
          }, isLoss: isLoss)
      }
      rows(Words.oddDuplicates, report.duplicates, isLoss: true)
      rows(Words.oddUnordered, report.unordered, isLoss: false)
      rows(Words.oddMoved(length: Cadence.label(of: report.largestMove)), report.offGrid, isLoss: false)
      cells(Words.oddStamps, report.badStamps)
      rows(Words.oddSkipped, report.skippedStamps, isLoss: false)
    }
    let file = dataset.fileReport
    note(
      Words.oddPictures, file.oddPictures.count, [], file.oddPictures.first.prefix(detailed).map(\.words))
    cells(Words.oddCells, file.oddCells)
    note(
      Words.oddRagged, file.raggedRows.count, file.raggedRows.first,
      file.raggedRows.first.prefix(detailed).map { Words.oddLine(line: "\($0)") })
    return findings
  }

  private static func text(_ cell: OddCell) -> String {
    Words.oddCell(line: "\(cell.line)", column: cell.column, what: cell.words)
  }
}
