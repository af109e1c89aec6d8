import Basics
import Testing

@testable import Datasets

@Suite("Series from rows")
struct SeriesTests {
  @Test("A plain series keeps its rows")
  func plain() throws {
    let series = try readSeries("date,x,y\n2016-07-01 00:00,1,2\n2016-07-01 01:00,3,\n2016-07-01 02:00,5,6\n")
    #expect(series.start == wall(2016, 7, 1))
    #expect(series.cadence == .milliseconds(Milliseconds.hour))
    #expect(series.zone == .asWritten)
    #expect(series.count == 3)
    #expect(series.columns.map(\.name) == ["x", "y"])
    #expect(shown(series.columns[1].values) == [2, -999, 6])
    #expect(series.report.remarks == ["stamps carry no zone and are taken as written"])
    #expect(series.boundaries == (0..<4).map { wall(2016, 7, 1, $0) })
  }

  @Test(
    "Local times that lack an hour in spring or have one twice in autumn name their zone",
    arguments: [
      ("2024-03-31", "Europe/Berlin", 2, false), ("2024-03-31", "Europe/London", 1, false),
      ("2024-03-10", "America/New_York", 2, false), ("2024-10-27", "Europe/Berlin", 2, true),
      ("2024-11-03", "America/New_York", 1, true),
      // No clocks change then.
      ("2024-03-30", nil, 2, false), ("2024-03-31", nil, 5, false), ("2024-10-26", nil, 2, true),
    ])
  func summerTime(day: String, zone: String?, hour: Int, isTwice: Bool) throws {
    let hours = (0..<24).flatMap { $0 == hour ? Array(repeating: $0, count: isTwice ? 2 : 0) : [$0] }
    let rows = hours.map { "\(day) \($0 < 10 ? "0" : "")\($0):00,\($0 * $0 % 7)\n" }.joined()
    let remarks = try readSeries("t,x\n" + rows).report.remarks
    #expect(remarks.contains { $0.contains("where clocks change in") } == (zone != nil), "\(remarks)")
    if let zone { #expect(remarks.contains { $0.contains("--zone \(zone)") }, "\(remarks)") }
  }

  @Test("Without a header the stamps are found all the same")
  func noHeader() throws {
    let series = try readSeries("2020-01-01 00:00,1\n2020-01-01 00:10,2\n2020-01-01 00:20,3\n")
    #expect(series.columns.map(\.name) == ["column 2"])
    #expect(series.columns[0].values == [1, 2, 3])
  }

  @Test("A missing row leaves a gap that is named and not filled")
  func gap() throws {
    let series = try readSeries("t,x\n2020-01-01,1\n2020-01-02,2\n2020-01-05,5\n2020-01-06,6\n2020-01-07,7\n")
    #expect(shown(series.columns[0].values) == [1, 2, -999, -999, 5, 6, 7])
    #expect(series.report.missingRows == 2)
    #expect(series.report.gaps.first == [Gap(line: 4, from: wall(2020, 1, 2), to: wall(2020, 1, 5), missingRows: 2)])
    #expect(series.report.modalStep == Milliseconds.day)
    #expect(series.report.modalShare == 0.75)
  }

  @Test("Duplicates, unordered rows and unreadable stamps are counted with their lines")
  func disorder() throws {
    let series = try readSeries(
      """
      time,x
      2020-01-01 00:00,0
      2020-01-01 03:00,3
      2020-01-01 01:00,1
      2020-01-01 02:00,2
      2020-01-01 02:00,99
      what,4
      2020-01-01 04:00,4
      2020-01-01 05:00,5
      2020-01-01 06:00,6
      2020-01-01 07:00,7
      2020-02-30 08:00,8
      2020-01-01 09:00,9
      2020-01-01 10:00,9
      2020-01-01 11:00,9
      2020-01-01 12:00,9
      2020-01-01 13:00,9
      2020-01-01 14:00,9
      2020-01-01 15:00,9
      2020-01-01 16:00,9
      2020-01-01 17:00,9
      2020-01-01 18:00,9
      """)
    #expect(shown(series.columns[0].values).prefix(10) == [0, 1, 2, 3, 4, 5, 6, 7, -999, 9])
    #expect(series.report.duplicates.first == [RowMark(line: 6, instant: wall(2020, 1, 1, 2))])
    #expect(series.report.unordered.first == [RowMark(line: 4, instant: wall(2020, 1, 1, 1))])
    #expect(series.report.badStamps.first.map(\.line) == [7, 12])
    #expect(series.report.badStamps.first.map(\.problem) == [.notADate, .impossibleDate])
  }

  @Test("Rows from new to old are turned round")
  func backwards() throws {
    let series = try readSeries("date,x\n2020-01-03,3\n2020-01-02,2\n2020-01-01,1\n")
    #expect(series.columns[0].values == [1, 2, 3])
    #expect(series.report.unordered.count == 0)
    #expect(series.report.remarks.contains("rows run from new to old and were reversed"))
  }

  @Test("Jittered stamps are moved to round times, and the report says so")
  func jitter() throws {
    let fuzz = Fuzz(seed: 3)
    var text = "timestamp,x\n"
    for row in 0..<500 {
      let moved = 1_700_000_000_000 + row * 1_000 + fuzz.number(row, 0, below: 61) - 30
      text += "\(moved),\(row)\n"
    }
    let series = try readSeries(text)
    #expect(series.cadence == .milliseconds(1_000))
    #expect(series.start == 1_700_000_000_000)
    #expect(series.columns[0].values == (0..<500).map { Double($0) })
    #expect(series.report.largestMove <= 30)
    #expect(series.report.remarks.contains { $0.hasPrefix("stamps are irregular") })
  }

  @Test("A grid whose first row is off it does not move the others")
  func oddFirst() throws {
    let series = try readSeries(
      "time,x\n2020-01-01 00:03,0\n2020-01-01 00:10,1\n2020-01-01 00:20,2\n2020-01-01 00:30,3\n2020-01-01 00:40,4\n")
    #expect(series.start == wall(2020, 1, 1))
    #expect(series.report.offGrid.count == 1)
    #expect(series.report.largestMove == 3 * Milliseconds.minute)
  }

  @Test(
    "Epoch seconds and milliseconds",
    arguments: [
      ("time,x\n1467331200,1\n1467331260,2\n1467331320,3\n", Milliseconds.minute),
      ("timestamp,x\n1467331200000,1\n1467331200250,2\n1467331200500,3\n", 250),
      ("unix,x\n1467331200.5,1\n1467331201.5,2\n", Milliseconds.second),
    ])
  func epoch(text: String, step: Int64) throws {
    let series = try readSeries(text)
    #expect(series.zone == .utcOffset(0))
    #expect(series.step == step)
    #expect(series.start / 1_000 == 1_467_331_200)
  }

  @Test("Offsets in the stamps give true instants")
  func offsets() throws {
    let series = try readSeries("t,x\n2016-07-01T00:00+02:00,1\n2016-07-01T01:00+02:00,2\n")
    #expect(series.start == wall(2016, 6, 30, 22))
    #expect(series.zone == .utcOffset(2 * Milliseconds.hour))
    #expect("\(CivilTime(series.start, in: series.zone))" == "2016-07-01 00:00")
  }

  @Test("Wall clocks of a zone over both changes", .enabled(if: ZoneDatabase.shared.exists))
  func zoned() throws {
    // Hourly wall clocks of London as a logger writes them: 01:00 absent in spring, twice in autumn.
    let clock = Zone.named("Europe/London").clock
    for day in [wall(2024, 3, 30), wall(2024, 10, 26)] {
      let instants = (0..<72).map { day + Int64($0) * Milliseconds.hour }
      let rows = instants.enumerated().map { "\(CivilTime(wallClock: clock.wallClock(at: $1))),\($0)" }
      let series = try readSeries("time,x\n" + rows.joined(separator: "\n")) { $0.zone = .named("Europe/London") }
      #expect(series.start == instants[0])
      #expect(series.columns[0].values == (0..<72).map { Double($0) })
      #expect(series.report.gaps.count == 0)
      #expect(series.report.duplicates.count == 0)
    }
  }

  @Test("A stamp that the zone's clocks skip is reported", .enabled(if: ZoneDatabase.shared.exists))
  func skipped() throws {
    let text = "time,x\n2024-03-31 00:00,0\n2024-03-31 01:00,1\n2024-03-31 02:00,2\n2024-03-31 03:00,3\n"
    let series = try readSeries(text) { $0.zone = .named("Europe/London") }
    #expect(series.report.skippedStamps.first.map(\.line) == [3])
    #expect(series.report.duplicates.count == 1)
  }

  @Test("Local days in a zone", .enabled(if: ZoneDatabase.shared.exists))
  func localDays() throws {
    let text = "date,x\n" + (0..<20).map { "\(CivilDate(daysSinceEpoch: 19_800 + $0)),\($0)\n" }.joined()
    let series = try readSeries(text) { $0.zone = .named("Europe/London") }
    #expect(series.cadence == .days(1))
    #expect(series.columns[0].values == (0..<20).map { Double($0) })
    #expect(series.report.offGrid.count == 0)
    #expect(series.boundaries.count == 21)
  }

  @Test("Quarters are one step apart, and years may be written as fractions of zeros")
  func calendarSteps() throws {
    let quarters = (1990..<2000).flatMap { year in (1...4).map { "\(year)Q\($0),\(year % 7 + $0)\n" } }.joined()
    let series = try readSeries("quarter,gdp\n" + quarters)
    #expect(series.report.modalShare == 1 && !series.report.remarks.contains { $0.contains("irregular") })
    let years = (1871..<1971).map { "\($0).0,\(1000 + $0 * 31 % 170).0\n" }.joined()
    let nile = try readSeries("year,volume\n" + years)
    #expect(nile.count == 100 && nile.cadence == .months(12) && nile.start == wall(1871, 1, 1))
  }

  @Test(
    "Months, month ends, quarters, years and weeks",
    arguments: [
      ("month,x\n2023-11,1\n2023-12,2\n2024-01,3\n2024-02,4\n", Cadence.months(1), wall(2023, 11, 1)),
      ("date,x\n2023-12-31,1\n2024-01-31,2\n2024-02-29,3\n2024-03-31,4\n", .months(1), wall(2023, 12, 1)),
      ("date,x\n2023-01-15,1\n2023-02-15,2\n2023-03-15,3\n2023-04-15,4\n", .months(1), wall(2023, 1, 15)),
      ("q,x\n2023Q1,1\n2023Q2,2\n2023Q3,3\n2023Q4,4\n", .months(3), wall(2023, 1, 1)),
      ("year,x\n1999,1\n2000,2\n2001,3\n2002,4\n", .months(12), wall(1999, 1, 1)),
      (
        "week,x\n2020-W52,1\n2020-W53,2\n2021-W01,3\n2021-W02,4\n", .milliseconds(Milliseconds.week), wall(2020, 12, 21)
      ),
    ])
  func calendar(text: String, cadence: Cadence, start: Instant) throws {
    let series = try readSeries(text)
    #expect(series.cadence == cadence)
    #expect(series.start == start)
    #expect(series.columns[0].values == [1, 2, 3, 4])
    #expect(series.report.gaps.count == 0)
  }

  @Test("A missing month is one missing row")
  func missingMonth() throws {
    let series = try readSeries("month,x\n2023-11,1\n2023-12,2\n2024-02,4\n2024-03,5\n2024-04,6\n")
    #expect(shown(series.columns[0].values) == [1, 2, -999, 4, 5, 6])
  }

  @Test(
    "Date and time in two columns, or spread over number columns",
    arguments: [
      "Date;Time;x\n16/12/2006;17:24:00;1\n16/12/2006;17:25:00;2\n16/12/2006;17:26:00;3\n",
      "No,year,month,day,hour,minute,x\n1,2006,12,16,17,24,1\n2,2006,12,16,17,25,2\n3,2006,12,16,17,26,3\n",
    ])
  func composed(text: String) throws {
    let series = try readSeries(text)
    #expect(series.start == wall(2006, 12, 16, 17, 24))
    #expect(series.step == Milliseconds.minute)
    #expect(series.columns.last?.values == [1, 2, 3])
  }

  @Test(
    "Day first or month first",
    arguments: [
      // A day above 12 within the sample.
      ("d,x\n12/1/2020,1\n13/1/2020,2\n14/1/2020,3\n", wall(2020, 1, 12), Milliseconds.day),
      ("d,x\n1/12/2020,1\n1/13/2020,2\n1/14/2020,3\n", wall(2020, 1, 12), Milliseconds.day),
      // None above 12: the reading with regular steps.
      ("d,x\n1/2/2020,1\n2/2/2020,2\n3/2/2020,3\n4/2/2020,4\n6/2/2020,4\n", wall(2020, 2, 1), Milliseconds.day),
      ("d,x\n2.1.2020,1\n3.1.2020,2\n", wall(2020, 1, 2), Milliseconds.day),
    ])
  func dayOrder(text: String, start: Instant, step: Int64) throws {
    let series = try readSeries(text)
    #expect(series.start == start)
    #expect(series.step == step)
  }

  @Test("Day first is found even if only the end of a long file shows it")
  func lateDayOrder() throws {
    var text = "time,x\n"
    for minute in 0..<20_000 {
      let time = CivilTime(wallClock: wall(2020, 3, 1) + Int64(minute) * Milliseconds.minute)
      text += "\(time.date.day)/\(time.date.month)/2020 \(time.hour):\(time.minute < 10 ? "0" : "")\(time.minute),1\n"
    }
    let series = try readSeries(text)
    #expect(series.start == wall(2020, 3, 1))
    #expect(series.report.badStamps.count == 0)
    #expect(series.count == 20_000)
  }

  @Test("A date that no order of day and month makes possible leaves the order as it is")
  func impossibleInBothOrders() throws {
    let rows = ["01.02.2023", "02.02.2023", "03.02.2023", "30.02.2023", "04.02.2023", "05.02.2023"]
    for words in [["1,5", "2,5", "3", "4", "5", "6"], ["a", "2", "b", "c", "d", "e"]] {
      let text = "Datum;Wert;Wort\n" + zip(rows, words).map { "\($0);1,5;\($1)\n" }.joined()
      let series = try readSeries(text)
      #expect(series.start == 1_675_209_600_000, "\(CivilTime(wallClock: series.start))")
      #expect(series.count == 5 && series.cadence != .months(1))
    }
  }

  @Test("Day first by the user's word")
  func dayFirstOption() throws {
    let text = "d,x\n1/2/2020,1\n1/3/2020,2\n1/4/2020,3\n"
    #expect(try readSeries(text).start == wall(2020, 1, 2))
    #expect(try readSeries(text) { $0.dayFirst = true }.cadence == .months(1))
  }

  @Test("The time column by the user's word")
  func timeColumn() throws {
    let text = "created,measured,x\n2020-01-01,2021-01-01,1\n2020-01-03,2021-01-02,2\n2020-01-02,2021-01-03,3\n"
    #expect(try readSeries(text) { $0.timeColumn = "measured" }.start == wall(2021, 1, 1))
  }

  @Test("Years that run are a series, years that something was built in are numbers, and both can be had")
  func years() throws {
    let series = try readSeries("year,spots\n" + (1900..<1960).map { "\($0),\($0 % 11)\n" }.joined())
    #expect(series.count == 60 && series.columns.map(\.name) == ["spots"])
    let houses = "area,year,price\n" + (0..<60).map { "\(50 + $0),\(1950 + $0 * 37 % 60),\(900 + $0 % 13)\n" }.joined()
    let table = try readTable(houses)
    #expect(table.columns.map(\.name) == ["area", "year", "price"])
    #expect(
      table.remarks == [
        "the column year is read as numbers, because they do not run as time does; --as series reads a series"
      ])
    #expect(try readSeries(houses) { $0.kind = .series }.columns.map(\.name) == ["area", "price"])
    let sold = "year,month,price\n" + (0..<60).map { "\(2000 + $0 * 7 % 10),\(1 + $0 * 5 % 12),\($0)\n" }.joined()
    #expect(try readTable(sold).columns.map(\.name) == ["year", "month", "price"])
    let months = "year,month,price\n" + (0..<60).map { "\(2000 + $0 / 12),\(1 + $0 % 12),\($0)\n" }.joined()
    #expect(try readSeries(months).count == 60)
  }

  @Test("A few rows that repeat a stamp are counted too")
  func repeated() throws {
    let rows = (1...9).map { "2020-01-0\($0),\($0)\n" }.joined()
    let series = try readSeries("date,x\n" + rows + "2020-01-09,5\n")
    #expect(series.report.remarks.last == "1 of 10 rows repeats a stamp and is left out")
  }

  @Test("A birthday does not make people a series")
  func birthdays() throws {
    let text =
      "name,born,height\nA,1990-05-01,1.7\nB,1985-02-03,1.8\nC,1999-01-01,1.6\nD,1970-12-12,1.9\nE,1991-01-01,2\n"
    let table = try readTable(text)
    #expect(table.columns.map(\.name) == ["height"])
    #expect(table.report.leftOut.map(\.name) == ["born"])
  }

  @Test("A column that only counts rows, and words, are left out by name")
  func leftOut() throws {
    let series = try readSeries(",time,state,x\n0,2020-01-01,on,1\n1,2020-01-02,off,2\n2,2020-01-03,on,3\n")
    #expect(series.columns.map(\.name) == ["x"])
    #expect(series.report.file.leftOut.map(\.name) == ["state", "column 1"])
  }
}
