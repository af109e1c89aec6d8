import Basics
import Datasets
import Granularity
import Models
import Networks
import Telemetry
import TestSeries
import Testing

@Suite("Validation and test are two parts of the same shape")
struct ValidationPartTests {
  /// Hourly values of so many days; every second column lacks some, as the target does where `holes` says so.
  private func hourly(days: Int, holes: [Range<Int>] = [], otherHoles: [Range<Int>] = []) -> TimeSeries {
    var values = (0..<days * 24).map { (row: Int) -> Double in
      let (hour, day, rest) = (row * 37 % 24, row / 24 % 7, row * row % 11)
      return Double(100 + hour + 5 * day + rest)
    }
    var others = (0..<days * 24).map { (row: Int) -> Double in Double(row * 13 % 50) }
    for hole in holes { for row in hole { values[row] = .nan } }
    for hole in otherHoles { for row in hole { others[row] = .nan } }
    return TimeSeries(
      name: "hourly", step: Milliseconds.hour, start: 4 * Milliseconds.day,
      columns: [Column(name: "value", values: values), Column(name: "other", values: others)])
  }

  private func experiment(_ series: TimeSeries, grains: [String] = ["1h", "3h", "6h"]) throws -> ForecastExperiment {
    try Experiments.forecast(series, SessionOptions(path: "hourly", horizon: "6h", grains: grains))
  }

