import Basics
import Datasets
import Granularity
import Testing

@Suite("Which grains can be made to add up")
struct HierarchyTests {
  private func hierarchy(
    _ grains: String, horizon: String, _ aggregation: Aggregation = .mean, base: String = "1h"
  ) throws -> TemporalHierarchy {
    try TemporalHierarchy(
      grains.split(separator: ",").map { try Grain(parsing: String($0)) }, horizon: try Grain(parsing: horizon),
      aggregation: aggregation, base: try Grain(parsing: base))
  }

  private func refusal(
    _ grains: String, horizon: String, _ aggregation: Aggregation = .mean, base: String = "1h"
  ) -> String {
    do {
      _ = try hierarchy(grains, horizon: horizon, aggregation, base: base)
      return "no refusal"
    } catch { return (error as? ReconciliationError)?.sentence ?? "\(error)" }
  }

  @Test("A week of hours has 218 steps, coarse to fine")
  func week() throws {
    let week = try hierarchy("1h,6h,12h,1d,1w", horizon: "1w")
    #expect(week.levels.map(\.grain.label) == ["1w", "1d", "12h", "6h", "1h"])
    #expect(week.levels.map(\.steps) == [1, 7, 14, 28, 168])
    #expect(week.levels.map(\.offset) == [0, 1, 8, 22, 50])
    #expect(week.nodeCount == 218 && week.aggregateCount == 50)
  }

  @Test("Coarse steps are sums or means of the fine ones", arguments: [Aggregation.sum, .mean])
  func aggregates(_ aggregation: Aggregation) throws {
    let day = try hierarchy("6h,12h,1d", horizon: "1d", aggregation)
    let nodes = day.aggregated([1, 2, 3, 6])
    #expect(nodes == (aggregation == .sum ? [12, 3, 9, 1, 2, 3, 6] : [3, 1.5, 4.5, 1, 2, 3, 6]))
    #expect(day.incoherence(of: nodes) == [0, 0, 0])
  }

  @Test("Grains that divide only the finest go together; calendar units of monthly rows do")
  func accepted() throws {
    #expect(try hierarchy("1h,2h,3h", horizon: "6h").levels.map(\.steps) == [2, 3, 6])
    #expect(try hierarchy("1mo,1q,1y", horizon: "1y", base: "1mo").levels.map(\.steps) == [1, 4, 12])
    #expect(try hierarchy("1mo,1y", horizon: "1y", .sum, base: "1d").levels.map(\.steps) == [1, 12])
  }

