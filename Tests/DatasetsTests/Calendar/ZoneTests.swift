import Basics
import Testing

@testable import Datasets

private let hasDatabase = ZoneDatabase.shared.exists

@Suite("Time zones", .enabled(if: hasDatabase, "the system has no zone database"))
struct ZoneTests {
  @Test(
    "Days on which clocks change last 23 or 25 hours",
    arguments: [
      ("Europe/London", 2024, 3, 31, 23), ("Europe/London", 2024, 10, 27, 25), ("Europe/London", 2024, 10, 28, 24),
      ("America/New_York", 2024, 3, 10, 23), ("America/New_York", 2024, 11, 3, 25),
      ("America/New_York", 2006, 4, 2, 23),
      // Beyond the file's table, by its footer's rule.
      ("Europe/London", 2090, 3, 26, 23), ("Europe/London", 2040, 3, 25, 23), ("Europe/London", 2090, 10, 29, 25),
      ("America/New_York", 2090, 3, 12, 23),
      // South of the equator summer spans the new year.
      ("Australia/Sydney", 2090, 10, 1, 23), ("Australia/Sydney", 2090, 4, 2, 25),
      ("Australia/Sydney", 2090, 1, 15, 24),
      // Clocks that change by half an hour have no whole days either.
      ("Asia/Kolkata", 2024, 3, 31, 24),
    ])
  func dayLength(zone: String, year: Int, month: Int, day: Int, hours: Int) {
    let clock = Zone.named(zone).clock
    let start = clock.instant(ofWallClock: wall(year, month, day))
    let end = clock.instant(ofWallClock: wall(year, month, day) + Milliseconds.day)
    #expect(end - start == Int64(hours) * Milliseconds.hour)
  }

  @Test(
    "Offsets at known instants",
    arguments: [
      ("Europe/London", wall(2024, 7, 1), 1.0), ("Europe/London", wall(2024, 1, 1), 0),
      ("Europe/London", wall(1970, 1, 1), 1), ("Asia/Kolkata", wall(2024, 1, 1), 5.5),
      ("America/New_York", wall(2024, 3, 10, 6, 59, 59), -5), ("America/New_York", wall(2024, 3, 10, 7), -4),
      ("Asia/Kathmandu", wall(2024, 1, 1), 5.75), ("Europe/London", wall(2095, 7, 1), 1),
    ])
  func offsets(zone: String, instant: Instant, hours: Double) {
    #expect(Zone.named(zone).offset(at: instant) == Int64(hours * 3_600_000))
  }

  @Test("A wall clock that jumps forward skips an hour")
  func skipped() {
    let clock = Zone.named("Europe/London").clock
    #expect(clock.reading(ofWallClock: wall(2024, 3, 31, 1, 30)) == .skipped(after: wall(2024, 3, 31, 1, 30)))
    #expect(clock.wallClock(at: wall(2024, 3, 31, 1, 30)) == wall(2024, 3, 31, 2, 30))
    #expect(clock.reading(ofWallClock: wall(2024, 3, 31, 0, 59)) == .unique(wall(2024, 3, 31, 0, 59)))
    #expect(clock.reading(ofWallClock: wall(2024, 3, 31, 2)) == .unique(wall(2024, 3, 31, 1)))
  }

  @Test("A wall clock that goes back shows an hour twice")
  func twice() {
    let clock = Zone.named("America/New_York").clock
    let reading = clock.reading(ofWallClock: wall(2024, 11, 3, 1, 30))
    #expect(reading == .twice(first: wall(2024, 11, 3, 5, 30), second: wall(2024, 11, 3, 6, 30)))
    #expect(clock.reading(ofWallClock: wall(2024, 11, 3, 2)) == .unique(wall(2024, 11, 3, 7)))
  }

  @Test("Every hour of two years comes back from its wall clock", arguments: ["Europe/London", "Australia/Lord_Howe"])
  func roundTrip(zone: String) {
    let clock = Zone.named(zone).clock
    for hour in 0..<17_544 {
      let instant = wall(2023, 1, 1) + Int64(hour) * Milliseconds.hour
      switch clock.reading(ofWallClock: clock.wallClock(at: instant)) {
      case .unique(let back): #expect(back == instant)
      case .twice(let first, let second): #expect(first == instant || second == instant)
      case .skipped: Issue.record("the wall clock showed a time that it skips")
      }
    }
  }

  @Test("A misspelt zone is answered with names that resemble it")
  func misspelt() {
    let error = #expect(throws: DatasetError.self) { try Zone.find("Europe/Lodnon") }
    #expect(error?.sentence == "There is no time zone “Europe/Lodnon”; did you mean Europe/London?")
  }

  @Test(
    "Names that lead out of the database are refused",
    arguments: [
      "../../etc/passwd", "/etc/passwd", "", ".", "Europe", "Europe/Lon\u{0}don", "Europe//..//London",
    ])
  func hostileNames(name: String) {
    #expect(throws: DatasetError.self) { try Zone.find(name) }
  }
}

@Suite("Zones without a database")
struct FixedZoneTests {
  @Test(
    "Offsets that users write",
    arguments: [
      ("UTC", 0), ("Z", 0), ("+02:00", 120), ("-0330", -210), ("+05", 300), ("UTC+1:00", nil), ("UTC+01:00", 60),
      ("+25:00", nil), ("+01:75", nil), ("02:00", nil),
    ])
  func offsets(text: String, minutes: Int?) {
    let zone = try? Zone.find(text)
    #expect(zone == minutes.map { .utcOffset(Int64($0) * Milliseconds.minute) })
  }

