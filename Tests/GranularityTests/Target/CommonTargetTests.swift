import Basics
import Datasets
import Tensors
import Testing

@testable import Granularity

@Suite("The common target")
struct CommonTargetTests {
  /// Half-hourly, 84 days, as the sample series of electricity demand.
  static func demand(_ values: (Int) -> Double = weekOfShapes) -> TimeSeries {
    series((0..<84 * 48).map { values($0) }, start: "2000-06-05", step: 30 * Milliseconds.minute)
  }

  static func weekOfShapes(_ row: Int) -> Double {
    let halfHour = Double(row % 48)
    let weekday = Double(row / 48 % 7)
    return halfHour + 30 * weekday + Double(5 * RandomKey(seed: 9, stream: .test).normal(UInt64(row)))
  }

  static func question(
    _ series: TimeSeries, ladder: String = "30min,1h,3h,6h,1d,1w", horizon: String = "1d",
    _ aggregation: Aggregation = .mean
  ) throws -> TargetQuestion {
    TargetQuestion(
      series: series, target: ColumnAggregate(0, aggregation), horizon: try Grain(parsing: horizon),
      ladder: try TimeLadder(parsing: ladder, for: series), borders: Borders(try Split(count: series.count), of: series)
    )
  }

  @Test("Rungs that fill the horizon are compared, the others excluded with the reason")
  func exclusions() throws {
    let target = try CommonTarget(Self.question(Self.demand()))
    #expect(target.compared.map(\.label) == ["30min", "1h", "3h", "6h", "1d"])
    #expect(target.exclusions == [Exclusion(grain: .weeks(1), reason: "a day is not a whole number of weeks")])
    #expect(target.evaluationGrain == .minutes(30) && target.steps == 48)
    #expect(target.ownSteps(of: .hours(6)) == 4)
    #expect(target.isRanked)
  }

  @Test("Origins lie on midnights; targets inside their part; actual values are the series' own")
  func origins() throws {
    let series = Self.demand()
    let question = try Self.question(series)
    let target = try CommonTarget(question)
    for part in ScoredPart.allCases {
      let set = target.origins(of: part)
      let span = question.borders.span(of: part.ofBorders)
      #expect(set.part == part)
      #expect(set.origins.allSatisfy { $0 % Milliseconds.day == 0 })
      #expect(set.origins.allSatisfy { $0 >= span.start && $0 + Milliseconds.day <= span.end })
      for (index, origin) in set.origins.enumerated() {
        let row = Int((origin - series.start) / (30 * Milliseconds.minute))
        #expect(set.actual.row(index).elementsEqual(series.columns[0].values[row..<row + 48]))
        #expect(set.naive.row(index).allSatisfy { $0 == series.columns[0].values[row - 1] })
        #expect(set.times[index * 48 + 1] == origin + 30 * Milliseconds.minute)
      }
      #expect(set.omitted.total == 0 && set.omitted.words == nil)
    }
    #expect(target.test.count == 21)
    // The border between training and validation is no midnight: the part begins with the next one.
    #expect(target.validation.count == 12)
  }

  @Test("The season of seasonal naive is chosen in training: a week here, a day there")
  func season() throws {
    let weekly = try CommonTarget(Self.question(Self.demand()))
    #expect(weekly.season.length == .weeks(1) && weekly.season.steps == 336)
    for (index, origin) in weekly.test.origins.enumerated() {
      let row = Int((origin - weekly.view.starts[0]) / (30 * Milliseconds.minute))
      let values = weekly.view.columns[0].values
      #expect(weekly.test.seasonalNaive.row(index).elementsEqual(values[row - 336..<row - 336 + 48]))
    }
    let key = RandomKey(seed: 2, stream: .test)
    let daily = try CommonTarget(
      Self.question(Self.demand { Double($0 % 48) + Double($0) / 100 + Double(key.normal(UInt64($0))) }))
    #expect(daily.season.length == .days(1))
    // What comes after training does not change the choice: here a steep rise, for which a day ago is better.
    var changed = Self.demand()
    for row in changed.count * 6 / 10 + 1..<changed.count { changed.columns[0].values[row] = 100 * Double(row) }
    let planted = try CommonTarget(Self.question(changed))
    #expect(planted.season == weekly.season && planted.scale == weekly.scale)
  }

