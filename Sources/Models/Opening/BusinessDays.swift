import Basics
import Datasets
import Granularity

/// A series of days of which Saturdays and Sundays are missing, nearly all of them, and nearly nothing else is.
package struct BusinessDays {
  /// The share of weekend days that may be there, and of other days that may be missing.
  private static let few = 0.1
  private static let leastWeeks = 4

  /// Nil where it is no such series.
  package init?(_ series: TimeSeries) {
    guard Grain(of: series.cadence) == .days(1), series.count >= 7 * Self.leastWeeks else { return nil }
    var (days, missing) = ([0, 0], [0, 0])
    let clock = series.zone.clock
    for row in 0..<series.count {
      let wall = clock.wallClock(at: series.instant(at: row))
      let isWeekend = CivilTime(wallClock: wall).date.weekday >= 5 ? 1 : 0
      days[isWeekend] += 1
      if series.columns.allSatisfy({ $0.values[row].isNaN }) { missing[isWeekend] += 1 }
    }
    guard Double(days[1] - missing[1]) <= Self.few * Double(days[1]),
      Double(missing[0]) <= Self.few * Double(days[0])
    else { return nil }
  }
}
