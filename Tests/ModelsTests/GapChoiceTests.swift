import Basics
import Datasets
import Granularity
import TestSeries
import Testing

@testable import Models

@Suite("Short gaps are filled where leaving windows out would leave too little, and what is scored never is")
struct GapChoiceTests {
  /// Every so-manieth row missing, by a generator of its own.
  private func scattered(_ share: Double, days: Int = 120) -> TimeSeries {
    let whole = waves(days: days)
    var state: UInt64 = 9
    var values = whole.columns[0].values
    for row in values.indices {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      if Double(state >> 33) / Double(UInt32.max >> 1) < share { values[row] = .nan }
    }
    return TimeSeries(name: "scattered", grid: whole.grid, columns: [Column(name: "wave", values: values)])
  }

  private func options(suits: Bool, _ change: (inout SessionOptions) -> Void = { _ in }) -> SessionOptions {
    var options = SessionOptions(path: "scattered.csv")
    options.suitsGaps = suits ? true : nil
    change(&options)
    return options
  }

  @Test("With a row in fifty missing here and there every rung learns, which is said with counts")
  func scatteredRows() throws {
    let series = scattered(0.02)
    let missing = series.columns[0].missingCount
    let left = try? Experiments.forecast(series, options(suits: false))
    let made = try Experiments.forecast(series, options(suits: true))
    let own = try #require(made.mostGappy)
    #expect(Double(own.gappy) < 0.5 * Double(own.complete + own.gappy), "\(own)")
    if let before = left?.mostGappy { #expect(before.complete * 3 < 2 * (own.complete), "\(before) \(own)") }
    let policy = try #require(made.info.policies.first)
    #expect(policy.value == "interpolate:3" && !policy.isDefault)
    #expect(policy.effect.contains("\(missing) of wave"), "\(missing): \(policy.effect)")
    #expect(
      made.info.remarks.contains { $0.hasPrefix("gaps of up to 3 rows are interpolated") }, "\(made.info.remarks)")
    for grain in made.target.compared { #expect(made.refusal(of: grain) == nil, "\(grain)") }
    #expect(made.source.options.preparation?.gaps == .interpolate(limit: 3) && made.source.options.suitsGaps == nil)
  }

  @Test("What forecasts are scored by is the file's own, whole horizons of it")
  func neverScored() throws {
    let series = scattered(0.02)
    let made = try Experiments.forecast(
      series, options(suits: true) { ($0.horizon, $0.grains) = ("3h", ["30min", "1h", "3h"]) })
    #expect(made.info.policies.first?.value == "interpolate:3")
    for part in ScoredPart.allCases {
      let set = made.target.origins(of: part)
      #expect(set.count > 20)
      for (row, origin) in set.origins.enumerated() {
        let first = Int((origin - series.start) / series.step)
        for step in 0..<made.target.steps {
          let value = series.columns[0].values[first + step]
          #expect(!value.isNaN && value == Array(set.actual.row(row))[step])
        }
      }
    }
  }

  @Test("An outage costs few windows, and nothing is filled; nor is anything where gaps were spoken of")
  func leftAlone() throws {
    let whole = waves(days: 120)
    var values = whole.columns[0].values
    for row in 1000..<1100 { values[row] = .nan }
    for row in [2000, 3000] { values[row] = .nan }
    let outage = TimeSeries(name: "outage", grid: whole.grid, columns: [Column(name: "wave", values: values)])
    #expect(try Experiments.forecast(outage, options(suits: true)).info.policies.first?.value == "leave-out")
    #expect(try Experiments.forecast(whole, options(suits: true)).info.policies.first?.value == "leave-out")
    let asked = try Experiments.forecast(
      scattered(0.02),
      options(suits: true) {
        var preparation = Preparation()
        preparation.gaps = .carryForward(limit: 5)
        $0.preparation = preparation
      })
    #expect(asked.info.policies.first?.value == "carry-forward:5")
    // Gaps that are too long to be filled by default change nothing by being looked at.
    var long = whole.columns[0].values
    for row in stride(from: 20, to: long.count, by: 60) {
      for next in row..<min(row + 6, long.count) { long[next] = .nan }
    }
    let torn = TimeSeries(name: "torn", grid: whole.grid, columns: [Column(name: "wave", values: long)])
    let own = Result { try Experiments.forecast(torn, options(suits: false)).info.remarks }
    let other = Result { try Experiments.forecast(torn, options(suits: true)).info.remarks }
    #expect((try? own.get()) == (try? other.get()))
  }

  /// From a Monday, with two holidays.
  private func businessDays(weeks: Int) -> TimeSeries {
    let values = (0..<weeks * 7).map { day -> Double in
      if day % 7 >= 5 || day == 30 || day == 100 { return .nan }
      return Double((day * 37) % 11 + day % 7 + 100)
    }
    return TimeSeries(
      name: "closes", step: Milliseconds.day, start: 4 * Milliseconds.day,
      columns: [Column(name: "close", values: values)])
  }

  @Test("A series of business days is recognised, and nothing else is")
  func recognised() {
    #expect(BusinessDays(businessDays(weeks: 30)) != nil)
    #expect(BusinessDays(businessDays(weeks: 3)) == nil && BusinessDays(waves(days: 120)) == nil)
    var values = businessDays(weeks: 30).columns[0].values
    for day in stride(from: 0, to: values.count, by: 7) { (values[day], values[day + 5]) = (.nan, 1) }
    let others = TimeSeries(
      name: "others", step: Milliseconds.day, start: 4 * Milliseconds.day, columns: [Column(name: "x", values: values)])
    #expect(BusinessDays(others) == nil)
  }

  @Test("Business days train at once: Friday's value lasts over the weekend, and only days that came are scored")
  func weekdays() throws {
    let series = businessDays(weeks: 60)
    let made = try Experiments.forecast(series, options(suits: true))
    #expect(made.info.policies.first?.value == "carry-forward:3")
    #expect(made.info.remarks.contains { $0.hasPrefix("Saturdays and Sundays are missing") }, "\(made.info.remarks)")
    #expect(made.target.question.horizon == .days(1) && made.target.test.count >= 60)
    // Mondays too, of which the newest value was known on Friday.
    let days = Set(made.target.test.origins.map { CivilTime($0, in: series.zone).date.weekday })
    #expect(days == [0, 1, 2, 3, 4])
    #expect(made.refusal(of: .days(1)) == nil)
  }
}
