import Basics

/// The regular rhythm of a series' rows.
package enum Cadence: Hashable, Sendable {
  /// Every so many ms.
  case milliseconds(Int64)
  /// Every so many calendar days at the same wall-clock time, where a zone's clocks change and days last 23 to 25 h.
  case days(Int)
  /// Every so many calendar months, on the same day at the same wall-clock time.
  case months(Int)

  /// Length in ms; of days and months the mean one (a month is 1/12 of 365.2425 days).
  package var nominal: Int64 {
    switch self {
    case .milliseconds(let step): step
    case .days(let count): Int64(count) * Milliseconds.day
    case .months(let count): Int64(count) * Milliseconds.month
    }
  }

  /// As `10 min`, `1 h`, `1 d`, `1 w`, `3 mo`, `1 y`.
  package var label: String {
    switch self {
    case .milliseconds(let step): Self.label(of: step)
    case .days(let count): Self.label(of: Int64(count) * Milliseconds.day)
    case .months(let count): count % 12 == 0 ? "\(count / 12) y" : "\(count) mo"
    }
  }

  /// A duration in its largest whole unit, as `90 min`, `1 d`, `250 ms`.
  package static func label(of milliseconds: Int64) -> String {
    let units: [(Int64, String)] = [
      (Milliseconds.week, "w"), (Milliseconds.day, "d"), (Milliseconds.hour, "h"), (Milliseconds.minute, "min"),
      (Milliseconds.second, "s"),
    ]
    for (length, name) in units where milliseconds != 0 && milliseconds % length == 0 {
      return "\(milliseconds / length) \(name)"
    }
    return "\(milliseconds) ms"
  }
}

/// The instants of a regular grid: `start`, and then one every cadence.
package struct TimeGrid: Hashable, Sendable {
  package let start: Instant
  package let cadence: Cadence
  package let zone: Zone

  package init(start: Instant, cadence: Cadence, zone: Zone) {
    self.start = start
    self.cadence = cadence
    self.zone = zone
  }

  /// The instant of a row; rows may be negative or lie beyond the data.
  package func instant(at row: Int) -> Instant {
    if case .milliseconds(let step) = cadence { return start + Int64(row) * step }
    return position(zone.clock).instant(row)
  }

  /// The instants of many rows; quicker than one by one.
  package func instants(_ rows: Range<Int>) -> [Instant] {
    if case .milliseconds(let step) = cadence { return rows.map { start + Int64($0) * step } }
    let position = position(zone.clock)
    return rows.map(position.instant)
  }

  /// The row whose instant lies nearest to `instant`.
  package func nearestRow(to instant: Instant) -> Int { nearestRow(to: instant, clock: zone.clock) }

  func nearestRow(to instant: Instant, clock: ZoneClock) -> Int {
    if case .milliseconds(let step) = cadence {
      return Int(floorQuotient(instant - start + step / 2, step))
    }
    let position = position(clock)
    var row = Int(floorQuotient(instant - start, cadence.nominal))
    while position.instant(row) > instant { row -= 1 }
    while position.instant(row + 1) <= instant { row += 1 }
    return instant - position.instant(row) <= position.instant(row + 1) - instant ? row : row + 1
  }

  private func position(_ clock: ZoneClock) -> Position {
    Position(clock: clock, first: CivilTime(wallClock: clock.wallClock(at: start)), cadence: cadence)
  }

  /// Calendar steps from the first row's wall clock.
  private struct Position {
    let clock: ZoneClock
    let first: CivilTime
    let cadence: Cadence

    func instant(_ row: Int) -> Instant {
      var time = first
      switch cadence {
      case .milliseconds(let step): return clock.instant(ofWallClock: first.wallClock) + Int64(row) * step
      case .days(let count): time.date = first.date.adding(days: row * count)
      case .months(let count): time.date = first.date.adding(months: row * count)
      }
      return clock.instant(ofWallClock: time.wallClock)
    }
  }
}
