import Basics
import Datasets
import Granularity
import Testing

@Suite("Bins of the calendar")
struct GrainCalendarTests {
  @Test(
    "An instant lies in the bin that the calendar says",
    arguments: [
      ("10min", "2024-05-01 12:34", "2024-05-01 12:30", "2024-05-01 12:40"),
      ("1h", "2024-05-01 12:34", "2024-05-01 12:00", "2024-05-01 13:00"),
      ("6h", "2024-05-01 12:34", "2024-05-01 12:00", "2024-05-01 18:00"),
      ("1d", "2024-02-29 23:59", "2024-02-29 00:00", "2024-03-01 00:00"),
      ("1d", "2023-02-28 12:00", "2023-02-28 00:00", "2023-03-01 00:00"),
      ("1d", "1969-12-31 23:00", "1969-12-31 00:00", "1970-01-01 00:00"),
      ("1w", "2024-05-01 12:34", "2024-04-29 00:00", "2024-05-06 00:00"),
      ("1w", "1970-01-01 00:00", "1969-12-29 00:00", "1970-01-05 00:00"),
      ("1w", "1970-01-05 00:00", "1970-01-05 00:00", "1970-01-12 00:00"),
      ("2w", "1970-01-18 23:00", "1970-01-05 00:00", "1970-01-19 00:00"),
      ("1mo", "2024-02-29 23:59", "2024-02-01 00:00", "2024-03-01 00:00"),
      ("1mo", "1900-02-28 23:59", "1900-02-01 00:00", "1900-03-01 00:00"),
      ("1mo", "2024-12-31 23:59", "2024-12-01 00:00", "2025-01-01 00:00"),
      ("1q", "2024-06-30 23:59", "2024-04-01 00:00", "2024-07-01 00:00"),
      ("1q", "2024-12-31 00:00", "2024-10-01 00:00", "2025-01-01 00:00"),
      ("6mo", "2024-06-30 23:59", "2024-01-01 00:00", "2024-07-01 00:00"),
      ("1y", "2024-12-31 23:59", "2024-01-01 00:00", "2025-01-01 00:00"),
      ("10y", "2024-12-31 23:59", "2020-01-01 00:00", "2030-01-01 00:00"),
    ])
  func tables(label: String, instant: String, start: String, end: String) throws {
    let grain = try Grain(parsing: label)
    let clock = Zone.asWritten.clock
    #expect(grain.floor(at(instant), on: clock) == at(start))
    #expect(grain.floor(at(start), on: clock) == at(start))
    #expect(grain.next(after: at(start), on: clock) == at(end))
    #expect(grain.floor(at(end) - 1, on: clock) == at(start))
  }

  @Test("Months have their days, also in leap years and at centuries")
  func monthLengths() {
    let clock = Zone.asWritten.clock
    for (year, february) in [(2023, 28), (2024, 29), (1900, 28), (2000, 29)] {
      var boundary = at("\(year)-01-01")
      for days in [31, february, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] {
        let next = Grain.months(1).next(after: boundary, on: clock)
        #expect(next - boundary == Int64(days) * Milliseconds.day, "\(year)")
        boundary = next
      }
      #expect(boundary == at("\(year + 1)-01-01"))
    }
  }

  @Test(
    "Days have 23 and 25 hours where clocks are changed",
    arguments: [
      ("Europe/Berlin", "2024-03-31", -1), ("Europe/Berlin", "2024-10-27", -2), ("America/New_York", "2024-03-10", 5),
      ("America/New_York", "2024-11-03", 4), ("Europe/London", "2024-10-27", -1),
    ] as [(String, String, Int64)])
  func daylightSaving(zone: String, day: String, midnightInUTC: Int64) {
    let clock = Zone.named(zone).clock
    let midnight = at(day) + midnightInUTC * Milliseconds.hour
    let start = Grain.days(1).floor(midnight + 12 * Milliseconds.hour, on: clock)
    #expect(start == midnight)
    let end = Grain.days(1).next(after: start, on: clock)
    let isSpring = day.contains("-03-")
    #expect(end - start == (isSpring ? 23 : 25) * Milliseconds.hour)
    #expect(Grain.hours(1).boundaries(from: start, through: end - 1, on: clock).count == (isSpring ? 24 : 26))
    // The wall clock starts a bin of six hours at 0, 6, 12 and 18 in any case.
    let six = Grain.hours(6).boundaries(from: start, through: end - 1, on: clock)
    #expect(six.map { CivilTime(wallClock: clock.wallClock(at: $0)).hour } == [0, 6, 12, 18, 0])
    #expect(six[1] - six[0] == (isSpring ? 5 : 7) * Milliseconds.hour)
    #expect(Grain.days(1).next(after: end, on: clock) - end == 24 * Milliseconds.hour)
  }