  private func evaluation(_ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings) throws -> Evaluation {
    let learner = try experiment.learner(for: rung, settings: settings)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 16) { losses in
      _ = learner.advance(limit: 16, live: settings.live, losses: losses)
    }
    return learner.evaluate()
  }

  @Test("Naive and seasonal naive at validation origins score as from the values by hand")
  func naiveByHand() throws {
    let series = hourly(days: 100)
    let values = series.columns[0].values
    let target = try #require(experiment(series, grains: ["1h", "6h"]).info.forecast)
    let part = try #require(target.validation)
    // 60 % and 15 % of 2400 hours: validation lies from hour 1440 to hour 1800, and origins every 6 hours.
    let origins = stride(from: 1440, through: 1794, by: 6).map { $0 }
    #expect(part.origins == origins.map { series.start + Int64($0) * Milliseconds.hour })
    let season = target.seasonLabel == "1w" ? 168 : 24
    var (naive, seasonal) = (0.0, 0.0)
    for origin in origins {
      for row in origin..<origin + 6 {
        naive += (values[row] - values[origin - 1]) * (values[row] - values[origin - 1])
        seasonal += (values[row] - values[row - season]) * (values[row] - values[row - season])
      }
    }
    var scale = 0.0
    for row in season..<1440 { scale += (values[row] - values[row - season]) * (values[row] - values[row - season]) }
    scale /= Double(1440 - season)
    let count = Double(origins.count * 6)
    #expect(abs((part.naiveScores.rmsse ?? 0) - (naive / count / scale).squareRoot()) < 1e-9)
    #expect(abs((part.seasonalNaiveScores.rmsse ?? 0) - (seasonal / count / scale).squareRoot()) < 1e-9)
    #expect(part.naiveScores.count == 60 && part.naiveScores.isRanked)
  }

  @Test("Every rung, recipe, lookback and choice of inputs is scored at the same validation origins")
  func sameOrigins() throws {
    let experiment = try experiment(hourly(days: 100))
    let target = try #require(experiment.info.forecast)
    let part = try #require(target.validation)
    for rung in ["1h", "3h", "6h"] as [RungID] {
      for recipe in [Recipe.naive, .seasonalNaive, .ridge, .mlp, .gru] {
        for (lookback, inputs) in [(0, InputChoice.target), (9, .target), (30, .all)] {
          var settings = Settings(recipe)
          settings.lookback = lookback
          settings.inputs = inputs
          let judged = try #require(try evaluation(experiment, rung, settings).validation)
          #expect(judged.scores.count == part.origins.count && judged.scores.isRanked, "\(rung) \(recipe) \(lookback)")
          #expect(judged.forecast?.predicted.count == part.actual.count)
          #expect(judged.matrix.map(\.grain) == ["1h", "3h", "6h"])
        }
      }
    }
  }

  @Test("Origins that a rung cannot serve are cut for all, with count and reason, in each part by itself")
  func cut() throws {
    // A hole in the validation part alone.
    let experiment = try experiment(hourly(days: 100, holes: [1500..<1510]))
    let target = try #require(experiment.info.forecast)
    let whole = try CommonTarget(experiment.target.question)
    let left = experiment.target.validation.omitted.onRequest
    #expect(left > 0 && experiment.target.validation.count == whole.validation.count - left)
    #expect(experiment.target.test.count == whole.test.count)
    let remark = try #require(experiment.info.remarks.first { $0.hasPrefix("validation origins are left out: ") })
    #expect(remark.contains("\(left) where the ") && remark.contains(" before them are not all known"))
    #expect(!experiment.info.remarks.contains { $0.hasPrefix("test origins") })
    for rung in ["1h", "3h", "6h"] as [RungID] {
      for recipe in [Recipe.naive, .ridge] {
        let scores = try evaluation(experiment, rung, Settings(recipe)).validation?.scores
        #expect(scores?.count == target.validation?.origins.count && scores?.isRanked == true)
      }
    }
    // Whoever reads further back than it served misses some: shown, not ranked.
    var settings = Settings(.ridge)
    settings.lookback = 200
    let scores = try #require(try evaluation(experiment, "1h", settings).validation?.scores)
    #expect(scores.count < experiment.target.validation.count && scores.count > 0 && !scores.isRanked)
  }

  @Test("A hole in a column that is read with all inputs takes origins from the run, which is shown and not ranked")
  func otherColumn() throws {
    let experiment = try experiment(hourly(days: 100, otherHoles: [1500..<1510]))
    #expect(experiment.target.validation.omitted.total == 0)
    var settings = Settings(.ridge)
    #expect(try evaluation(experiment, "1h", settings).validation?.scores.isRanked == true)
    settings.inputs = .all
    let scores = try #require(try evaluation(experiment, "1h", settings).validation?.scores)
    #expect(scores.count < experiment.target.validation.count && !scores.isRanked)
  }

  @Test("Without a validation origin nothing is ranked, and a sentence says what is missing and what to do")
  func noOrigins() throws {
    var options = SessionOptions(path: "hourly", horizon: "2d", grains: ["1h", "1d"], borders: [480, 504, 600])
    options.lookback = 1
    let experiment = try Experiments.forecast(hourly(days: 25), options)
    #expect(experiment.info.forecast?.validation == nil && experiment.target.validation.count == 0)
    #expect(
      experiment.info.remarks.contains(
        "no rung can be ranked: the validation part is shorter than one horizon of 2d that begins on a boundary of days, "
          + "so that it has no origin; choose a shorter horizon, finer grains or a file with more rows"))
    let naive = try experiment.learner(for: "1h", settings: Settings(.naive))
    #expect(naive.validationLoss() == nil)
    #expect(naive.evaluate().validation == nil && naive.evaluate().test.scores.rmsse != nil)
    #expect(throws: ExperimentError.self) { try experiment.learner(for: "1h", settings: Settings(.ridge)) }
  }

  @Test("Bands are told with what they held of both parts, and begin with the fourth known origin")
  func band() throws {
    let evaluation = try evaluation(experiment(hourly(days: 100)), "1h", Settings(.ridge))
    let (validation, test) = (try #require(evaluation.validation), evaluation.test)
    let widths = try #require(validation.forecast?.band)
    let steps = widths.count / 60
    #expect(widths.prefix(4 * steps).allSatisfy(\.isNaN) && widths.dropFirst(4 * steps).allSatisfy { $0 > 0 })
    #expect(validation.scores.band?.origins == 56 && validation.scores.band?.level == 0.8)
    #expect(test.scores.band?.origins == test.scores.count && test.forecast?.band.allSatisfy { $0 > 0 } == true)
    for band in [validation.scores.band, test.scores.band] {
      let coverage = try #require(band?.coverage)
      #expect((0.7...0.9).contains(coverage))
    }
  }

  @Test("Samples are judged on both parts by the same rule")
  func samples() throws {
    let width = (0..<200).map { Double($0 * 7 % 50) }
    let price = width.enumerated().map { 1_000 + 30 * $1 + Double(($0 * 31) % 17) }
    let experiment = try SampleExperiment(
      Table(name: "flats", columns: [Column(name: "width", values: width), Column(name: "price", values: price)]),
      SessionOptions(path: "flats", target: "price"))
    guard case .number(let target) = experiment.info.target, let part = target.validation else {
      Issue.record("no validation part")
      return
    }
    #expect(part.actual.count == 30 && target.test.actual.count == 50 && part.originsHash != target.test.originsHash)
    let mean = part.actual.reduce(0) { $0 + ($1 - target.trainingMean) * ($1 - target.trainingMean) } / 30
    #expect(abs((part.meanScores.mse ?? 0) - mean) < 1e-6 * mean)
    let learner = try experiment.learner(for: "rows", settings: experiment.defaultSettings(.mlp))
    let judged = try #require(learner.evaluate().validation)
    let predicted = try #require(judged.numbers?.predicted)
    let squares = zip(predicted, part.actual).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) } / 30
    #expect(abs((judged.scores.mse ?? 0) - squares) < 1e-9 * squares && judged.scores.count == 30)
  }
}
