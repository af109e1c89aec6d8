import Basics

/// Lays rows with stamps on a regular grid of time.
struct SeriesBuilder {
  /// A grid may have this many times the rows of the file.
  private static let sparsestGrid = 20

  let path: String
  let lines: LineIndex
  let zone: Zone
  private(set) var report: SeriesReport

  /// Where the file's rows go.
  struct Placement {
    var grid: TimeGrid
    var count: Int
    /// For each row of the file its grid row, −1 where it is left out; nil where both are the same.
    var rows: [Int]?
  }

  /// - Parameter stamps: instants in the file's order, ``DateParser/notADate`` where unreadable.
  mutating func place(_ stamps: [Int64]) throws(DatasetError) -> Placement {
    let order = try sortedRows(stamps)
    let instants = order.map { rows in rows.map { stamps[$0] } } ?? stamps
    let step = StepFinder(ascending: instants)
    report.modalStep = step.modalStep
    report.modalShare = step.modalShare
    guard step.modalStep > 0 else {
      throw .tooFewRows(rows: 1, needed: 2, purpose: Words.purposeSeriesStamps)
    }
    let found = CadenceFinder.find(instants, step: step, zone: zone)
    // Months and days of a zone have several lengths in ms.
    if let share = found.calendarShare { report.modalShare = share }
    if found.marksMonthEnds {
      report.file.remarks.append(Words.stampsAtMonthEnds)
    }
    if report.modalShare < 0.5 {
      let share = Int((step.modalShare * 100).rounded())
      report.file.remarks.append(
        Words.stampsIrregular(
          percent: share, step: Cadence.label(of: step.modalStep), cadence: found.cadence.label))
    }
    let grid = TimeGrid(start: found.start, cadence: found.cadence, zone: zone)
    return try lay(instants, order, grid, monthEnds: found.marksMonthEnds, fileRows: stamps.count)
  }

  /// The rows with a stamp in the order of time; nil where that is the file's order and none is left out.
  private mutating func sortedRows(_ stamps: [Int64]) throws(DatasetError) -> [Int]? {
    var bad = 0
    var descents = 0
    var previous = Int64.min
    for stamp in stamps {
      if stamp <= DateParser.impossible {
        bad += 1
        continue
      }
      if stamp < previous { descents += 1 }
      previous = stamp
    }
    let readable = stamps.count - bad
    guard readable >= 2 else {
      if bad > 0, let example = report.badStamps.first.first {
        throw .unreadableDates(path: path, column: example.column, example: example)
      }
      throw .tooFewRows(rows: readable, needed: 2, purpose: Words.purposeSeries)
    }
    guard bad > 0 || descents > 0 else { return nil }
    var rows = stamps.indices.filter { stamps[$0] > DateParser.impossible }
    guard descents > 0 else { return rows }
    if descents * 10 > (readable - 1) * 9 {
      report.file.remarks.append(Words.rowsReversed)
    } else {
      var above = Int64.min
      for row in rows {
        if stamps[row] < above { report.unordered.add(RowMark(line: lines[row], instant: stamps[row])) }
        above = stamps[row]
      }
    }
    // Ties stay in the file's order, so that the first of duplicates is the file's first.
    rows.sort { (stamps[$0], $0) < (stamps[$1], $1) }
    return rows
  }

  private mutating func lay(
    _ instants: [Int64], _ order: [Int]?, _ grid: TimeGrid, monthEnds: Bool, fileRows: Int
  ) throws(DatasetError) -> Placement {
    let clock = grid.zone.clock
    let lineOf: (Int) -> Int = { [lines] in lines[order?[$0] ?? $0] }
    var placed: [Int] = []
    placed.reserveCapacity(instants.count)
    var isPlain = order == nil
    var last = -1
    var lastInstant = Int64.min
    var widest: Gap?
    let limit = max(1_000, instants.count * Self.sparsestGrid)
    for (index, instant) in instants.enumerated() {
      var target = instant
      if monthEnds {
        let day = CivilTime(wallClock: clock.wallClock(at: instant)).date
        target = clock.instant(ofWallClock: CivilTime(date: CadenceFinder.monthStart(day)).wallClock)
      }
      let row = max(0, grid.nearestRow(to: target, clock: clock))
      let move = abs(grid.instant(at: row) - target)
      if move > 0 {
        report.offGrid.add(RowMark(line: lineOf(index), instant: instant))
        report.largestMove = max(report.largestMove, move)
      }
      if row <= last {
        report.duplicates.add(RowMark(line: lineOf(index), instant: instant))
        placed.append(-1)
        isPlain = false
        continue
      }
      if row > last + 1, last >= 0 {
        let gap = Gap(line: lineOf(index), from: lastInstant, to: instant, missingRows: row - last - 1)
        report.gaps.add(gap)
        report.missingRows += gap.missingRows
        if gap.missingRows > widest?.missingRows ?? 0 { widest = gap }
      }
      if row != index { isPlain = false }
      placed.append(row)
      last = row
      lastInstant = instant
      if row >= limit, let widest {
        throw .irregular(
          path: path, step: grid.cadence.nominal, rows: instants.count, gridRows: row + 1, widest: widest)
      }
    }
    report.longestGap = widest
    noteFindings(instants.count)
    if zone == .asWritten, let changing = ClockChanges.zone(explaining: report, step: report.modalStep) {
      report.file.remarks.append(Words.stampsOfChangingClocks(zone: changing))
    }
    guard !isPlain else { return Placement(grid: grid, count: last + 1, rows: nil) }
    var rows = [Int](repeating: -1, count: fileRows)
    for (index, row) in placed.enumerated() { rows[order?[index] ?? index] = row }
    return Placement(grid: grid, count: last + 1, rows: rows)
  }

  private mutating func noteFindings(_ rows: Int) {
    let repeated = report.duplicates.count
    guard repeated > 0 else { return }
    report.file.remarks.append(
      repeated * 4 > rows
        ? Words.stampsRepeated(repeated: repeated, rows: rows) : Words.stampsRepeatedFew(repeated: repeated, rows: rows)
    )
  }

  /// A column in the file's order, laid on the grid; NaN where no row falls.
  static func scatter(_ values: [Double], _ placement: Placement) -> [Double] {
    guard let rows = placement.rows else { return values }
    var laid = [Double](repeating: .nan, count: placement.count)
    for (row, target) in rows.enumerated() where target >= 0 { laid[target] = values[row] }
    return laid
  }
}
