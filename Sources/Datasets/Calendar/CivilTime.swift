/// Milliseconds since 1970-01-01 00:00.
///
/// For stamps without a zone this is the wall clock as written, taken as UTC; for a zoned series it is the true instant
/// and the zone gives the wall clock.
package typealias Instant = Int64

package enum Milliseconds {
  package static let second: Int64 = 1_000
  package static let minute: Int64 = 60_000
  package static let hour: Int64 = 3_600_000
  package static let day: Int64 = 86_400_000
  package static let week: Int64 = 604_800_000
}

/// A date with a time of day, as a clock on the wall shows it.
package struct CivilTime: Hashable, Sendable, Comparable {
  package var date: CivilDate
  /// 0 ..< 86 400 000
  package var millisecondOfDay: Int64

  package init(date: CivilDate, millisecondOfDay: Int64 = 0) {
    self.date = date
    self.millisecondOfDay = millisecondOfDay
  }

  /// The wall clock of `instant` in a zone.
  package init(_ instant: Instant, in zone: Zone = .asWritten) {
    self.init(wallClock: instant + zone.offset(at: instant))
  }

  /// From wall-clock milliseconds: those since 1970-01-01 00:00 on the same wall.
  package init(wallClock: Instant) {
    let days = CivilDate.floorDivide(wallClock, Milliseconds.day)
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
  package var description: String {
    var text = "\(date) \(Self.padded(hour, 2)):\(Self.padded(minute, 2))"
    if millisecondOfDay % Milliseconds.minute != 0 { text += ":\(Self.padded(second, 2))" }
    if millisecond != 0 { text += ".\(Self.padded(millisecond, 3))" }
    return text
  }

  static func padded(_ value: Int, _ width: Int) -> String {
    let digits = String(abs(value))
    let zeros = String(repeating: "0", count: max(0, width - digits.utf8.count))
    return (value < 0 ? "-" : "") + zeros + digits
  }
}
