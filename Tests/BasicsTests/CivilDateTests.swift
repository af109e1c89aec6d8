import Basics
import Testing

@Suite("Civil dates")
struct CivilDateTests {
  @Test(
    "Days since 1970 agree with known dates",
    arguments: [
      (1970, 1, 1, 0), (1969, 12, 31, -1), (2000, 2, 29, 11_016), (2000, 3, 1, 11_017), (1900, 3, 1, -25_508),
      (2016, 7, 1, 16_983), (2100, 3, 1, 47_541), (1, 1, 1, -719_162), (9999, 12, 31, 2_932_896),
    ])
  func knownDays(year: Int, month: Int, day: Int, days: Int) {
    #expect(CivilDate(year: year, month: month, day: day)?.daysSinceEpoch == days)
    #expect(CivilDate(daysSinceEpoch: days) == CivilDate(year: year, month: month, day: day))
  }

  @Test("Every day of four centuries follows the one before")
  func consecutive() {
    var previous = CivilDate(daysSinceEpoch: -80_000)
    for days in -79_999...66_097 {
      let date = CivilDate(daysSinceEpoch: days)
      #expect(date.daysSinceEpoch == days)
      if date.day != 1 {
        #expect(date.day == previous.day + 1 && date.month == previous.month && date.year == previous.year)
      } else {
        #expect(previous.day == CivilDate.daysInMonth(previous.month, of: previous.year))
      }
      previous = date
    }
  }

  @Test("Leap years", arguments: [(2000, true), (1900, false), (2016, true), (2023, false), (2400, true), (-4, true)])
  func leapYears(year: Int, isLeap: Bool) {
    #expect(CivilDate.isLeap(year) == isLeap)
    #expect((CivilDate(year: year, month: 2, day: 29) != nil) == isLeap)
  }

  @Test("Days that no month has", arguments: [(2023, 2, 29), (2023, 4, 31), (2023, 13, 1), (2023, 0, 1), (2023, 1, 0)])
  func impossible(year: Int, month: Int, day: Int) {
    #expect(CivilDate(year: year, month: month, day: day) == nil)
  }

  @Test(
    "ISO weeks",
    arguments: [
      (2005, 1, 1, 2004, 53), (2005, 12, 31, 2005, 52), (2007, 12, 31, 2008, 1), (2008, 12, 29, 2009, 1),
      (2009, 12, 31, 2009, 53), (2010, 1, 3, 2009, 53), (2010, 1, 4, 2010, 1), (2016, 7, 1, 2016, 26),
      (2020, 12, 31, 2020, 53), (2021, 1, 1, 2020, 53), (2024, 12, 30, 2025, 1),
    ])
  func weeks(year: Int, month: Int, day: Int, weekYear: Int, week: Int) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(date.isoWeek == (weekYear, week))
    let monday = try #require(CivilDate.monday(ofISOWeek: week, year: weekYear))
    #expect(monday.weekday == 0)
    #expect((0..<7).contains(date.daysSinceEpoch - monday.daysSinceEpoch))
  }

  @Test("A year without a 53rd week")
  func noWeek53() {
    #expect(CivilDate.monday(ofISOWeek: 53, year: 2021) == nil)
    #expect(CivilDate.monday(ofISOWeek: 53, year: 2020) != nil)
  }

  @Test("Weekdays, days of the year")
  func parts() throws {
    let date = try #require(CivilDate(year: 2024, month: 12, day: 31))
    #expect(date.weekday == 1)
    #expect(date.dayOfYear == 366)
    #expect(CivilDate(daysSinceEpoch: 0).weekday == 3)
  }

  @Test(
    "Months are added to month ends",
    arguments: [
      (2024, 1, 31, 1, 2024, 2, 29), (2023, 1, 31, 1, 2023, 2, 28), (2023, 12, 15, 1, 2024, 1, 15),
      (2024, 3, 31, -1, 2024, 2, 29), (2024, 5, 31, -6, 2023, 11, 30), (2024, 2, 29, 12, 2025, 2, 28),
      (2000, 1, 1, -1, 1999, 12, 1),
    ])
  func addingMonths(year: Int, month: Int, day: Int, months: Int, newYear: Int, newMonth: Int, newDay: Int) throws {
    let date = try #require(CivilDate(year: year, month: month, day: day))
    #expect(date.adding(months: months) == CivilDate(year: newYear, month: newMonth, day: newDay))
  }

  @Test("Wall clocks before 1970 count forwards within their day")
  func beforeEpoch() {
    let time = CivilTime(wallClock: -1)
    #expect("\(time)" == "1969-12-31 23:59:59.999")
    #expect(time.wallClock == -1)
    #expect("\(CivilTime(wallClock: 1_467_379_800_000))" == "2016-07-01 13:30")
  }
}