  @Test(
    "Labels",
    arguments: [
      (Zone.asWritten, "as written"), (.utcOffset(0), "UTC"), (.utcOffset(7_200_000), "UTC+02:00"),
      (.utcOffset(-12_600_000), "UTC-03:30"), (.named("Europe/London"), "Europe/London"),
    ])
  func labels(zone: Zone, label: String) { #expect(zone.label == label) }

  @Test(
    "POSIX rules",
    arguments: [
      ("GMT0BST,M3.5.0/1,M10.5.0", wall(2024, 7, 1), 60), ("GMT0BST,M3.5.0/1,M10.5.0", wall(2024, 12, 1), 0),
      ("EST5EDT,M3.2.0,M11.1.0", wall(2024, 3, 10, 6, 59, 59), -300),
      ("EST5EDT,M3.2.0,M11.1.0", wall(2024, 3, 10, 7), -240), ("<+0330>-3:30", wall(2024, 3, 10), 210),
      // Greenland: changes at −1 h, before midnight of the named day.
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", wall(2024, 3, 31, 0, 59, 59), -120),
      ("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", wall(2024, 3, 31, 1), -60),
      ("XXX3YYY,J60,J300", wall(2024, 3, 1, 5), -120), ("XXX3YYY,59/0,300/0", wall(2024, 2, 29, 2, 59, 59), -180),
    ])
  func rules(text: String, instant: Instant, minutes: Int) throws {
    let rule = try #require(ZoneRule(posix: text))
    #expect(rule.offset(atSecond: instant / 1_000) == Int64(minutes) * Milliseconds.minute)
  }

  @Test(
    "Texts that are no rules", arguments: ["", "A", "GMT", "GMT0BST,M3", "GMT0BST,M13.5.0,M10.5.0", "GMT999", "<GMT0"])
  func notRules(text: String) { #expect(ZoneRule(posix: text) == nil) }

  /// A TZif file with one change, at 1000 s, from 0 to +1 h, and a footer.
  private static let small: [UInt8] = {
    func header(_ transitions: UInt8, _ types: UInt8, _ characters: UInt8) -> [UInt8] {
      let head = Array("TZif2".utf8) + [UInt8](repeating: 0, count: 15)
      return head + [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0] + [0, 0, 0, transitions, 0, 0, 0, types, 0, 0, 0, characters]
    }
    let change: [UInt8] = [0, 0, 0, 0, 0, 0, 0x03, 0xE8]
    let types: [UInt8] = [0, 0, 0, 0, 0, 0] + [0, 0, 0x0E, 0x10, 1, 0]
    return header(0, 0, 0) + header(1, 2, 4) + change + [1] + types + Array("ABC\0".utf8) + Array("\nABC-1\n".utf8)
  }()

  @Test("A zone file is read by its 64-bit block and footer")
  func smallFile() throws {
    let table = try #require(ZoneTable(tzif: Self.small))
    #expect(table.offset(at: 999_999) == 0)
    #expect(table.offset(at: 1_000_000) == Milliseconds.hour)
    #expect(table.offset(at: wall(2050, 1, 1)) == Milliseconds.hour)
  }

  @Test("A damaged zone file never traps")
  func damagedFile() {
    let random = Fuzz(seed: 7)
    for length in 0..<Self.small.count { _ = ZoneTable(tzif: Array(Self.small.prefix(length))) }
    for round in 0..<2_000 {
      let table = ZoneTable(tzif: random.mutated(Self.small, round: round))
      _ = table?.offset(at: 1_000_000_000_000)
    }
  }
}

@Suite("Grids of time")
struct TimeGridTests {
  @Test("Local days keep their midnight over a change of clocks", .enabled(if: hasDatabase))
  func localDays() {
    let start = wall(2024, 3, 30)
    let grid = TimeGrid(start: start, cadence: .days(1), zone: .named("Europe/London"))
    let hours = zip(grid.instants(0..<4), grid.instants(1..<5)).map { ($1 - $0) / Milliseconds.hour }
    #expect(hours == [24, 23, 24, 24])
    for row in -3..<400 { #expect(grid.nearestRow(to: grid.instant(at: row)) == row) }
  }

  @Test("Months keep their day, and month ends their end")
  func months() {
    let grid = TimeGrid(start: wall(2023, 1, 31), cadence: .months(1), zone: .asWritten)
    #expect(
      (0..<5).map { "\(CivilTime(wallClock: grid.instant(at: $0)).date)" } == [
        "2023-01-31", "2023-02-28", "2023-03-31", "2023-04-30", "2023-05-31",
      ])
    for row in -20..<200 { #expect(grid.nearestRow(to: grid.instant(at: row)) == row) }
  }

  @Test("The nearest row of a fixed step")
  func fixedStep() {
    let grid = TimeGrid(start: 1_000, cadence: .milliseconds(100), zone: .asWritten)
    #expect(grid.nearestRow(to: 1_049) == 0)
    #expect(grid.nearestRow(to: 1_050) == 1)
    #expect(grid.nearestRow(to: 900) == -1)
    #expect(grid.instants(-1..<2) == [900, 1_000, 1_100])
  }

  @Test(
    "Labels of cadences",
    arguments: [
      (Cadence.milliseconds(600_000), "10 min"), (.milliseconds(250), "250 ms"), (.milliseconds(604_800_000), "1 w"),
      (.days(1), "1 d"), (.months(3), "3 mo"), (.months(12), "1 y"), (.milliseconds(5_400_000), "90 min"),
    ])
  func labels(cadence: Cadence, label: String) { #expect(cadence.label == label) }
}
