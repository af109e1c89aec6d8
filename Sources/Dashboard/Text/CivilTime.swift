import Telemetry

/// A moment as a wall clock shows it. The calendar arithmetic is repeated here in a few lines, since the screen knows
/// neither data sets nor Foundation.
struct CivilTime: Equatable {
  let year: Int
  let month: Int
  let day: Int
  let hour: Int
  let minute: Int
  let second: Int

  /// Days to year, month, day in the proleptic Gregorian calendar.
  /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", civil_from_days.
  init(_ instant: Instant, offset: Int64 = 0) {
    // Instants far outside the calendar would overflow; they are shown as the nearest that does not.
    let bounded = min(max(instant, -8_000_000_000_000_000), 8_000_000_000_000_000)
    let seconds = Self.floorDivide(bounded + offset, 1000)
    let days = Self.floorDivide(seconds, 86_400)
    let rest = Int(seconds - days * 86_400)
    let shifted = days + 719_468
    let era = Self.floorDivide(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * dayOfYear + 2) / 153
    day = Int(dayOfYear - (153 * monthFromMarch + 2) / 5 + 1)
    month = Int(monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9)
    year = Int(yearOfEra + era * 400) + (month <= 2 ? 1 : 0)
    hour = rest / 3600
    minute = rest / 60 % 60
    second = rest % 60
  }

  private static func floorDivide(_ value: Int64, _ divisor: Int64) -> Int64 {
    let quotient = value / divisor
    return value % divisor < 0 ? quotient - 1 : quotient
  }

  var date: String { "\(year)-\(Numbers.two(month))-\(Numbers.two(day))" }
  var monthAndDay: String { "\(Numbers.two(month))-\(Numbers.two(day))" }
  var clock: String { "\(Numbers.two(hour)):\(Numbers.two(minute))" }

  /// `14:05`, or `14:05:30` where steps are no whole minutes.
  func clock(step: Int64) -> String { step % 60_000 == 0 ? clock : "\(clock):\(Numbers.two(second))" }

  /// `2000-08-14 00:00`, or the date alone for steps of whole days.
  func stamp(step: Int64) -> String {
    if step == 0 || step % 86_400_000 == 0 { return date }
    return "\(date) \(clock(step: step))"
  }

  /// Without the year, for the rows of a table: `08-14 14:00`; with it for days and longer.
  func row(step: Int64) -> String {
    if step == 0 || step % 86_400_000 == 0 { return date }
    return step % 60_000 == 0 ? "\(monthAndDay) \(clock)" : clock(step: step)
  }
}