  @Test("A week is a season where a day is no whole number of steps")
  func oddSteps() throws {
    // 288 rows of 35 minutes.
    let values = (0..<1500).map { (row: Int) -> Double in
      let (shape, noise) = (row % 288 * 37 % 101, row * 7919 % 17)
      return Double(shape) + Double(noise) / 10
    }
    let choice = SeasonChoice(training: values[...], grain: try Grain(parsing: "35min"), horizon: 6)
    #expect(choice.season.length == .weeks(1) && choice.season.steps == 288)
  }

  @Test("A horizon longer than the season takes the newest known values at the same place")
  func longHorizon() throws {
    let series = Self.demand { Double($0 % 48) + Double($0 / 48) }
    let target = try CommonTarget(Self.question(series, ladder: "30min,1d", horizon: "2w"))
    let values = series.columns[0].values
    for (index, origin) in target.test.origins.enumerated() {
      let row = Int((origin - series.start) / (30 * Milliseconds.minute))
      let season = target.season.steps ?? 0
      let expected = (0..<672).map { values[row + $0 - ($0 / season + 1) * season] }
      #expect(target.test.seasonalNaive.row(index).elementsEqual(expected))
    }
    #expect(!target.isRanked)
  }

  @Test("A series has one season: each column of the matrix counts it in its own steps, or has none")
  func oneSeason() throws {
    // A level that wanders, with a fixed shape of the day and of the week: a day ago is best for the next week.
    var level = 0.0
    let steps = noise(26 * 7, seed: 8)
    let series = series(
      (0..<26 * 7 * 24).map { hour in
        if hour % 24 == 0 { level += steps[hour / 24] / 20 }
        return level + 8 * Double(hour % 24)
      })
    let target = try CommonTarget(Self.question(series, ladder: "1h,12h,1d,1w", horizon: "1w"))
    #expect(target.season.length == .days(1) && target.season.steps == 24)
    let columns = EvaluationMatrix(target).columns
    #expect(columns.map(\.evaluationGrain.label) == ["1h", "12h", "1d", "1w"])
    #expect(columns.map(\.season.length) == [.days(1), .days(1), .days(1), .days(1)])
    #expect(columns.map(\.season.steps) == [24, 2, 1, nil])
    // By hand at 1d: the scale is the mean square of the changes from day to day in training.
    let daily = try #require(columns.first { $0.evaluationGrain == .days(1) })
    let training = daily.view.bins(from: target.question.borders.trainStart, to: target.question.borders.trainEnd)
    let values = Array(daily.view.columns[0].values[training])
    let changes = zip(values.dropFirst(), values).map { ($0 - $1) * ($0 - $1) }
    let scale = try #require(daily.scale)
    #expect(abs(scale.meanSquare - changes.reduce(0, +) / Double(changes.count)) < 1e-9 * scale.meanSquare)
    // A week has no season of a day: no scaled error and no seasonal naive, and all the same its origins and its MSE.
    let weekly = try #require(columns.last)
    #expect(weekly.scale == nil && weekly.test.count == target.test.count)
    let scores = try #require(weekly.scores(of: weekly.test.naive, at: weekly.test))
    #expect(scores.rmsse == nil && scores.mase == nil && scores.skill == nil && scores.mse > 0)
    #expect(weekly.scores(of: weekly.test.seasonalNaive, at: weekly.test) == nil)
    // Scored at the week from the start, there is something to be held against all the same.
    let atWeek = try CommonTarget(target.question, evaluationGrain: .weeks(1))
    #expect(atWeek.season.steps != nil && atWeek.scale != nil)
    let atDay = try CommonTarget(target.question, evaluationGrain: .days(1))
    #expect(atDay.season == daily.season)
  }

