import Basics
import Datasets
import Granularity
import Testing

@Suite("Ladders of time")
struct TimeLadderTests {
  static func rows(_ count: Int, step: Int64, start: String = "2024-01-01") -> TimeSeries {
    series([Double](repeating: 1, count: count), start: start, step: step)
  }

  @Test("A number alone counts rows of the series")
  func rows() throws {
    let series = TimeSeries(
      name: "s", step: 1_800_000, start: 0, columns: [Column(name: "v", values: [Double](repeating: 1, count: 500))])
    #expect(try TimeLadder(parsing: "10, 5", for: series).grains == [.minutes(150), .hours(5)])
    #expect(try TimeLadder(parsing: "48", for: series).grains == [.days(1)])
    #expect(try TimeLadder.horizon(parsing: "10", for: series) == .hours(5))
    #expect(throws: LadderError.self) { try TimeLadder(parsing: "0", for: series) }
  }

  @Test(
    "A ladder is suggested by step, length and horizon; the rung beyond the horizon is shown as well",
    arguments: [
      (4_032, "30min", "1d", ["30min", "1h", "3h", "6h", "1d", "1w"]),
      (52_416, "10min", "1d", ["10min", "1h", "3h", "6h", "1d", "1w"]),
      (17_420, "1h", "1d", ["1h", "3h", "6h", "12h", "1d", "1w"]),
      (17_420, "1h", "1w", ["1h", "3h", "6h", "1d", "1w", "1mo"]),
      (500, "1h", "1d", ["1h", "3h", "6h", "12h", "1d"]),
      (5_000, "1s", "1min", ["1s", "5s", "10s", "30s", "1min"]),
      (80_000, "1s", "1min", ["1s", "5s", "10s", "30s", "1min", "1h"]),
      (100_000, "1min", "1h", ["1min", "5min", "10min", "30min", "1h", "1d"]),
      (2_284, "7d", "12w", ["1w", "2w", "4w", "12w", "52w"]),
      (2_284, "7d", "52w", ["1w", "13w", "26w", "52w"]),
      (3_000, "1d", "4w", ["1d", "1w", "2w", "4w", "1mo"]),
      (2_284, "7d", "1y", ["1w", "1mo", "1q", "6mo", "1y"]), (3_000, "1d", "1y", ["1d", "1mo", "1q", "6mo", "1y"]),
    ] as [(Int, String, String, [String])])
  func suggestions(rows: Int, step: String, horizon: String, labels: [String]) throws {
    let step = try Grain(parsing: step)
    let series = Self.rows(rows, step: step.meanLength)
    let ladder = TimeLadder.suggested(for: series, horizon: try Grain(parsing: horizon))
    #expect(ladder.grains.map(\.label) == labels)
    #expect(ladder.base == step)
    // What is suggested is also accepted.
    #expect(throws: Never.self) { try TimeLadder(ladder.grains, for: series) }
  }

  @Test(
    "A horizon is suggested that leaves twenty test origins where it can",
    arguments: [
      (4_032, "30min", "1d"), (52_416, "10min", "1d"), (17_420, "1h", "1d"), (7_000, "1s", "1min"),
      (3_600, "1s", "30s"), (2_284, "7d", "12w"), (3_000, "1d", "4w"), (1_200, "1d", "2w"), (300, "1d", "1w"),
      (100_000, "1min", "1h"), (900, "7min", "84min"), (100, "1h", "6h"), (40, "1h", "5h"), (4, "1h", "1h"),
    ] as [(Int, String, String)])
  func horizons(rows: Int, step: String, horizon: String) throws {
    let series = Self.rows(rows, step: try Grain(parsing: step).meanLength)
    #expect(TimeLadder.suggestedHorizon(for: series, testRows: rows / 4).label == horizon)
  }

  @Test("Monthly rows have their own ladder")
  func monthly() throws {
    let series = series([Double](repeating: 1, count: 1_200), start: at("1900-01-01"), cadence: .months(1))
    let horizon = TimeLadder.suggestedHorizon(for: series, testRows: 300)
    #expect(horizon == .years(1))
    #expect(TimeLadder.suggested(for: series, horizon: horizon).grains.map(\.label) == ["1mo", "1q", "6mo", "1y"])
  }

  @Test("A written ladder is put in order")
  func parsing() throws {
    let ladder = try TimeLadder(parsing: "1d, 30min,1h", for: Self.rows(4_032, step: 30 * Milliseconds.minute))
    #expect(ladder.grains == [.minutes(30), .hours(1), .days(1)])
  }

  @Test(
    "Ladders that cannot be are refused in a sentence with a remedy",
    arguments: [
      ("", LadderError.empty, "has no grain"), (" , ", .empty, "has no grain"),
      ("1h,60min", .repeated(.hours(1)), "1h is on the ladder twice"),
      ("1h,what", .unreadableGrain("what"), "“what” is not a length of time"),
      ("10min", .notMadeOfSteps(.minutes(10), step: .minutes(30)), "choose a multiple of 30min that divides a day"),
      ("45min", .notMadeOfSteps(.minutes(45), step: .minutes(30)), "rows 30min apart"),
      ("1h,1y", .tooCoarse(.years(1), bins: 0), "only 0 complete bins"),
    ])
  func refusals(text: String, expected: LadderError, words: String) {
    let series = Self.rows(4_032, step: 30 * Milliseconds.minute)
    let error = #expect(throws: LadderError.self) { try TimeLadder(parsing: text, for: series) }
    #expect(error == expected)
    #expect(expected.sentence.contains(words))
  }

  @Test("Weeks make months, though not always as many; months make no weeks")
  func weeksInMonths() throws {
    let weekly = Self.rows(2_284, step: Milliseconds.week)
    #expect(try TimeLadder(parsing: "1w,1mo,1y", for: weekly).grains.count == 3)
    #expect(throws: LadderError.notMadeOfSteps(.days(10), step: .weeks(1))) {
      try TimeLadder(parsing: "10d", for: weekly)
    }
  }

  @Test("A horizon is a whole number of steps")
  func writtenHorizon() throws {
    let series = Self.rows(4_032, step: 30 * Milliseconds.minute)
    #expect(try TimeLadder.horizon(parsing: "24h", for: series) == .days(1))
    #expect(try TimeLadder.horizon(parsing: "1y", for: Self.rows(2_284, step: Milliseconds.week)) == .years(1))
    #expect(throws: LadderError.horizonNotMadeOfSteps(.days(10), step: .weeks(1))) {
      try TimeLadder.horizon(parsing: "10d", for: Self.rows(2_284, step: Milliseconds.week))
    }
    #expect(throws: LadderError.horizonNotMadeOfSteps(.minutes(40), step: .minutes(30))) {
      try TimeLadder.horizon(parsing: "40min", for: series)
    }
  }
}
