/// A day of the proleptic Gregorian calendar.
package struct CivilDate: Hashable, Sendable, Comparable {
  package let year: Int
  /// 1…12
  package let month: Int
  /// 1…31
  package let day: Int

  /// The day, or nil where the calendar has none such (as 29 February of a common year, or a year beyond ±200 000).
  package init?(year: Int, month: Int, day: Int) {
    guard (1...12).contains(month), day >= 1, abs(year) <= 200_000,
      day <= Self.daysInMonth(month, of: year)
    else { return nil }
    self.init(unchecked: year, month, day)
  }

  /// The day that lies `days` after 1970-01-01.
  ///
  /// Source: Hinnant, “chrono-compatible low-level date algorithms”, civil_from_days.
  package init(daysSinceEpoch days: Int) {
    let shifted = days + 719_468
    let era = floorQuotient(shifted, 146_097)
    let dayOfEra = shifted - era * 146_097
    let yearOfEra = (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let shiftedMonth = (5 * dayOfYear + 2) / 153
    let month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9
    self.init(
      unchecked: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, dayOfYear - (153 * shiftedMonth + 2) / 5 + 1)
  }

  private init(unchecked year: Int, _ month: Int, _ day: Int) {
    self.year = year
    self.month = month
    self.day = day
  }

  /// Days after 1970-01-01. Source: Hinnant, days_from_civil.
  package var daysSinceEpoch: Int { Self.daysSinceEpoch(year: year, month: month, day: day) }

  /// Days after 1970-01-01 of a day known to be valid.
  package static func daysSinceEpoch(year: Int, month: Int, day: Int) -> Int {
    let shiftedYear = month <= 2 ? year - 1 : year
    let era = floorQuotient(shiftedYear, 400)
    let yearOfEra = shiftedYear - era * 400
    let dayOfYear = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1
    return era * 146_097 + yearOfEra * 365 + yearOfEra / 4 - yearOfEra / 100 + dayOfYear - 719_468
  }

  /// 0 Monday … 6 Sunday.
  package var weekday: Int { floorModulo(daysSinceEpoch + 3, 7) }

  /// 1…366
  package var dayOfYear: Int { daysSinceEpoch - Self.daysSinceEpoch(year: year, month: 1, day: 1) + 1 }

  /// The ISO 8601 week: weeks start on Monday and belong to the year that holds their Thursday.
  package var isoWeek: (year: Int, week: Int) {
    let thursday = CivilDate(daysSinceEpoch: daysSinceEpoch - weekday + 3)
    return (thursday.year, (thursday.dayOfYear - 1) / 7 + 1)
  }

  /// The Monday of week `week` of an ISO year; nil where that year has no such week.
  package static func monday(ofISOWeek week: Int, year: Int) -> CivilDate? {
    guard (1...53).contains(week), abs(year) <= 200_000 else { return nil }
    let fourth = CivilDate(daysSinceEpoch: daysSinceEpoch(year: year, month: 1, day: 4))
    let monday = CivilDate(daysSinceEpoch: fourth.daysSinceEpoch - fourth.weekday + 7 * (week - 1))
    return monday.isoWeek == (year, week) ? monday : nil
  }

  /// This day moved by whole months; a day that the month lacks becomes the month's last (31 January + 1 = 28 February).
  package func adding(months: Int) -> CivilDate {
    let total = year * 12 + (month - 1) + months
    let newYear = floorQuotient(total, 12)
    let newMonth = total - newYear * 12 + 1
    return CivilDate(unchecked: newYear, newMonth, min(day, Self.daysInMonth(newMonth, of: newYear)))
  }

  package func adding(days: Int) -> CivilDate { CivilDate(daysSinceEpoch: daysSinceEpoch + days) }

  package static func isLeap(_ year: Int) -> Bool { year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) }

  /// Days of a month 1…12.
  package static func daysInMonth(_ month: Int, of year: Int) -> Int {
    switch month {
    case 2: isLeap(year) ? 29 : 28
    case 4, 6, 9, 11: 30
    default: 31
    }
  }

  package static func < (left: CivilDate, right: CivilDate) -> Bool {
    (left.year, left.month, left.day) < (right.year, right.month, right.day)
  }
}

extension CivilDate: CustomStringConvertible {
  /// As `2016-07-01`.
  package var description: String {
    "\(NumberFormat.padded(year, 4))-\(NumberFormat.padded(month, 2))-\(NumberFormat.padded(day, 2))"
  }
}
