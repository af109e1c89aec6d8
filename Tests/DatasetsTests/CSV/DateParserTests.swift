import Basics
import Testing

@testable import Datasets

@Suite("Stamps")
struct DateParserTests {
  private func read(_ text: String, _ form: DateForm) -> Int64 {
    var parser = DateParser(form: form)
    var position = 0
    let bytes = Array(text.utf8) + [0x0A]
    let stamp = parser.read(bytes.span, &position)
    return position == text.utf8.count ? stamp : DateParser.notADate
  }

  @Test(
    "ISO 8601 and its kin",
    arguments: [
      ("2016-07-01", wall(2016, 7, 1)), ("2016-07-01 13:30", wall(2016, 7, 1, 13, 30)),
      ("2016-07-01T13:30:05", wall(2016, 7, 1, 13, 30, 5)), ("2016/7/1 1:05", wall(2016, 7, 1, 1, 5)),
      ("2016-07-01 13:30:05.25", wall(2016, 7, 1, 13, 30, 5) + 250),
      ("2016-07-01T13:30:05,123456", wall(2016, 7, 1, 13, 30, 5) + 123),
      ("2016-07-01T13:30Z", wall(2016, 7, 1, 13, 30)), ("2016-07-01T13:30+02:00", wall(2016, 7, 1, 11, 30)),
      ("2016-07-01 13:30:00 -0330", wall(2016, 7, 1, 17)), ("2016-07-01T13:30+05", wall(2016, 7, 1, 8, 30)),
      ("2016-07-01 13:30:00 UTC", wall(2016, 7, 1, 13, 30)), ("2016-07-01 24:00", wall(2016, 7, 2)),
      ("2016-07-01 01:30 PM", wall(2016, 7, 1, 13, 30)), ("2016-07-01 12:05 am", wall(2016, 7, 1, 0, 5)),
      ("2016.07.01 00:00", wall(2016, 7, 1)), ("2000-02-29", wall(2000, 2, 29)), ("0001-01-01", wall(1, 1, 1)),
    ])
  func iso(text: String, expected: Int64) { #expect(read(text, .iso) == expected) }

  @Test("A stamp is read alike whatever was read before it")
  func sequence() {
    var parser = DateParser(form: .iso)
    for text in [
      "2016-02-29 23:59", "2016-02-30 00:00", "2016-02-29 23:59", "2016-02-29", "2015-02-29", "2017-02-28",
      "2016-02-28", "2016-03-28", "1970-01-01", "2016-02-29T10:00+02:00", "2016-13-29", "2016-02-29 25:00",
      "2016-02-29 01:00",
    ] {
      var position = 0
      let bytes = Array(text.utf8) + [0x0A]
      #expect(parser.read(bytes.span, &position) == read(text, .iso), "\(text)")
    }
  }

  @Test(
    "Day and month in either order",
    arguments: [
      ("1/2/17 0:10", DateForm.monthDayYear, wall(2017, 1, 2, 0, 10)),
      ("1/2/17 0:10", .dayMonthYear, wall(2017, 2, 1, 0, 10)), ("31.12.2016", .dayMonthYear, wall(2016, 12, 31)),
      ("1.2.2016 23:59:59", .dayMonthYear, wall(2016, 2, 1, 23, 59, 59)),
      ("12-31-1999", .monthDayYear, wall(1999, 12, 31)), ("1/1/69", .monthDayYear, wall(1969, 1, 1)),
      ("1/1/68", .monthDayYear, wall(2068, 1, 1)), ("7/1/2016 1:30 PM", .monthDayYear, wall(2016, 7, 1, 13, 30)),
    ])
  func slashes(text: String, form: DateForm, expected: Int64) { #expect(read(text, form) == expected) }

  @Test(
    "Rarer forms",
    arguments: [
      ("2016-W26", DateForm.week, wall(2016, 6, 27)), ("2016W26", .week, wall(2016, 6, 27)),
      ("2016-W26-5", .week, wall(2016, 7, 1)), ("2020-W53-7", .week, wall(2021, 1, 3)),
      ("2016Q3", .quarter, wall(2016, 7, 1)), ("2016-Q1", .quarter, wall(2016, 1, 1)),
      ("2016-07", .yearMonth, wall(2016, 7, 1)), ("2016M12", .yearMonth, wall(2016, 12, 1)),
      ("2016-060", .dayOfYear, wall(2016, 2, 29)), ("2015-365", .dayOfYear, wall(2015, 12, 31)),
      ("20160701", .compact, wall(2016, 7, 1)), ("201607011330", .compact, wall(2016, 7, 1, 13, 30)),
      ("20160701T133005Z", .compact, wall(2016, 7, 1, 13, 30, 5)), ("2016", .year, wall(2016, 1, 1)),
      ("1 Jul 2016", .monthName, wall(2016, 7, 1)), ("01-Jul-16 13:30", .monthName, wall(2016, 7, 1, 13, 30)),
      ("July 1, 2016", .monthName, wall(2016, 7, 1)), ("Jul 2016", .monthName, wall(2016, 7, 1)),
      ("1467331200", .epochSeconds, wall(2016, 7, 1)), ("1467331200.5", .epochSeconds, wall(2016, 7, 1) + 500),
      ("1467331200123", .epochMilliseconds, wall(2016, 7, 1) + 123),
      ("1467331200123456", .epochMicroseconds, wall(2016, 7, 1) + 123), ("-1000", .epochMilliseconds, -1_000),
      ("1467331200123456789", .epochNanoseconds, wall(2016, 7, 1) + 123),
      ("9999999999999999999", .epochNanoseconds, DateParser.notADate),
    ])
  func rare(text: String, form: DateForm, expected: Int64) { #expect(read(text, form) == expected) }

  @Test(
    "Dates that no calendar has",
    arguments: [
      ("2015-02-29", DateForm.iso), ("2016-13-01", .iso), ("2016-00-10", .iso), ("2016-07-01 25:00", .iso),
      ("2016-07-01 23:60", .iso), ("2016-07-01 23:00:61", .iso), ("13/1/2016", .monthDayYear),
      ("2021-W53", .week), ("2015-366", .dayOfYear), ("2016Q5", .quarter), ("20161301", .compact),
      ("31 Feb 2016", .monthName), ("2016-07-01 13:00 PM", .iso),
    ])
  func impossible(text: String, form: DateForm) { #expect(read(text, form) == DateParser.impossible) }

  @Test(
    "Texts that are no dates", arguments: ["", "2016", "hello", "2016-07", "16-07-01", "2016-07-01x", "2016-07-01 x"])
  func refused(text: String) { #expect(read(text, .iso) == DateParser.notADate) }

  @Test("Offsets are counted")
  func offsets() {
    var parser = DateParser(form: .iso)
    for text in ["2016-07-01T00:00+02:00", "2016-12-01T00:00+01:00", "2016-12-01T00:00"] {
      var position = 0
      let bytes = Array(text.utf8) + [0x0A]
      _ = parser.read(bytes.span, &position)
    }
    #expect(parser.zones.withOffset == 2)
    #expect(parser.zones.without == 1)
    #expect(parser.zones.isMixed)
    #expect(parser.zones.firstOffset == 2 * Milliseconds.hour)
  }
}