  @Test("A season that repeats but for rounding is no yardstick: no scaled error and no skill of many digits")
  func nearlyPerfect() throws {
    let wave = (0..<24 * 60).map { (hour: Int) -> Double in
      let rounding = 1e-12 * Double(hour % 7)
      return 1_000 + sin(2 * .pi * Double(hour) / 24) + rounding
    }
    let target = try CommonTarget(Self.question(series(wave), ladder: "1h,1d"))
    #expect(target.season.length == .days(1))
    #expect(target.scale?.meanSquare == 0 && target.scale?.meanAbsolute == 0)
    let scores = try #require(target.scores(of: target.test.naive, at: target.test))
    #expect(scores.rmsse == nil && scores.mase == nil && scores.skill == nil)
    // A change that is small and real is one.
    let drift = wave.indices.map { (hour: Int) -> Double in wave[hour] + 1e-5 * Double(hour) }
    let drifting = try CommonTarget(Self.question(series(drift), ladder: "1h,1d"))
    #expect(drifting.scale.map { $0.meanSquare > 0 } == true)
  }

  @Test(
    "What has no cycle has no season, whatever the calendar says: a walk from day to day, a cycle that no season holds")
  func noCycle() throws {
    var level = 0.0
    let walk = noise(1500, seed: 5).map { step -> Double in
      level += step
      return level
    }
    let daily = try CommonTarget(
      Self.question(series(walk, step: Milliseconds.day), ladder: "1d,1w", horizon: "2w"))
    #expect(daily.season.length == nil && daily.season.steps == 1)
    let noisy = noise(24 * 100, seed: 6).map { $0 / 100 }
    let tenHours = noisy.indices.map { sin(Double($0) / 10 * 2 * .pi) + 0.1 * noisy[$0] }
    let hourly = try CommonTarget(Self.question(series(tenHours), ladder: "1h,6h", horizon: "6h"))
    #expect(hourly.season.length == nil)
    // Days and weeks hold twelve hours in whole numbers; at a level of millions a cycle is one as well.
    let half = noisy.indices.map { 5e7 + sin(Double($0) / 12 * 2 * .pi) + 0.1 * noisy[$0] }
    let high = try CommonTarget(Self.question(series(half), ladder: "1h,6h", horizon: "6h"))
    #expect(high.season.length != nil)
    let found = PeriodFinder.periods(of: Column(name: "half", values: half), cadence: .milliseconds(Milliseconds.hour))
    #expect(found.map(\.rows) == [12], "\(found)")
    // Of a straight line nothing is left, and of a hundred thousand rows a part is looked at, with the same result.
    #expect(SeasonEvidence((0..<500).map { 3 * Double($0) }[...]).correlation(24) == nil)
    let long = SeasonEvidence((0..<100_000).map { sin(Double($0) / 24 * 2 * .pi) }[...])
    #expect(abs((long.correlation(24) ?? 0) - 1) < 1e-3 && abs((long.correlation(12) ?? 0) + 1) < 1e-3)
    #expect([24, 168].allSatisfy { long.doubt(after: $0) == nil } && long.doubt(after: 30) != nil)
  }

  @Test("A day beside a level that wanders far is a season; walks alone have none, however often one looks")
  func hiddenSeason() throws {
    var level = 0.0
    let steps = noise(24 * 80, seed: 7)
    let values = steps.indices.map { hour -> Double in
      level += (steps[hour] - 20) / 80
      return level + 2 * sin(Double(hour) / 24 * 2 * .pi)
    }
    let evidence = SeasonEvidence(values[...])
    #expect((evidence.correlation(24) ?? 0) - (evidence.correlation(12) ?? 0) < SeasonEvidence.least)
    #expect(evidence.doubt(after: 24) == nil && evidence.doubt(after: 17) != nil)
    for seed in 0..<40 as Range<UInt64> {
      var level = 0.0
      let walk = noise(24 * (4 + Int(seed)), seed: 100 + seed).map { step -> Double in
        level += step
        return level
      }
      #expect(SeasonEvidence(walk[...]).doubt(after: 24) != nil, "\(seed)")
    }
  }

