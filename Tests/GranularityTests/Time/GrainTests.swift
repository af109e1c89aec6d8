import Datasets
import Granularity
import Testing

@Suite("Grains of time")
struct GrainTests {
  @Test(
    "Labels are read and printed",
    arguments: [
      ("10min", Grain.minutes(10)), ("1h", .hours(1)), ("6h", .hours(6)), ("1d", .days(1)), ("1w", .weeks(1)),
      ("1mo", .months(1)), ("1q", .quarters(1)), ("1y", .years(1)), ("30s", .seconds(30)),
      ("250ms", .milliseconds(250)), ("90min", .minutes(90)), ("5d", .days(5)), ("2w", .weeks(2)),
      ("6mo", .months(6)), ("10y", .years(10)),
    ])
  func labels(label: String, grain: Grain) throws {
    #expect(try Grain(parsing: label) == grain)
    #expect(grain.label == label)
  }

  @Test(
    "Other spellings mean the same",
    arguments: [
      ("24h", "1d"), ("168h", "1w"), ("60min", "1h"), ("1440min", "1d"), ("7d", "1w"), ("3mo", "1q"), ("4q", "1y"),
      ("12mo", "1y"), ("2q", "6mo"), ("h", "1h"), ("1H", "1h"), (" 1 d ", "1d"), ("2 weeks", "2w"), ("1000ms", "1s"),
      ("36h", "36h"),
    ])
  func spellings(text: String, label: String) throws {
    #expect(try Grain(parsing: text).label == label)
  }

  @Test(
    "What is no grain is refused in a sentence",
    arguments: ["", "1", "1m", "0h", "-1h", "1.5h", "h1", "1h30", "one day", "99999999999999999999h", "200y", "٣h"])
  func refusals(text: String) {
    let error = #expect(throws: LadderError.self) { try Grain(parsing: text) }
    #expect(error == .unreadableGrain(text))
    #expect(error?.sentence.contains("30min, 1h or 1d") == true)
  }

  @Test(
    "A length is a whole number of steps, or it is said why not",
    arguments: [
      ("1d", "30min", 48), ("1d", "1h", 24), ("1d", "1d", 1), ("1w", "1d", 7), ("1w", "6h", 28), ("1y", "1mo", 12),
      ("1y", "1q", 4), ("1h", "10min", 6), ("2d", "1d", 2), ("4w", "1w", 4), ("36h", "12h", 3), ("84min", "7min", 12),
    ] as [(String, String, Int)])
  func wholeSteps(length: String, step: String, count: Int) throws {
    let length = try Grain(parsing: length)
    let step = try Grain(parsing: step)
    #expect(length.wholeSteps(of: step) == count)
    #expect(length.obstacle(to: step) == nil)
  }

  @Test(
    "Obstacles are put in words",
    arguments: [
      ("1d", "1w", "a day is not a whole number of weeks"),
      ("1d", "7min", "a day is not a whole number of 7-minute steps"),
      ("1d", "5h", "a day is not a whole number of 5-hour steps"),
      ("1h", "1d", "an hour is not a whole number of days"),
      ("2d", "1w", "2 days are not a whole number of weeks"),
      ("1w", "1mo", "a week is not a whole number of months"),
      ("1mo", "1w", "a month is not a whole number of weeks"),
      ("1mo", "1d", "a month does not always have the same number of days"),
      ("1y", "6h", "a year does not always have the same number of 6-hour steps"),
      ("2mo", "1d", "2 months do not always have the same number of days"),
      ("1q", "1y", "a quarter is not a whole number of years"),
    ])
  func obstacles(length: String, step: String, words: String) throws {
    let length = try Grain(parsing: length)
    let step = try Grain(parsing: step)
    #expect(length.wholeSteps(of: step) == nil)
    #expect(length.obstacle(to: step) == words)
  }

  @Test("A grain divides another where its boundaries include the other's, tried over ten years")
  func division() throws {
    let grains = try ["1h", "4h", "6h", "5h", "1d", "2d", "1w", "2w", "1mo", "1q", "5mo", "1y"].map {
      try Grain(parsing: $0)
    }
    let clock = Zone.asWritten.clock
    for fine in grains {
      for coarse in grains where fine <= coarse {
        let boundaries = coarse.boundaries(from: at("1995-01-01"), through: at("2005-01-01"), on: clock)
        let nests = boundaries.allSatisfy { fine.floor($0, on: clock) == $0 }
        #expect(fine.divides(coarse) == nests, "\(fine) and \(coarse)")
      }
    }
  }

  @Test("Grains are ordered from fine to coarse")
  func order() throws {
    let labels = ["1y", "1d", "30min", "1mo", "4w", "1w", "1q", "1s", "13w"]
    let sorted = try labels.map { try Grain(parsing: $0) }.sorted().map(\.label)
    #expect(sorted == ["1s", "30min", "1d", "1w", "4w", "1mo", "13w", "1q", "1y"])
  }
}
