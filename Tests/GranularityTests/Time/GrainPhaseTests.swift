import Basics
import Datasets
import Granularity
import Testing

@Suite("Bins begin where the rows of a series do")
struct GrainPhaseTests {
  /// Rows that begin anywhere, with what is coarser.
  private static let grids: [(start: String, cadence: Cadence, coarser: [Grain])] = [
    ("2024-01-06", .milliseconds(Milliseconds.week), [.weeks(2), .weeks(4), .weeks(12)]),
    ("2024-01-03", .milliseconds(2 * Milliseconds.day), [.days(4), .days(10)]),
    ("2024-01-01 09:00", .milliseconds(Milliseconds.day), [.weeks(1), .months(1), .quarters(1)]),
    ("2024-01-01 00:30", .milliseconds(Milliseconds.hour), [.hours(3), .days(1)]),
    ("2024-01-01 03:00", .milliseconds(6 * Milliseconds.hour), [.hours(12), .days(1)]),
    ("2024-01-01 00:03", .milliseconds(7 * Milliseconds.minute), [.minutes(14), .minutes(70)]),
    ("2024-01-15", .months(1), [.quarters(1), .years(1)]),
    ("2024-01-30", .months(1), [.quarters(1), .years(1)]),
    ("2023-02-01", .months(3), [.months(6), .years(1)]),
    ("1990-07-01", .months(12), [.years(5)]),
  ]

  @Test("At a file's own step bins begin at its stamps, and coarser ones at some of them", arguments: grids.indices)
  func ownStamps(index: Int) throws {
    let (start, cadence, coarser) = Self.grids[index]
    let rows = series(noise(200, seed: 3), start: at(start), cadence: cadence)
    let ladder = try TimeLadder([Grain(of: cadence)] + coarser, for: rows)
    let stamps = rows.boundaries
    for (place, grain) in ladder.grains.enumerated() {
      let view = try TimeCoarsening(grain, [ColumnAggregate(0, .mean)]).coarsen(rows)
      if place == 0 {
        #expect(view.starts == stamps)
        #expect(view.columns[0].values == rows.columns[0].values)
        #expect(view.newestRow == Array(stamps.dropFirst()))
      } else {
        let inside = view.starts.filter { stamps[0] <= $0 && $0 <= stamps[200] }
        #expect(inside.count >= 2 && Set(inside).isSubset(of: stamps), "\(grain)")
        // By hand: the mean of the rows between two boundaries.
        let (from, to) = (inside[0], inside[1])
        let values = stamps.indices.dropLast().filter { from <= stamps[$0] && stamps[$0] < to }
          .map { rows.columns[0].values[$0] }
        let mean = try #require(view.boundary(at: from).map { view.columns[0].values[$0] })
        #expect(abs(mean - values.reduce(0, +) / Double(values.count)) < 1e-9)
      }
    }
  }

  @Test(
    "An instant lies in the bin of the series' own calendar",
    arguments: [
      (0, "4w", "2024-02-05", "2024-01-27", "2024-02-24"),
      (2, "1mo", "2024-03-01 08:00", "2024-02-01 09:00", "2024-03-01 09:00"),
      (3, "1d", "2024-01-02 00:10", "2024-01-01 00:30", "2024-01-02 00:30"),
      (7, "1mo", "2024-02-28 23:00", "2024-01-30", "2024-02-29"), (7, "1mo", "2024-02-29", "2024-02-29", "2024-03-30"),
      (7, "1q", "2024-04-29", "2024-01-30", "2024-04-30"), (8, "1q", "2023-04-30", "2023-02-01", "2023-05-01"),
      (8, "1y", "2024-01-31", "2023-02-01", "2024-02-01"), (9, "5y", "1994-07-01", "1990-07-01", "1995-07-01"),
    ])
  func tables(index: Int, label: String, instant: String, start: String, end: String) throws {
    let grid = Self.grids[index]
    let rows = series(noise(200, seed: 3), start: at(grid.start), cadence: grid.cadence)
    let grain = try Grain(parsing: label).phased(like: Grain(of: rows))
    let clock = Zone.asWritten.clock
    #expect(grain.floor(at(instant), on: clock) == at(start))
    #expect(grain.floor(at(start), on: clock) == at(start))
    #expect(grain.next(after: at(start), on: clock) == at(end))
    #expect(grain.floor(at(end) - 1, on: clock) == at(start))
  }

  @Test("Where clocks are changed, days at nine stay days at nine, and steps of elapsed time keep the calendar's bins")
  func zones() throws {
    let zone = Zone.named("Europe/Berlin")
    let nine = zone.clock.instant(ofWallClock: at("2024-03-01 09:00"))
    let days = series(noise(60, seed: 1), start: nine, cadence: .days(1), zone: zone)
    #expect(try TimeCoarsening(Grain(of: days), [ColumnAggregate(0, .mean)]).coarsen(days).starts == days.boundaries)
    // One row a day at midnight in UTC, which is one o'clock in winter and two in summer.
    let utc = series(
      noise(60, seed: 1), start: at("2024-03-01"), cadence: .milliseconds(Milliseconds.day), zone: zone)
    let view = try TimeCoarsening(Grain(of: utc), [ColumnAggregate(0, .mean)]).coarsen(utc)
    #expect(view.columns[0].values == utc.columns[0].values)
  }

  @Test("Rows on the calendar's own boundaries have its bins, and months are the calendar's for rows of weeks")
  func calendar() throws {
    let mondays = series(noise(200, seed: 3), start: at("2024-01-01"), cadence: .milliseconds(Milliseconds.week))
    let saturdays = series(noise(200, seed: 3), start: at("2024-01-06"), cadence: .milliseconds(Milliseconds.week))
    let clock = Zone.asWritten.clock
    for rows in [mondays, saturdays] {
      let month = Grain.months(1).phased(like: Grain(of: rows))
      #expect(month.floor(at("2024-02-20"), on: clock) == at("2024-02-01"))
    }
    #expect(Grain(of: mondays).floor(at("2024-01-03"), on: clock) == at("2024-01-01"))
    #expect(Grain(of: saturdays) == .weeks(1) && Grain(of: saturdays).label == "1w")
  }
}
