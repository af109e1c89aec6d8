/// A date with a time of day, as a clock on the wall shows it.
package struct CivilTime: Hashable, Sendable, Comparable {
  package var date: CivilDate
  /// 0 ..< 86 400 000
  package var millisecondOfDay: Int64

  package init(date: CivilDate, millisecondOfDay: Int64 = 0) {
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }

  /// From wall-clock milliseconds: those since 1970-01-01 00:00 on the same wall.
  package init(wallClock: Instant) {
    let days = floorQuotient(wallClock, Milliseconds.day)
    date = CivilDate(daysSinceEpoch: Int(days))
    millisecondOfDay = wallClock - days * Milliseconds.day
  }

  /// Milliseconds since 1970-01-01 00:00 on the same wall.
  package var wallClock: Instant { Int64(date.daysSinceEpoch) * Milliseconds.day + millisecondOfDay }

  package var hour: Int { Int(millisecondOfDay / Milliseconds.hour) }
  package var minute: Int { Int(millisecondOfDay / Milliseconds.minute) % 60 }
  package var second: Int { Int(millisecondOfDay / Milliseconds.second) % 60 }
  package var millisecond: Int { Int(millisecondOfDay % 1_000) }

  package static func < (left: CivilTime, right: CivilTime) -> Bool {
    (left.date, left.millisecondOfDay) < (right.date, right.millisecondOfDay)
  }
}

extension CivilTime: CustomStringConvertible {
  /// As `2016-07-01 13:30`, with seconds and milliseconds only where they are not zero.
  package var description: String { text(to: precision) }

  /// Down to what a time is written.
  package enum Precision: Comparable {
    case minute, second, millisecond
  }

  /// What it takes to write this time whole.
  package var precision: Precision {
    millisecond != 0 ? .millisecond : millisecondOfDay % Milliseconds.minute != 0 ? .second : .minute
  }

  /// As `2016-07-01 00:30`, with seconds and their fraction where these are asked for.
  package func text(to precision: Precision) -> String {
    var text = "\(date) \(NumberFormat.padded(hour, 2)):\(NumberFormat.padded(minute, 2))"
    if precision >= .second { text += ":\(NumberFormat.padded(second, 2))" }
    if precision >= .millisecond { text += ".\(NumberFormat.padded(millisecond, 3))" }
    return text
  }
}