  @Test("A moving mean leaves nothing of a season, and steps over what is missing")
  func movingMean() {
    var values = (0..<5000).map { Double($0) + Double($0 % 6) }
    let even = MovingMean(values[...], width: 6).values
    #expect(even.prefix(3).allSatisfy(\.isNaN) && even.suffix(3).allSatisfy(\.isNaN))
    #expect((3..<4997).allSatisfy { abs(even[$0] - Double($0) - 2.5) < 1e-9 })
    let odd = MovingMean((0..<10).map { Double($0 * $0) }[...], width: 3).values
    #expect(odd[4] == (9 + 16 + 25) / 3.0)
    values[100] = .nan
    #expect(MovingMean(values[...], width: 6).values[100].isFinite)
    for row in 96...102 { values[row] = .nan }
    #expect(MovingMean(values[...], width: 6).values[99].isNaN)
  }

  @Test("Without a season each column has one step of its own grain")
  func noSeason() throws {
    let seconds = series(noise(6_000, seed: 4), step: 1000)
    let target = try CommonTarget(Self.question(seconds, ladder: "1s,10s,1min", horizon: "1min"))
    #expect(target.season.length == nil)
    #expect(EvaluationMatrix(target).columns.map(\.season.steps) == [1, 1, 1])
  }

  @Test("The error scale is that of the training rows with the season")
  func scale() throws {
    let series = Self.demand()
    let target = try CommonTarget(Self.question(series))
    let values = series.columns[0].values[..<Int(Double(series.count) * 0.6 + 0.5)]
    let differences = (336..<values.count).map { values[$0] - values[$0 - 336] }
    let scale = try #require(target.scale)
    #expect(scale.pairs == differences.count)
    #expect(abs(scale.meanSquare / (differences.map { $0 * $0 }.reduce(0, +) / Double(differences.count)) - 1) < 1e-9)
    #expect(abs(scale.meanAbsolute / (differences.map(abs).reduce(0, +) / Double(differences.count)) - 1) < 1e-9)
  }

  @Test("Sums: half-hours add up to days", arguments: ["30min", "6h", "1d"])
  func sums(evaluation: String) throws {
    let series = Self.demand()
    let target = try CommonTarget(Self.question(series, .sum), evaluationGrain: Grain(parsing: evaluation))
    let fine = try CommonTarget(Self.question(series, .sum), evaluationGrain: .minutes(30))
    #expect(target.test.origins == fine.test.origins)
    let factor = 48 / target.steps
    for row in 0..<target.test.count {
      let expected = (0..<target.steps).map { step in
        fine.test.actual.row(row).dropFirst(step * factor).prefix(factor).reduce(0, +)
      }
      #expect(Array(target.test.actual.row(row)).isClose(to: expected))
    }
    // The actual path of every rung, brought to the evaluation grain, makes no error that aggregation could undo.
    for rung in target.compared {
      let actual = try target.scored(at: rung).test.actual
      let brought = target.bring(actual, from: rung, origins: target.test.origins)
      let scores = try #require(target.scores(of: brought, at: target.test))
      if rung <= target.evaluationGrain { #expect(scores.mse < 1e-3, "\(rung)") }
    }
  }

  @Test("A fine forecast goes up and a coarse one down, and both are scored on the same cells")
  func bring() throws {
    let series = Self.demand()
    let target = try CommonTarget(Self.question(series))
    let day = try target.scored(at: .days(1))
    #expect(day.steps == 1 && day.test.origins == target.test.origins)
    #expect(
      day.bring(target.test.actual, from: .minutes(30), origins: day.test.origins).values.isClose(
        to: day.test.actual.values))
    let refined = target.bring(day.test.actual, from: .days(1), origins: target.test.origins)
    #expect(refined.columns == 48)
    // Only the noise of single half-hours is left.
    let scores = try #require(target.scores(of: refined, at: target.test))
    #expect(scores.mse < 40 && scores.mse > 15)
    #expect(try #require(scores.skill) > 0)
  }

