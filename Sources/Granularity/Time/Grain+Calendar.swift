import Basics
import Datasets

extension Grain {
  /// The start of the bin that holds `instant`.
  ///
  /// Weeks begin on Monday, several days are counted from Monday 1970-01-05, months and years from January; fixed lengths
  /// that divide a day are counted from local midnight, each from as much later as the ``phase`` says. Where a clock that is set back repeats a stretch, the repeated part
  /// belongs to the same bin, except that bins of an hour and less are counted apart.
  package func floor(_ instant: Instant, on clock: ZoneClock) -> Instant {
    let offset = clock.offset(at: instant)
    guard followsWallClock else {
      let candidate = instant - sinceBoundary(instant, offset, on: clock)
      if !dividesDay || clock.offset(at: candidate) == offset { return candidate }
      // The clock was changed within the bin: it starts at the change if that cuts the even count.
      return max(candidate, clock.change(after: candidate, upTo: instant))
    }
    let index = wallIndex(instant + offset)
    let start = clock.firstInstant(atWallClock: wallStart(index))
    let next = clock.firstInstant(atWallClock: wallStart(index + 1))
    return next <= instant ? next : start
  }

  /// The end of the bin that starts at `boundary`, which is the start of the following one.
  package func next(after boundary: Instant, on clock: ZoneClock) -> Instant {
    let offset = clock.offset(at: boundary)
    guard followsWallClock else {
      let candidate = boundary - sinceBoundary(boundary, offset, on: clock) + count
      if !dividesDay { return candidate }
      let change = clock.offset(at: candidate) - offset
      return change % count == 0 ? candidate : clock.change(after: boundary, upTo: candidate)
    }
    var index = wallIndex(boundary + offset) + 1
    // A clock set forward may leave out whole bins.
    while true {
      let next = clock.firstInstant(atWallClock: wallStart(index))
      if next > boundary { return next }
      index += 1
    }
  }

  /// The instant one length of this grain after `instant`: calendar days and months keep the wall-clock time, and a day of
  /// the month that does not exist becomes the last one.
  package func end(from instant: Instant, on clock: ZoneClock) -> Instant {
    if unit == .milliseconds { return instant + count }
    var wall = CivilTime(wallClock: clock.wallClock(at: instant))
    wall.date = unit == .days ? wall.date.adding(days: Int(count)) : wall.date.adding(months: Int(count))
    return clock.firstInstant(atWallClock: wall.wallClock)
  }

  /// Bin boundaries from the start of the bin that holds `first` to the end of the bin that holds `last`.
  package func boundaries(from first: Instant, through last: Instant, on clock: ZoneClock) -> [Instant] {
    var boundary = floor(first, on: clock)
    var boundaries = [boundary]
    boundaries.reserveCapacity(Int(max(0, last - first) / meanLength) + 3)
    let mayRepeat = unit == .milliseconds && (clock.constantOffset != nil || !followsWallClock)
    while boundary <= last {
      if mayRepeat {
        // Within a day without a change of the clock all bins are equally long.
        let reach = boundary + max(Milliseconds.day, count)
        let isEven = sinceBoundary(boundary, clock.offset(at: boundary), on: clock) == 0
        if isEven && clock.offset(at: boundary) == clock.offset(at: reach) {
          while boundary <= last && boundary < reach {
            boundary += count
            boundaries.append(boundary)
          }
          continue
        }
      }
      boundary = next(after: boundary, on: clock)
      boundaries.append(boundary)
    }
    return boundaries
  }

  /// Whether bins are laid by the wall clock rather than by elapsed time. Clocks are changed by half an hour or an hour:
  /// up to that length both agree, and elapsed time keeps the hour that is repeated in autumn as a bin of its own.
  var followsWallClock: Bool {
    unit != .milliseconds || (dividesDay && count > Milliseconds.hour)
  }

  /// The number of the bin that starts at `boundary`, by the wall clock where bins follow it or divide a day, so that a
  /// place in the day stays one when the clock is changed.
  package func place(of boundary: Instant, on clock: ZoneClock) -> Int64 {
    guard unit == .milliseconds, !dividesDay else { return wallIndex(boundary + clock.offset(at: boundary)) }
    return floorQuotient(boundary + clock.offset(at: 0) - phase.milliseconds, count)
  }

  /// How long an even bin of fixed length has lasted at an instant.
  private func sinceBoundary(_ instant: Instant, _ offset: Int64, on clock: ZoneClock) -> Int64 {
    floorModulo(instant + (dividesDay ? offset : clock.offset(at: 0)) - phase.milliseconds, count)
  }

  /// The number of the wall-clock bin that holds the wall-clock time `wall`.
  private func wallIndex(_ wall: Int64) -> Int64 {
    switch unit {
    case .milliseconds: return floorQuotient(wall - phase.milliseconds, count)
    case .days:
      return floorQuotient(floorQuotient(wall - phase.milliseconds, Milliseconds.day) - Self.firstMonday, count)
    case .months:
      let index = floorQuotient(CivilTime(wallClock: wall).date.monthsSinceYearZero - phase.months, count)
      // Before the day of its month on which the bin begins lies the one before.
      return wall < wallStart(index) ? index - 1 : index
    }
  }

  /// The wall-clock time at which the wall-clock bin `index` starts.
  private func wallStart(_ index: Int64) -> Int64 {
    switch unit {
    case .milliseconds: return index * count + phase.milliseconds
    case .days: return (index * count + Self.firstMonday) * Milliseconds.day + phase.milliseconds
    case .months:
      let month = index * count + phase.months
      let first = CivilDate.firstDay(ofMonthsSinceYearZero: month) * Milliseconds.day
      guard phase.milliseconds > 0 else { return first }
      let last = CivilDate.firstDay(ofMonthsSinceYearZero: month + 1) * Milliseconds.day - Milliseconds.day
      let (days, time) = phase.milliseconds.quotientAndRemainder(dividingBy: Milliseconds.day)
      return min(first + days * Milliseconds.day, last) + time
    }
  }

  /// Days from 1970-01-01, a Thursday, to the first Monday.
  static let firstMonday: Int64 = 4
}

extension CivilDate {
  fileprivate var monthsSinceYearZero: Int64 { Int64(year) * 12 + Int64(month) - 1 }

  /// Days from 1970-01-01 to the first day of a month.
  fileprivate static func firstDay(ofMonthsSinceYearZero months: Int64) -> Int64 {
    Int64(epochMonth.adding(months: Int(months - epochMonth.monthsSinceYearZero)).daysSinceEpoch)
  }

  private static let epochMonth = CivilDate(daysSinceEpoch: 0)
}
