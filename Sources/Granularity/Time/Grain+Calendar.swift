import Basics
import Datasets

extension Grain {
  /// The start of the bin that holds `instant`.
  ///
  /// Weeks begin on Monday, several days are counted from Monday 1970-01-05, months and years from January; fixed lengths
  /// that divide a day are counted from local midnight. Where a clock that is set back repeats a stretch, the repeated part
  /// belongs to the same bin, except that bins of an hour and less are counted apart.
  package func floor(_ instant: Instant, on clock: ZoneClock) -> Instant {
    let offset = clock.offset(at: instant)
    guard followsWallClock else {
      let candidate = instant - floorModulo(instant + phaseOffset(offset, on: clock), count)
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
      let candidate = boundary - floorModulo(boundary + phaseOffset(offset, on: clock), count) + count
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
        let isEven = floorModulo(boundary + phaseOffset(clock.offset(at: boundary), on: clock), count) == 0
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
  private var followsWallClock: Bool {
    unit != .milliseconds || (dividesDay && count > Milliseconds.hour)
  }

  /// What to add to an instant before it is divided into bins of fixed length.
  private func phaseOffset(_ offset: Int64, on clock: ZoneClock) -> Int64 {
    dividesDay ? offset : clock.offset(at: 0)
  }

  /// The number of the wall-clock bin that holds the wall-clock time `wall`.
  private func wallIndex(_ wall: Int64) -> Int64 {
    switch unit {
    case .milliseconds: floorQuotient(wall, count)
    case .days: floorQuotient(floorQuotient(wall, Milliseconds.day) - Self.firstMonday, count)
    case .months:
      floorQuotient(
        CivilTime(wallClock: wall).date.monthsSinceYearZero, count)
    }
  }

  /// The wall-clock time at which the wall-clock bin `index` starts.
  private func wallStart(_ index: Int64) -> Int64 {
    switch unit {
    case .milliseconds: index * count
    case .days: (index * count + Self.firstMonday) * Milliseconds.day
    case .months: CivilDate.firstDay(ofMonthsSinceYearZero: index * count) * Milliseconds.day
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
