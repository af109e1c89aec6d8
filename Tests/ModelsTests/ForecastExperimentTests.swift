import Basics
import Datasets
import Models
import Networks
import Telemetry
import TestSeries
import Testing

@Suite("Rungs of a series are trained alone and judged alike")
struct ForecastExperimentTests {
  private func experiment(
    days: Int = 120, grains: [String] = ["30min", "3h", "1d", "1w"], noise: Double = 0.1, trend: Double = 0,
    band: Double? = nil
  ) throws -> ForecastExperiment {
    var options = SessionOptions(path: "waves", horizon: "1d", grains: grains)
    options.band = band
    return try Experiments.forecast(waves(days: days, noise: noise, trend: trend), options)
  }

  /// Trains to the end and evaluates.
  private func evaluate(_ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings) throws -> Evaluation {
    let learner = try experiment.learner(for: rung, settings: settings)
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 4096)
    defer { losses.deallocate() }
    var epochs = 0
    while epochs < settings.epochs {
      if learner.advance(limit: 4096, live: settings.live, losses: losses).epochEnded { epochs += 1 }
    }
    return learner.evaluate()
  }

  @Test("A rung that does not fill the horizon is excluded with the reason, the others share origins")
  func exclusion() throws {
    let info = try experiment().info
    #expect(info.rungs.map(\.id.label) == ["30min", "3h", "1d", "1w"])
    #expect(info.rungs.map { $0.exclusion != nil } == [false, false, false, true])
    #expect(info.rungs[3].exclusion == "a day is not a whole number of weeks")
    let target = try #require(info.forecast)
    #expect(target.test.origins.allSatisfy { $0 % Milliseconds.day == 0 })
    #expect(target.steps == 48 && target.test.actual.count == target.test.origins.count * 48)
    #expect(throws: ExperimentError.self) { try experiment().learner(for: "1w", settings: Settings(.mlp)) }
    #expect(throws: ExperimentError.self) { try experiment().learner(for: "7h", settings: Settings(.mlp)) }
  }

  @Test("A convolution that is wider than what it runs over is refused, alone and joined")
  func wideKernel() throws {
    var settings = Settings(.mlp)
    (settings.lookback, settings.kernel) = (5, 5)
    let experiment = try experiment()
    #expect(try experiment.learner(for: "3h", settings: settings).outline.summary.contains("Conv 5"))
    settings.kernel = 6
    let error = try #require(throws: ExperimentError.self) { try experiment.learner(for: "3h", settings: settings) }
    #expect(error.sentence.contains("a convolution of 6 rows does not fit into the 5 rows that are looked back on"))
    var joined = Settings(.perGrain)
    (joined.lookback, joined.kernel) = (5, 6)
    #expect(throws: ExperimentError.self) {
      try experiment.learner(for: RungID(joining: ["3h", "1d"]), settings: joined)
    }
  }

  @Test(
    "A trend or a pool that was asked for and is wider than the lookback is refused; what a recipe begins with is not",
    arguments: [
      (
        Recipe.dlinear, Knob.trendWidth, KnobValue.integer(7), KnobValue.integer(5),
        "a trend of 7 rows is wider than the 6 rows that are looked back on; give a --trend-width of at most 5,"
      ),
      (
        .nhits, .pools, .list([2, 7]), .list([6, 1]),
        "a pool of 7 rows is wider than the 6 rows that are looked back on"
      ),
    ])
  func wideAverages(recipe: Recipe, knob: Knob, wide: KnobValue, fitting: KnobValue, sentence: String) throws {
    let experiment = try experiment()
    var settings = experiment.defaultSettings(recipe)
    settings.lookback = 6
    _ = try experiment.learner(for: "3h", settings: settings)
    try settings.set(knob, to: fitting)
    _ = try experiment.learner(for: "3h", settings: settings)
    try settings.set(knob, to: wide)
    let error = try #require(throws: ExperimentError.self) { try experiment.learner(for: "3h", settings: settings) }
    #expect(error.sentence.contains(sentence))
  }

  @Test("Training windows that gaps cost are counted with the reason")
  func windowsLeftOut() throws {
    var series = waves(days: 60, noise: 0.1, trend: 0)
    var settings = Settings(.ridge)
    settings.lookback = 8
    let options = SessionOptions(path: "waves", horizon: "1d", grains: ["3h"])
    let whole = try Experiments.forecast(series, options).learner(for: "3h", settings: settings).outline
    #expect(whole.gappyRows == 0)
    series.columns[0].values[600] = .nan
    let holed = try Experiments.forecast(series, options).learner(for: "3h", settings: settings).outline
    #expect(holed.gappyRows > 0 && holed.gappyRows == whole.trainingRows - holed.trainingRows)
  }

  @Test("The seasonal-naive recipe at the finest grain is the seasonal naive of the target, naive the naive")
  func naives() throws {
    let experiment = try experiment()
    let target = try #require(experiment.info.forecast)
    let seasonal = try evaluate(experiment, "30min", Settings(.seasonalNaive)).test.scores
    #expect(abs((seasonal.rmsse ?? 0) - (target.test.seasonalNaiveScores.rmsse ?? 1)) < 1e-5)
    #expect(abs(seasonal.skill ?? 1) < 1e-5)
    let naive = try evaluate(experiment, "30min", Settings(.naive)).test.scores
    #expect(abs((naive.mse ?? 0) - (target.test.naiveScores.mse ?? 1)) < 1e-5)
  }

  @Test("A counter of eight digits keeps them all: its seasonal naive errs by exactly 1")
  func counter() throws {
    // Odd numbers on one day, even ones on the next.
    let values = (0..<40 * 24).map { (row: Int) -> Double in
      Double(20_000_001 + 2 * (row % 24) + row / 24 % 2)
    }
    let series = TimeSeries(
      name: "counter", step: Milliseconds.hour, start: 0, columns: [Column(name: "passengers", values: values)])
    let experiment = try Experiments.forecast(series, SessionOptions(path: "c", horizon: "1d", grains: ["1h", "6h"]))
    let target = try #require(experiment.info.forecast)
    #expect(target.test.actual.allSatisfy { (20_000_001...20_000_048).contains($0) && $0 == $0.rounded() })
    #expect(target.test.seasonalNaiveScores.rmse == 1)
    // A learner's outputs are 32-bit, on the training scale.
    let learnt = try #require(try evaluate(experiment, "1h", Settings(.seasonalNaive)).test.scores.rmse)
    #expect(abs(learnt - 1) < 1e-5)
  }

  @Test("A level of millions costs a forecast nothing", arguments: [Recipe.ridge, .mlp, .nlinear])
  func level(recipe: Recipe) throws {
    var settings = Settings(recipe)
    settings.epochs = recipe == .ridge ? 1 : 5
    let low = waves(days: 60)
    var high = low
    for row in high.columns[0].values.indices { high.columns[0].values[row] += 5_123_456 }
    let options = SessionOptions(path: "waves", horizon: "1d", grains: ["30min"])
    let lowScores = try evaluate(Experiments.forecast(low, options), "30min", settings).test.scores
    let highScores = try evaluate(Experiments.forecast(high, options), "30min", settings).test.scores
    let (own, raised) = (try #require(lowScores.rmse), try #require(highScores.rmse))
    #expect(abs(raised / own - 1) < 1e-3, "\(raised) against \(own)")
  }

  @Test("Learning beats seasonal naive on waves with noise, at each grain", arguments: ["30min", "3h", "1d"])
  func learns(rung: String) throws {
    let experiment = try experiment()
    var settings = Settings(.ridge)
    settings.lookback = rung == "1d" ? 14 : 0
    let scores = try evaluate(experiment, RungID(rung), settings).test.scores
    #expect((scores.skill ?? -1) > 0.2, "\(rung): \(scores)")
    #expect(scores.isRanked)
  }

  @Test("A trend beyond the training range is followed")
  func followsTrends() throws {
    let experiment = try experiment(trend: 0.002)
    let scores = try evaluate(experiment, "3h", Settings(.ridge)).test.scores
    #expect((scores.skill ?? -1) > 0.5)
  }

  @Test("The band holds about the share that was asked for, and says how much", arguments: [0.5, 0.8, 0.9])
  func coverage(level: Double) throws {
    let experiment = try experiment(days: 300, band: level)
    let target = try #require(experiment.info.forecast)
    let evaluation = try evaluate(experiment, "30min", Settings(.ridge))
    let forecast = try #require(evaluation.test.forecast)
    let band = try #require(evaluation.test.scores.band)
    var inside = 0
    for (index, predicted) in forecast.predicted.enumerated() {
      if abs(predicted - target.test.actual[index]) <= forecast.band[index] { inside += 1 }
    }
    let share = Double(inside) / Double(forecast.predicted.count)
    #expect(band.level == level && abs((band.coverage ?? 0) - share) < 1e-12)
    #expect((level - 0.04...level + 0.04).contains(share), "\(share)")
    #expect(band.width ?? 0 > 0 && band.intervalScore ?? 0 > band.width ?? 1)
    // Told beside it, and of each step.
    let levels = Set([0.5, 0.8, 0.9, 0.95, level]).sorted()
    #expect(forecast.bandLevels.map(\.scores.level) == levels)
    #expect(forecast.bandLevels.allSatisfy { $0.coverageBySteps.count == target.steps })
    #expect(
      forecast.bandLevels.map { $0.scores.width ?? 0 } == forecast.bandLevels.map { $0.scores.width ?? 0 }.sorted())
  }

  @Test("More columns as inputs make more features")
  func inputChoice() throws {
    let experiment = try experiment()
    let own = try experiment.learner(for: "1d", settings: Settings(.mlp)).outline.parameterCount
    var settings = Settings(.mlp)
    settings.inputs = .all
    #expect(try experiment.learner(for: "1d", settings: settings).outline.parameterCount > own)
  }

  @Test("Values after the training part change no trained weight")
  func noLeak() throws {
    var series = waves(days: 120)
    let options = SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "1d"])
    func hash(_ series: TimeSeries, _ rung: RungID) throws -> UInt64 {
      let learner = try Experiments.forecast(series, options).learner(for: rung, settings: Settings(.mlp))
      let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 50)
      defer { losses.deallocate() }
      _ = learner.advance(limit: 50, live: Settings(.mlp).live, losses: losses)
      return learner.weightsHash()
    }
    let before = (try hash(series, "30min"), try hash(series, "1d"))
    for column in series.columns.indices {
      for row in series.count * 6 / 10..<series.count { series.columns[column].values[row] += 1000 }
    }
    #expect(try hash(series, "30min") == before.0)
    #expect(try hash(series, "1d") == before.1)
  }

  @Test("Too short a series is refused in a sentence")
  func tooShort() throws {
    #expect(throws: OpeningError.self) { try experiment(days: 2) }
    let learner = { try experiment(days: 30).learner(for: "1d", settings: lookback(60)) }
    #expect(throws: ExperimentError.self) { try learner() }
  }

  private func lookback(_ rows: Int) -> Settings {
    var settings = Settings(.mlp)
    settings.lookback = rows
    return settings
  }
}
