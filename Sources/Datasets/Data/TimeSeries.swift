import Basics

/// Columns on a regular grid of time.
package struct TimeSeries: Sendable {
  /// The file's name without folders and ending, cleaned of control characters.
  package var name: String
  package var grid: TimeGrid
  /// Rows of the grid, from the first stamp to the last.
  package var count: Int
  /// `count` values each; rows that the file lacks are NaN, unless ``fillings`` says otherwise.
  package var columns: [Column]
  package var report: SeriesReport
  /// For each column what was filled; empty where nothing was.
  package internal(set) var fillings: [[Filling]] = []

  package init(name: String, grid: TimeGrid, columns: [Column], report: SeriesReport = SeriesReport()) {
    self.name = name
    self.grid = grid
    self.columns = columns
    self.report = report
    count = columns.first?.values.count ?? 0
    precondition(columns.allSatisfy { $0.values.count == count }, "columns of different lengths")
  }

  /// A series with a fixed step in ms, as tests and generators make.
  package init(
    name: String, zone: Zone = .asWritten, step: Int64, start: Instant, columns: [Column],
    report: SeriesReport = SeriesReport()
  ) {
    precondition(step > 0, "a step of \(step) ms")
    self.init(
      name: name, grid: TimeGrid(start: start, cadence: .milliseconds(step), zone: zone), columns: columns,
      report: report)
  }

  package var zone: Zone { grid.zone }
  package var start: Instant { grid.start }
  package var cadence: Cadence { grid.cadence }
  /// The step in ms; for series of calendar days or months their mean length, so use ``instant(at:)`` for instants.
  package var step: Int64 { grid.cadence.nominal }

  package func instant(at row: Int) -> Instant { grid.instant(at: row) }

  /// The start of each row, and the end of the last: `count + 1` ascending instants.
  package var boundaries: [Instant] { grid.instants(0..<count + 1) }

  /// The series with the columns at `indices` alone, in that order.
  package func selecting(_ indices: [Int]) -> TimeSeries {
    var series = self
    series.columns = indices.map { columns[$0] }
    series.fillings = fillings.isEmpty ? [] : indices.map { fillings[$0] }
    return series
  }

  /// The column of that name.
  ///
  /// - Throws: ``DatasetError/noSuchColumn(name:near:known:)`` or ``DatasetError/columnLeftOut(name:reason:known:)``.
  package func column(named name: String) throws(DatasetError) -> Column {
    guard let column = columns.first(where: { $0.name == name }) else {
      throw .noColumn(name, among: columns.map(\.name), leftOut: report.file.leftOut)
    }
    return column
  }
}