  @Test("Last, minimum and maximum are refused", arguments: [Aggregation.last, .min, .max])
  func notAdditive(_ aggregation: Aggregation) {
    #expect(
      refusal("1h,1d", horizon: "1d", aggregation)
        == "Forecasts of a \(aggregation.rawValue) cannot be reconciled: a coarse \(aggregation.rawValue) is neither sum "
        + "nor mean of the fine ones; choose a target of sums or means.")
  }

  @Test("Grains that do not divide are refused with a suggestion")
  func notDividing() {
    #expect(
      refusal("4h,6h,1d", horizon: "1d")
        == "The grain 6h cannot be reconciled with 4h: 6 hours are not a whole number of 4-hour steps; leave out 6h and "
        + "take 4h,1d with a horizon of 1d.")
  }

  @Test("Calendar months are refused with a suggestion")
  func months() {
    #expect(
      refusal("1d,1w,1mo", horizon: "1w")
        == "The grain 1mo cannot be reconciled with the others: a week is not a whole number of months; leave out 1mo and "
        + "take 1d,1w with a horizon of 1w.")
    #expect(
      refusal("1d,1w,1mo", horizon: "1mo")
        == "The grain 1d cannot be reconciled with the others: a month does not always have the same number of days; "
        + "leave out 1mo and take 1d,1w with a horizon of 1w.")
    #expect(
      refusal("1mo,1q", horizon: "1q", base: "1d")
        == "The grain 1mo cannot be reconciled with the others: its steps are not all equally long, so that its means are "
        + "not means of finer means; leave it out.")
  }

  @Test("A single grain is refused")
  func alone() {
    #expect(
      refusal("1h", horizon: "1d")
        == "Only the grain 1h fills the horizon, and at least two are needed; add a grain that it divides, or "
        + "a longer horizon.")
  }

  @Test("Of a ladder the most grains that go together are taken")
  func compatible() throws {
    let ladder = try ["1h", "4h", "6h", "1d", "1mo"].map { try Grain(parsing: $0) }
    func taken(_ grains: [Grain], _ horizon: String) throws -> [String] {
      TemporalHierarchy.compatible(
        grains, horizon: try Grain(parsing: horizon), aggregation: .mean, base: .hours(1)
      ).map(\.label)
    }
    #expect(try taken(ladder, "1d") == ["1h", "4h", "6h", "1d"])
    #expect(try taken(Array(ladder.dropFirst()), "1d") == ["4h", "1d"])
    #expect(try taken(ladder, "1mo").isEmpty)
  }

  @Test("Shares of what changes its sign are refused with the values")
  func signChanges() {
    #expect(throws: ReconciliationError.signChanges(least: -1, greatest: 3)) {
      try HistoricalShares([[1, 3], [2, -1]], coarsest: .hours(2))
    }
    #expect(
      ReconciliationError.signChanges(least: -3.254, greatest: 41).sentence
        == "Top-down divides a coarse forecast in the proportions of the training rows, which has no meaning where they "
        + "change their sign (here from -3.25 to 41.0); choose another method, as mint-structural.")
    #expect(throws: ReconciliationError.noShares(.hours(2))) { try HistoricalShares([], coarsest: .hours(2)) }
    #expect(throws: ReconciliationError.noShares(.hours(2))) { try HistoricalShares([[0, 0]], coarsest: .hours(2)) }
  }

  @Test(
    "Shares are learnt from the coarse steps that end within the training part",
    arguments: [(48, 48), (60, 60), (71, 71)])
  func trainingAlone(train: Int, later: Int) throws {
    let hours = try hierarchy("12h,1d", horizon: "1d")
    // Mornings are a third of evenings in training, and three hundred times as much afterwards.
    let values = (0..<120).map { hour -> Double in
      let isMorning = hour % 24 < 12
      return hour < later ? (isMorning ? 1 : 3) : (isMorning ? 300 : 1)
    }
    let series = TimeSeries(name: "tides", step: 3_600_000, start: 0, columns: [Column(name: "tide", values: values)])
    let view = try TimeCoarsening(.hours(12), [ColumnAggregate(0, .mean)]).coarsen(series)
    func end(_ rows: Int) -> Instant { series.instant(at: rows) }
    let borders = Borders(
      trainStart: 0, trainEnd: end(train), validationStart: end(train), validationEnd: end(96), testStart: end(96),
      testEnd: end(120))
    #expect(try HistoricalShares(view, hours, borders: borders) == HistoricalShares([[1, 3]], coarsest: .days(1)))
  }

  @Test("Methods that learn from errors say how many are needed")
  func tooFewErrors() throws {
    let day = try hierarchy("6h,1d", horizon: "1d")
    let evidence = ReconciliationEvidence(
      errors: [[1, 2, 3, 4, 5], [.nan, 1, 1, 1, 1]], shares: .failure(.noShares(.days(1))))
    for method in [ReconciliationMethod.variance, .mintShrink, .mintStructural] {
      #expect(throws: ReconciliationError.tooFewErrors(method, found: 1, needed: 4)) {
        try Reconciler(day, method, evidence)
      }
    }
    #expect(throws: ReconciliationError.noShares(.days(1))) { try Reconciler(day, .topDown, evidence) }
  }
}
