import Basics
import Datasets

/// Which rows of a series fall into which bins of a grain.
struct BinLayout {
  /// Bin `i` covers `starts[i]..<starts[i + 1]`.
  let starts: [Instant]
  /// Bin `i` holds the rows `firstRow[i]..<firstRow[i + 1]`.
  let firstRow: [Int]
  /// Rows that the first bin would hold if the series began earlier.
  let missingBefore: Int
  /// Rows that the last bin would hold if the series ended later.
  let missingAfter: Int
  /// End of the own step of each bin's last row.
  let newestRow: [Instant]

  var count: Int { newestRow.count }

  /// The most rows that a bin holds.
  var mostRows: Int {
    if holdsOneRowEach { return 1 }
    var most = 0
    for bin in 0..<count { most = max(most, expectedRows(bin)) }
    return most
  }

  /// Whether bins and rows are the same.
  var holdsOneRowEach: Bool { holdsRowsInOrder && missingBefore == 0 && missingAfter == 0 }

  /// Whether bin `i` holds row `i`.
  let holdsRowsInOrder: Bool

  /// The bins that hold some of `rows`.
  func bins(of rows: Range<Int>) -> Range<Int> {
    func bin(of row: Int) -> Int { max(firstRow[..<count].partitioningIndex { $0 > row } - 1, 0) }
    guard !rows.isEmpty, count > 0 else { return 0..<0 }
    return bin(of: rows.lowerBound)..<bin(of: rows.upperBound - 1) + 1
  }

  /// The rows of a complete bin.
  func expectedRows(_ bin: Int) -> Int {
    firstRow[bin + 1] - firstRow[bin] + (bin == 0 ? missingBefore : 0) + (bin == count - 1 ? missingAfter : 0)
  }

  init(_ grain: Grain, of series: TimeSeries) {
    guard series.count > 0 else {
      (starts, firstRow, missingBefore, missingAfter, newestRow) = ([series.start], [0], 0, 0, [])
      holdsRowsInOrder = true
      return
    }
    let clock = series.zone.clock
    let base = Grain(of: series)
    let rows = RowClock(series, lastInstants: !base.divides(grain))
    let starts = grain.boundaries(from: rows.instant(0), through: rows.instant(series.count - 1), on: clock)
    var firstRow: [Int] = []
    firstRow.reserveCapacity(starts.count)
    for start in starts { firstRow.append(min(max(rows.row(atOrAfter: start), 0), series.count)) }

    self.holdsRowsInOrder =
      firstRow.count == series.count + 1 && firstRow.indices.allSatisfy { firstRow[$0] == $0 }
    self.newestRow = Self.newestRows(firstRow, of: series, base, clock)
    self.starts = starts
    self.firstRow = firstRow
    self.missingBefore = rows.count(from: starts[0], before: rows.instant(0), at: -1, by: -1)
    self.missingAfter = rows.count(
      from: rows.instant(series.count), before: starts[starts.count - 1], at: series.count, by: 1)
  }

  private static func newestRows(
    _ firstRow: [Int], of series: TimeSeries, _ base: Grain, _ clock: ZoneClock
  ) -> [Instant] {
    var newest: [Instant] = []
    newest.reserveCapacity(firstRow.count - 1)
    if base.unit == .milliseconds && clock.constantOffset != nil {
      // All steps are alike: what is left of the first one is left of each.
      let rest = base.next(after: base.floor(series.start, on: clock), on: clock) - series.start
      for row in firstRow.dropFirst() { newest.append(series.start + Int64(row - 1) * base.count + rest) }
    } else {
      for row in firstRow.dropFirst() {
        newest.append(base.next(after: base.floor(series.instant(at: row - 1), on: clock), on: clock))
      }
    }
    return newest
  }
}

/// Where a series' rows stand in time, quick to ask either way.
struct RowClock {
  private let series: TimeSeries
  private let base: Grain
  private let usesLastInstants: Bool
  /// Empty where arithmetic does.
  private let instants: [Instant]

  /// - Parameter lastInstants: rows stand at the last instant of their own step instead of at their stamps. The two differ
  ///   where steps overlap bins, as weeks do months: by its last instant a row belongs to the bin in which it is known.
  init(_ series: TimeSeries, lastInstants: Bool = false) {
    self.series = series
    base = Grain(of: series)
    usesLastInstants = lastInstants
    if lastInstants {
      let clock = series.zone.clock
      let base = base
      instants = series.boundaries.map { base.next(after: base.floor($0, on: clock), on: clock) - 1 }
    } else if case .milliseconds = series.cadence {
      instants = []
    } else {
      instants = series.boundaries
    }
  }

  /// Where a row stands; rows may lie beyond the data.
  func instant(_ row: Int) -> Instant {
    if instants.indices.contains(row) { return instants[row] }
    let stamp = series.instant(at: row)
    guard usesLastInstants else { return stamp }
    let clock = series.zone.clock
    return base.next(after: base.floor(stamp, on: clock), on: clock) - 1
  }

  /// How many rows stand in `start..<end`, looked for from `row` on in one direction.
  func count(from start: Instant, before end: Instant, at row: Int, by direction: Int) -> Int {
    if !usesLastInstants, case .milliseconds(let step) = series.cadence {
      return max(0, Int(ceilingQuotient(end - instant(row), step)) - Int(ceilingQuotient(start - instant(row), step)))
    }
    var row = row
    var count = 0
    while start <= instant(row), instant(row) < end {
      count += 1
      row += direction
    }
    return count
  }

  /// The first row that does not stand before `instant`; may lie before the data, and one row beyond them.
  func row(atOrAfter instant: Instant) -> Int {
    if instants.isEmpty, case .milliseconds(let step) = series.cadence {
      return Int(ceilingQuotient(instant - series.start, step))
    }
    return instants.partitioningIndex { $0 >= instant }
  }
}

extension Grain {
  /// The grain of a series' own rows.
  package init(of cadence: Cadence) {
    switch cadence {
    case .milliseconds(let step): self = .milliseconds(step)
    case .days(let count): self = .days(Int64(count))
    case .months(let count): self = .months(Int64(count))
    }
  }
}