  @Test("Bins of two hours around a repeated hour, by the wall clock")
  func repeatedHour() {
    // Berlin goes from 03:00 back to 02:00 at 01:00 UTC.
    let clock = Zone.named("Europe/Berlin").clock
    let boundaries = Grain.hours(2).boundaries(
      from: at("2024-10-26 22:00"), through: at("2024-10-27 03:30"), on: clock)
    #expect(
      boundaries == [at("2024-10-26 22:00"), at("2024-10-27 00:00"), at("2024-10-27 03:00"), at("2024-10-27 05:00")])
    #expect(Grain.hours(2).floor(at("2024-10-27 01:30"), on: clock) == at("2024-10-27 00:00"))
  }

  @Test("A midnight that the clock skips, and a day that never was")
  func skippedMidnight() {
    // São Paulo: 2018-11-04 00:00 became 01:00, at 03:00 UTC.
    let brazil = Zone.named("America/Sao_Paulo").clock
    let day = Grain.days(1).floor(at("2018-11-04 12:00"), on: brazil)
    #expect(day == at("2018-11-04 03:00"))
    #expect(Grain.days(1).next(after: day, on: brazil) - day == 23 * Milliseconds.hour)
    // Samoa left out 2011-12-30, at 10:00 UTC.
    let samoa = Zone.named("Pacific/Apia").clock
    let before = Grain.days(1).floor(at("2011-12-30 09:00"), on: samoa)
    let after = Grain.days(1).next(after: before, on: samoa)
    #expect(after == at("2011-12-30 10:00"))
    #expect(CivilTime(after, in: .named("Pacific/Apia")).date.day == 31)
  }

  @Test("A midnight that comes twice starts its day the first time")
  func repeatedMidnight() {
    // St. John's went from 00:01 on 2010-11-07 back to 23:01 on the 6th, at 02:31 UTC.
    let clock = Zone.named("America/St_Johns").clock
    let start = at("2010-11-07 02:30")
    #expect(Grain.days(1).floor(start - 1, on: clock) == at("2010-11-06 02:30"))
    #expect(Grain.days(1).next(after: at("2010-11-06 02:30"), on: clock) == start)
    // The repeated evening of the 6th belongs to the 7th, which has begun.
    #expect(Grain.days(1).floor(at("2010-11-07 03:00"), on: clock) == start)
    #expect(Grain.days(1).next(after: start, on: clock) == at("2010-11-08 03:30"))
  }

  @Test("Hours of a zone half an hour off start at its full hours")
  func halfHourZone() {
    let clock = Zone.utcOffset(5 * Milliseconds.hour + 30 * Milliseconds.minute).clock
    #expect(Grain.hours(1).floor(at("2024-01-01 10:15"), on: clock) == at("2024-01-01 09:30"))
    #expect(Grain.days(1).floor(at("2024-01-01 10:15"), on: clock) == at("2023-12-31 18:30"))
  }

  @Test("Boundaries ascend, floors are the last boundary before, and every instant has one bin")
  func consistency() throws {
    let grains = try ["30min", "1h", "3h", "5h", "7min", "1d", "1w", "1mo", "1q"].map { try Grain(parsing: $0) }
    for name in ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"] {
      let clock = Zone.named(name).clock
      for grain in grains {
        let boundaries = grain.boundaries(from: at("2011-10-01"), through: at("2012-05-01"), on: clock)
        #expect(zip(boundaries, boundaries.dropFirst()).allSatisfy { $0 < $1 }, "\(grain) in \(name)")
        for (start, end) in zip(boundaries, boundaries.dropFirst()) {
          for instant in [start, start + (end - start) / 2, end - 1] {
            #expect(grain.floor(instant, on: clock) == start, "\(grain) in \(name) at \(CivilTime(wallClock: instant))")
          }
        }
      }
    }
  }

  @Test("Lengths end where the calendar says")
  func ends() {
    let clock = Zone.named("Europe/Berlin").clock
    // Midnight before the clock goes forward.
    #expect(Grain.days(1).end(from: at("2024-03-30 23:00"), on: clock) == at("2024-03-31 22:00"))
    #expect(Grain.hours(6).end(from: at("2024-03-30 23:00"), on: clock) == at("2024-03-31 05:00"))
    let plain = Zone.asWritten.clock
    #expect(Grain.months(1).end(from: at("2024-01-31 06:00"), on: plain) == at("2024-02-29 06:00"))
    #expect(Grain.years(1).end(from: at("2024-02-29 00:00"), on: plain) == at("2025-02-28 00:00"))
  }
}
