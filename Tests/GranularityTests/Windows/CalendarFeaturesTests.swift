import Basics
import Datasets
import Granularity
import Testing

@Suite("Calendar features")
struct CalendarFeaturesTests {
  static func labels(_ grain: String, days: Int64) throws -> [String] {
    let start = at("2020-01-01")
    return CalendarFeatures(
      grain: try Grain(parsing: grain), zone: .asWritten, trainStart: start, trainEnd: start + days * Milliseconds.day
    ).features.map(\.label)
  }

  static let day = ["time of day sin", "time of day cos"]
  static let week = ["day of week sin", "day of week cos"]
  static let year = ["day of year sin", "day of year cos"]

  @Test(
    "Only what varies at the grain, and what the training rows hold twice",
    arguments: [
      ("30min", 50, day + week), ("1h", 13, day), ("1h", 14, day + week), ("1h", 1, []),
      ("12h", 50, ["time of day cos"] + week), ("1d", 50, week), ("1d", 800, week + year), ("1d", 700, week),
      ("1w", 800, year), ("1mo", 800, year), ("1q", 800, year), ("6mo", 800, ["day of year cos"]), ("1y", 8_000, []),
    ] as [(String, Int64, [String])])
  func choice(grain: String, days: Int64, labels: [String]) throws {
    #expect(try Self.labels(grain, days: days) == labels)
  }

  @Test("Values turn with the clock on the wall of the zone")
  func values() {
    let zone = Zone.named("Europe/Berlin")
    let calendar = CalendarFeatures(
      grain: .hours(1), zone: zone, trainStart: at("2020-01-01"), trainEnd: at("2023-01-01"))
    // Summer: two hours ahead. Thursday, 18:00.
    var values: [Double] = []
    calendar.append(at: at("2021-07-01 16:00"), clock: zone.clock, to: &values)
    let week = 2 * Double.pi * 3.75 / 7
    let year = 2 * Double.pi * (181 + 0.75) / 365
    let expected: [Double] = [
      -1, 0, Double(sin(week)), Double(cos(week)), Double(sin(year)), Double(cos(year)),
    ]
    #expect(zip(values, expected).allSatisfy { abs($0 - $1) < 1e-6 })
    #expect(values.count == calendar.count)
  }
}
