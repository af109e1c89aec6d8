import Datasets
import Models
import Studies
import Telemetry
import TestSeries
import Testing

@Suite("A grain is chosen on rolling blocks before the test part")
struct ChoosingTests {
  private func ground(
    _ series: TimeSeries = waves(days: 120), horizon: String = "1d", _ recipe: Recipe = .mlp
  ) throws -> ChoiceGround {
    try experiment(series, horizon: horizon).choiceGround(for: Settings(recipe))
  }

  private func experiment(_ series: TimeSeries, horizon: String = "1d") throws -> ForecastExperiment {
    try Experiments.forecast(
      series, SessionOptions(path: "waves", horizon: horizon, grains: ["30min", "3h", "1d"]))
  }

  /// A report of made-up errors, which depend on rung and structure alone but for some spread over blocks.
  private func report(
    _ recipe: Recipe = .mlp, error: (ChoiceSearch.Candidate) -> Double?, spread: Double = 0.05
  ) throws -> ChoiceReport {
    var search = try ChoiceSearch(ground(waves(days: 120), horizon: "1d", recipe), Settings(recipe))
    for jobs in [ChoiceSearch.lookbackJobs, ChoiceSearch.widthJobs] {
      for job in jobs(search)() {
        search.note(error(job.candidate).map { $0 + spread * Double(job.block - 2) }, of: job)
      }
    }
    return try search.report()
  }

