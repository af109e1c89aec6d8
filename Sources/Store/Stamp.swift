import Basics

/// A moment, written as `2026-11-29T22:31:07.250Z`.
package struct Stamp: Hashable, Sendable, Comparable {
  /// In UTC.
  package let instant: Instant

  package init(_ instant: Instant) { self.instant = instant }

  /// Nil where `text` is not written so.
  package init?(_ text: String) {
    let parts = text.split { "-T:.Z".contains($0) }.map { Int($0) }
    guard parts.count == 7, text.utf8.count == Self.length, text.hasSuffix("Z"),
      let year = parts[0], let month = parts[1], let day = parts[2], let hour = parts[3], let minute = parts[4],
      let second = parts[5], let millisecond = parts[6],
      let date = CivilDate(year: year, month: month, day: day), hour < 24, minute < 60, second < 60
    else { return nil }
    let seconds = Int64(hour) * 3600 + Int64(minute) * 60 + Int64(second)
    instant = CivilTime(date: date, millisecondOfDay: seconds * Milliseconds.second + Int64(millisecond)).wallClock
  }

  private static let length = "2026-11-29T22:31:07.250Z".utf8.count

  package var text: String {
    let time = CivilTime(wallClock: instant)
    func two(_ value: Int) -> String { NumberFormat.padded(value, 2) }
    return "\(time.date)T\(two(time.hour)):\(two(time.minute)):\(two(time.second))."
      + "\(NumberFormat.padded(time.millisecond, 3))Z"
  }

  package static func < (left: Stamp, right: Stamp) -> Bool { left.instant < right.instant }
}

extension Stamp: TextCoded {}