  @Test("Missing values cost the origins whose horizon they touch, and are counted")
  func missingValues() throws {
    var series = Self.demand()
    let row = 70 * 48 + 5
    series.columns[0].values[row] = .nan
    let target = try CommonTarget(Self.question(series))
    #expect(target.test.omitted == OmittedOrigins(missingValues: 1))
    #expect(target.test.omitted.words == "1 for missing values")
    #expect(target.test.count == 20)
    #expect(!target.test.origins.contains(at("2000-08-14")))
    // The naive forecast steps back over a gap before the origin, the seasonal one over a gap a week before.
    series = Self.demand()
    series.columns[0].values[70 * 48 - 1] = .nan
    let gap = try CommonTarget(Self.question(series))
    let index = try #require(gap.test.origins.firstIndex(of: at("2000-08-14")))
    #expect(gap.test.naive[index, 0] == series.columns[0].values[70 * 48 - 2])
    let later = try #require(gap.test.origins.firstIndex(of: at("2000-08-20")))
    #expect(gap.test.seasonalNaive[later, 47] == series.columns[0].values[62 * 48 + 47])
  }

  @Test("Days of 23 hours are left out of a zoned series' origins, and counted")
  func clockChanges() throws {
    let zone = Zone.named("Europe/Berlin")
    let values = noise(24 * 120, seed: 4)
    let series = TimeSeries(
      name: "made", zone: zone, step: Milliseconds.hour, start: at("2024-01-01") - Milliseconds.hour,
      columns: [Column(name: "a", values: values, type: .number)])
    let target = try CommonTarget(Self.question(series, ladder: "1h,6h,1d"))
    let clock = zone.clock
    #expect(target.test.omitted.clockChanges == 1)
    #expect(target.test.origins.allSatisfy { clock.wallClock(at: $0) % Milliseconds.day == 0 })
    #expect(!target.test.origins.contains(at("2024-03-30 23:00")))
    #expect(target.test.origins.contains(at("2024-03-31 22:00")))
  }

  @Test("Seasonal naive goes by the wall clock across a change of it")
  func seasonAcrossClockChange() throws {
    // Every hour shows its wall clock's hour, so that a naive forecast by the wall clock is never wrong.
    let zone = Zone.named("Europe/Berlin")
    let start = at("2024-01-01") - Milliseconds.hour
    let values = (0..<24 * 120).map { Double(CivilTime(start + Int64($0) * Milliseconds.hour, in: zone).hour) }
    let series = TimeSeries(
      name: "made", zone: zone, step: Milliseconds.hour, start: start,
      columns: [Column(name: "a", values: values, type: .number)])
    let target = try CommonTarget(Self.question(series, ladder: "1h,1d"))
    #expect(target.season.length == .days(1))
    #expect(target.test.origins.contains(at("2024-03-31 22:00")))
    // The day after the short one lacks its hour 2 a day before, and takes it from the day before that.
    let isRight = target.test.seasonalNaive == target.test.actual
    #expect(isRight)
  }

  @Test("Months and years of a monthly series")
  func months() throws {
    let made = series((0..<480).map { Double($0 % 12) }, start: at("1970-01-01"), cadence: .months(1))
    let question = try Self.question(made, ladder: "1mo,1q,1y", horizon: "1y")
    let target = try CommonTarget(question)
    #expect(target.season.length == .years(1) && target.steps == 12)
    #expect(target.test.origins.allSatisfy { CivilTime(wallClock: $0).date.month == 1 })
    #expect(target.scores(of: target.test.seasonalNaive, at: target.test)?.mse == 0)
    // A scale of 0 gives no scaled error, and naive without error no skill.
    #expect(target.scores(of: target.test.naive, at: target.test)?.rmsse == nil)
    #expect(target.scores(of: target.test.naive, at: target.test)?.skill == nil)
  }