  @Test("Blocks follow each other, end before the test part, and each knows only what lies before it")
  func blocks() throws {
    let series = waves(days: 120)
    let experiment = try experiment(series)
    let blocks = try experiment.choiceGround(for: Settings(.mlp)).blocks
    #expect(blocks.count == 5)
    let origins = blocks.map { $0.info.forecast?.test.origins ?? [] }
    #expect(origins.allSatisfy { !$0.isEmpty })
    for (earlier, later) in zip(origins, origins.dropFirst()) { #expect((earlier.last ?? 0) < (later.first ?? 0)) }
    let testStart = series.instant(at: series.count * 3 / 4)
    #expect((origins.last?.last ?? testStart) + 24 * 3_600_000 <= testStart)
  }

  @Test("The test part changes nothing, to the bit")
  func testPartIsUnseen() throws {
    let series = waves(days: 120)
    var other = series
    for row in (series.count * 3 / 4)..<series.count { other.columns[0].values[row] = .nan }
    // Of the other series only what lies before the test part is known, so its own test part is empty.
    let hashes = try ground(series).blocks.map(\.dataHash)
    var options = SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h", "1d"])
    options.borders = [series.count * 3 / 5, series.count * 3 / 4, series.count]
    for row in (series.count * 7 / 8)..<series.count { other.columns[0].values[row] = series.columns[0].values[row] }
    #expect(try Experiments.forecast(other, options).choiceGround(for: Settings(.mlp)).blocks.map(\.dataHash) == hashes)
  }

  @Test("The coarsest grain that is not worse by more than a standard error of the difference is chosen")
  func rule() throws {
    // What makes blocks hard for all is no difference, however large: of 3h it is 0.03 in each.
    let alike = try report { $0.rung == "30min" ? 0.6 : $0.rung == "3h" ? 0.63 : 0.64 }
    #expect(alike.best == "30min" && alike.chosen == "30min")
    #expect(
      abs((alike.rung("3h")?.standardError ?? 0) - 0.035355) < 1e-6 && alike.rung("3h")?.differenceError ?? 1 < 1e-9)
    #expect(
      alike.reason.contains("Every coarser grain is clearly worse in the same blocks; 3h by 0.030 ± 0.000"),
      "\(alike.reason)")
    let coarsest = try report { $0.rung == "1d" ? 0.6 : 0.7 }
    #expect(coarsest.reason.contains("It is the coarsest, too."), "\(coarsest.reason)")
    // Of differences 0.2, −0.1, 0.1, −0.1, 0.05 the mean is 0.03, and its standard error 0.1304 / √5.
    let errors = [[1, 2, 3, 2, 1.0], [1.2, 1.9, 3.1, 1.9, 1.05], [1.2, 2.2, 3.2, 2.2, 1.2]]
    let rule = try #require(OneStandardError(errors, costs: [1, 1, 1], origins: [5, 5, 5, 5, 5]))
    #expect(rule.best == 0 && rule.chosen == 1)
    #expect(abs(rule.differences[1].mean - 0.03) < 1e-12)
    #expect(abs(rule.differences[1].standardError - 0.058310) < 1e-6)
  }

  @Test("Blocks count by their origins, and blocks of one size have the standard error of a plain mean")
  func weights() throws {
    let mean = BlockMean([1, 1, 4], origins: [6, 6, 1])
    #expect(abs(mean.mean - 16.0 / 13) < 1e-12)
    // 3/2 · (2 · (6/13 · 3/13)² + (1/13 · 36/13)²)
    #expect(abs(mean.standardError - (1.5 * (2 * 18 * 18 + 36 * 36)).squareRoot() / 169) < 1e-12)
    let even = BlockMean([1, 2, 6], origins: [5, 5, 5])
    #expect(abs(even.mean - 3) < 1e-12 && abs(even.standardError - (7.0 / 3).squareRoot()) < 1e-12)
    // A block of a single origin does not decide.
    let rule = try #require(OneStandardError([[1, 1, 1.5], [1.1, 1.1, 1]], costs: [1, 1], origins: [9, 9, 1]))
    #expect(rule.best == 0)
    #expect(
      try #require(OneStandardError([[1, 1, 1.5], [1.1, 1.1, 1]], costs: [1, 1], origins: [9, 9, 9])).best == 1)
  }

  @Test("Of means that are alike as they are shown the cheaper is the best, and a better one before both")
  func cheaper() throws {
    func best(_ means: [Double], _ costs: [Int]) throws -> Int {
      try #require(OneStandardError(means.map { [$0, $0] }, costs: costs, origins: [5, 5])).best
    }
    #expect(try best([0.791, 0.794], [9, 3]) == 1 && best([0.791, 0.794], [3, 3]) == 0)
    #expect(try best([0.78, 0.794], [9, 3]) == 0)
    // So it is among the structures of a rung: those that were tried later read less.
    var search = try ChoiceSearch(ground(waves(days: 120), horizon: "1d"), Settings(.ridge))
    let jobs = search.lookbackJobs()
    for job in jobs { search.note(0.5 + 1e-4 * Double(job.candidate.settings.lookback), cost: 1, of: job) }
    let least = try search.report().rungs.map(\.lookback)
    for job in jobs {
      let lookback = job.candidate.settings.lookback
      search.note(lookback == least[0] ? 0.5011 : 0.5012, cost: lookback == least[0] ? 9 : 3, of: job)
    }
    #expect(try search.report().rungs[0].lookback != least[0])
  }

  @Test("A choice that rests on few origins says so")
  func fewOrigins() throws {
    func reason(days: Int, _ horizon: String) throws -> String {
      var search = try ChoiceSearch(ground(waves(days: days), horizon: horizon), Settings(.ridge))
      for job in search.lookbackJobs() { search.note(0.5, of: job) }
      return try search.report().reason
    }
    #expect(!(try reason(days: 120, "1d").contains("The choice rests on")))
    // Three origins in each block of four days and a half.
    let few = try reason(days: 60, "2d")
    #expect(few.hasSuffix("The choice rests on 15 origins in all, fewer than 20: chance may have made it."), "\(few)")
  }

  @Test("The structure adapts: the best lookback first, then narrower layers at it")
  func structure() throws {
    let found = try report { candidate in
      let lookback = candidate.settings.lookback == 168 ? 0.1 : 0
      return 0.8 - lookback - (candidate.settings.units == [16, 8] ? 0.05 : 0)
    }
    #expect(found.rung("30min")?.lookback == 168 && found.rung("30min")?.units == [16, 8])
    #expect(found.candidates == 15)
    #expect(found.reason.contains("hidden layers of 16 and 8 units"), "\(found.reason)")
    #expect(try report(.ridge) { _ in 0.5 }.candidates == 9)
    // Naive repeats the last value, however far back it reads.
    let naive = try report(.naive) { _ in 0.5 }
    #expect(naive.candidates == 3 && naive.rungs.allSatisfy { $0.lookback == nil && $0.units.isEmpty })
    #expect(!naive.reason.contains("Structure"), "\(naive.reason)")
  }

  @Test("A grain that cannot be trained on every block is left out and named; joined recipes are refused")
  func unable() throws {
    let found = try report { $0.rung == "1d" ? nil : 0.6 }
    #expect(found.rungs.map(\.rung.label) == ["30min", "3h"])
    #expect(found.reason.contains("Left out, as they could not be trained on every block: 1d."), "\(found.reason)")
    #expect(throws: ChoosingError.nothingTrained) { try report { _ in nil } }
    #expect(throws: ChoosingError.joinsRungs(.coupled)) { try ChoiceSearch(ground(), Settings(.coupled)) }
  }

  @Test(
    "Only what is scored takes origins: no lookback that cannot be in every block, nor one that a recipe makes no use of"
  )
  func scoredAlone() throws {
    // Every nine days a row is missing, so that no two weeks are complete.
    var series = waves(days: 120)
    for row in stride(from: 100, to: series.count, by: 9 * 48) { series.columns[0].values[row] = .nan }
    let networks = try ground(series)
    #expect(networks.lookbacks["30min"] == [168, 336] && networks.skipped > 0)
    for (rung, lookbacks) in networks.lookbacks {
      for lookback in lookbacks {
        var settings = Settings(.mlp)
        settings.lookback = lookback
        #expect(networks.blocks.allSatisfy { $0.isScored(rung, settings) }, "\(rung) \(lookback)")
      }
    }
    var search = try ChoiceSearch(networks, Settings(.mlp))
    for job in search.lookbackJobs() { search.note(0.5, of: job) }
    let reason = try search.report().reason
    #expect(reason.contains("not tried: some block has too few complete windows for"), "\(reason)")
    #expect(reason.contains("origins in the blocks are left out for all grains"), "\(reason)")
    let naive = try ground(series, .naive)
    #expect(naive.lookbacks.values.allSatisfy { $0.count <= 1 } && naive.skipped == 0)
    // The other column is none that these read.
    var other = waves(days: 120)
    for row in stride(from: 100, to: other.count, by: 9 * 48) { other.columns[1].values[row] = .nan }
    #expect(try ground(other).origins == ground().origins)
  }

  @Test("Remarks on the origins and the bands of the session are not those of blocks")
  func remarks() throws {
    var series = waves(days: 120)
    for row in stride(from: 100, to: series.count, by: 9 * 48) { series.columns[0].values[row] = .nan }
    let info = try experiment(series).info
    #expect(info.remarks.contains { $0.contains("origins") })
    #expect(!info.dataRemarks.contains { $0.contains("origins") || $0.contains("band") })
  }

  @Test("Too short a series is refused with what is missing")
  func tooShort() throws {
    #expect(throws: ChoosingError.self) { try ground(waves(days: 16), horizon: "3d") }
  }
}