  @Test("Months of weeks: the weeks are excluded, and no month knows more than its time")
  func monthsOfWeeks() throws {
    let weekly = series(
      (0..<2_000).map { Double($0) / 52 + Double($0 % 52) }, start: at("1958-03-29"),
      cadence: .milliseconds(Milliseconds.week))
    let question = try Self.question(weekly, ladder: "1w,1mo,1q,1y", horizon: "1y")
    let target = try CommonTarget(question)
    #expect(target.compared.map(\.label) == ["1mo", "1q", "1y"])
    #expect(target.exclusions.map(\.reason) == ["a year is not a whole number of weeks"])
    #expect(target.season.length == .years(1))
    let findings = try LeakAuditor().audit(question) { grain in
      WindowSpec(
        lookback: 4, horizon: question.horizon.wholeSteps(of: grain) ?? 1, inputs: [question.target],
        target: question.target)
    }
    #expect(findings.isEmpty, "\(findings.map(\.sentence))")
  }

  @Test("Origins are shared by rungs that do not divide each other")
  func unrelatedRungs() throws {
    let target = try CommonTarget(Self.question(Self.demand(), ladder: "30min,4h,6h", horizon: "1d"))
    #expect(target.test.origins.allSatisfy { $0 % (12 * Milliseconds.hour) == 0 })
    let forecasts = try target.scored(at: .hours(6)).test.actual
    let evaluated = try target.scored(at: .hours(4))
    #expect(evaluated.bring(forecasts, from: .hours(6), origins: evaluated.test.origins).columns == 6)
  }

  @Test("Origins can be left out on request")
  func keeping() throws {
    let target = try CommonTarget(Self.question(Self.demand()))
    let dropped = target.test.origins[3]
    let kept = target.keeping { $0 != dropped }
    #expect(kept.test.count == 20 && kept.test.omitted.onRequest == 1)
    #expect(kept.test.actual.row(3).elementsEqual(target.test.actual.row(4)))
    #expect(kept.test.times.count == 20 * 48)
    #expect(try kept.scored(at: .days(1)).test.origins == kept.test.origins)
  }

  @Test("The values before an origin, for drawing")
  func history() throws {
    let series = Self.demand()
    let target = try CommonTarget(Self.question(series))
    let history = target.history(before: target.test.origins, count: 100)
    let row = Int((target.test.origins[2] - series.start) / (30 * Milliseconds.minute))
    #expect(history.row(2).elementsEqual(series.columns[0].values[row - 100..<row]))
    #expect(target.history(before: target.test.origins, count: 5_000).values.first?.isNaN == true)
  }

  @Test("What has no common target is refused in a sentence")
  func refusals() throws {
    let series = Self.demand()
    #expect(throws: TargetError.notATarget(.std)) { try CommonTarget(Self.question(series, .std)) }
    #expect(throws: TargetError.nothingToCompare(horizon: .days(1), ladder: [.weeks(1)])) {
      try CommonTarget(Self.question(series, ladder: "1w"))
    }
    let error = #expect(throws: TargetError.self) {
      try CommonTarget(Self.question(series), evaluationGrain: .weeks(1))
    }
    #expect(
      error?.sentence()
        == "Rungs cannot be scored at grain 1w: a day is not a whole number of weeks; choose a grain that fills the horizon."
    )
    let none = #expect(throws: TargetError.self) {
      try CommonTarget(Self.question(series, ladder: "1h,4w", horizon: "4w"))
    }
    #expect(none?.sentence().contains("shorter than one horizon of 4w") == true)
    let missing = Self.demand { $0 < 40 * 48 ? 1 : .nan }
    let gaps = #expect(throws: TargetError.self) { try CommonTarget(Self.question(missing)) }
    #expect(gaps?.sentence().contains("None of the 21 test origins") == true)
  }
}
