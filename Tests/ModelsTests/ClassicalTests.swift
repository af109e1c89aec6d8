import Basics
import Datasets
import Foundation
import Granularity
import Networks
import Telemetry
import TemporaryPaths
import Tensors
import TestSeries
import Testing

@testable import Models

@Suite("Short series: exponential smoothing and theta, fitted anew at each origin, agree with statsforecast")
struct ClassicalTests {
  private struct Fixtures: Decodable {
    struct Model: Decodable {
      let level, slope: Double
      let season: [Double]
      let slopes: SmoothingForm.Slope
      let multiplies, isRelative: Bool
      let rates: ExponentialSmoothing.Rates
      let fitted: [Double]
      let deviance: Double
    }

    struct Method: Decodable {
      let values: [Double]
      let season: Int
      let level, alpha, theta: Double
      let adjusted: String
      let ahead: [Double]

      var places: [Int32] { (0..<values.count + ahead.count).map { Int32($0 % season) } }

      /// Forecasts by some numbers, with the season that is found taken out and put back.
      func forecasts(_ method: ThetaMethod?) -> [Double] {
        let found = SeasonalAdjustment(values, places: Array(places.prefix(values.count)), season: season)
        let adjusted = zip(values, places).map { found?.without($0, at: $1) ?? $0 }
        let own = method ?? ThetaMethod(fitting: adjusted)
        let ahead = own?.forecasts(of: adjusted, at: [Int32(values.count)], horizon: ahead.count).values ?? []
        return zip(ahead, places.dropFirst(values.count)).map { found?.with($0, at: $1) ?? $0 }
      }
    }

    let values: [Double]
    let models: [String: Model]
    let methods: [String: Method]
  }

  private static func fixtures() throws -> Fixtures {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/classical.json")
    return try JSONDecoder().decode(Fixtures.self, from: Data(contentsOf: url))
  }

  @Test("Fitted values and the likelihood of fifteen forms")
  func likelihoods() throws {
    let fixtures = try Self.fixtures()
    #expect(fixtures.models.count == 15)
    for (name, model) in fixtures.models {
      var form = SmoothingForm(seasons: model.season.isEmpty ? [] : [model.season.count])
      (form.slope, form.multiplies) = (model.slopes, model.multiplies)
      let neutral = [ExponentialSmoothing.neutral(multiplies: model.multiplies)]
      let states = ExponentialSmoothing.States(
        level: model.level, slope: model.slope, first: model.season.isEmpty ? neutral : model.season, second: neutral)
      let rows = fixtures.values.indices
      let steps = ExponentialSmoothing.Steps(
        values: fixtures.values, first: rows.map { Int32($0 % form.places.first) },
        second: [Int32](repeating: 0, count: rows.count))
      let smoothing = ExponentialSmoothing(rates: model.rates, multiplies: model.multiplies)
      let fitted = smoothing.through(steps, from: states).fitted
      #expect(zip(fitted, model.fitted).allSatisfy { abs($0 - $1) < 1e-9 }, "\(name)")
      let classical = ClassicalSmoothing(form: form, isRelative: model.isRelative)
      #expect(abs(classical.deviance(fitted, of: fixtures.values) - model.deviance) < 1e-6, "\(name)")
      // What is searched for is at least as likely as these numbers.
      let found = try #require(classical.fitted(steps))
      #expect(found.deviance < model.deviance, "\(name)")
      let again = found.smoothing.through(steps, from: found.first).fitted
      #expect(abs(classical.deviance(again, of: fixtures.values) - found.deviance) < 1e-9, "\(name)")
    }
  }

  @Test("Theta's forecasts with given numbers, with what is found, and with a season taken out")
  func theta() throws {
    let methods = try Self.fixtures().methods
    #expect(Set(methods.values.map(\.adjusted)) == ["none", "multiplicative", "additive"])
    for (name, method) in methods {
      let given = ThetaMethod(level: method.level, alpha: method.alpha, theta: method.theta)
      let season = SeasonalAdjustment(
        method.values, places: Array(method.places.prefix(method.values.count)), season: method.season)
      #expect((season.map { $0.multiplies ? "multiplicative" : "additive" } ?? "none") == method.adjusted, "\(name)")
      let same = zip(method.forecasts(given), method.ahead).allSatisfy { abs($0 - $1) < 1e-8 }
      #expect(same && !method.ahead.isEmpty, "\(name)")
    }
    let found = try #require(methods["found"])
    #expect(zip(found.forecasts(nil), found.ahead).allSatisfy { abs($0 / $1 - 1) < 1e-4 })
  }

  @Test("Theta of a line is the line, of a constant the constant, and of three values nothing")
  func simple() throws {
    let line = (0..<40).map { 3 + 2 * Double($0) }
    let ahead = try #require(ThetaMethod(fitting: line)).forecasts(of: line, at: [20, 40], horizon: 3)
    #expect(zip(ahead.row(1), [83, 85, 87]).allSatisfy { abs($0 - $1) < 0.2 })
    let constant = [Double](repeating: 7, count: 30)
    let flat = try #require(ThetaMethod(fitting: constant)).forecasts(of: constant, at: [0, 30], horizon: 2)
    #expect(flat.row(0).allSatisfy(\.isNaN) && flat.row(1).allSatisfy { abs($0 - 7) < 1e-9 })
    #expect(ThetaMethod(fitting: [1, 2, 3]) == nil && ThetaMethod(fitting: [1, 2, .nan, 4, 5]) == nil)
  }

  /// A hundred months with a slope and a season that grows.
  private static func months(_ count: Int = 104, changedFrom: Int = .max) throws -> TimeSeries {
    let key = RandomKey(seed: 9, stream: .noise)
    let shape = [0.9, 0.92, 1.02, 1.0, 1.01, 1.1, 1.2, 1.2, 1.06, 0.93, 0.8, 0.9]
    let values = (0..<count).map { row -> Double in
      let level = (100 + 2.5 * Double(row)) * shape[row % 12]
      return row >= changedFrom ? 500 - level : level * (1 + 0.02 * Double(key.normal(UInt64(row))))
    }
    let lines = values.enumerated().map { row, value in
      "\(2000 + row / 12)-\(row % 12 < 9 ? "0" : "")\(row % 12 + 1)-01,\(value)"
    }
    let path = TemporaryPaths.unused(".csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data((["month,value"] + lines).joined(separator: "\n").utf8).write(to: URL(fileURLWithPath: path))
    let experiment = try Experiments.open(SessionOptions(path: path, horizon: "3mo", grains: ["1mo"]))
    return try #require(experiment.forecasting).series
  }

  private static func trained(
    _ recipe: Recipe, _ series: TimeSeries, horizon: String = "3mo", rung: RungID = "1mo"
  ) throws -> (experiment: ForecastExperiment, learner: any Learner) {
    let experiment = try Experiments.forecast(
      series, SessionOptions(path: "series", horizon: horizon, grains: [rung.label]))
    let settings = Settings(recipe)
    let learner = try experiment.learner(for: rung, settings: settings)
    Trained.step(learner, settings)
    return (experiment, learner)
  }

  @Test(
    "Fitted anew at an origin it gives what a file that ends there gives, to the bit, also out of its file",
    arguments: [Recipe.smoothing, .theta])
  func refits(recipe: Recipe) throws {
    let series = try Self.months()
    let (experiment, learner) = try Self.trained(recipe, series)
    let model = learner.fitted()
    switch model.functions[0] {
    case .smoothing(let smoothing): #expect(smoothing.refit != nil && smoothing.form.seasons == [12])
    case .theta(let theta): #expect(theta.refits && theta.season == 12)
    case .network, .linear, .copy, .hybrid: Issue.record("another model")
    }
    let read = try Trained.withFile { path in
      try model.write(to: path)
      return try FittedModel(path: path)
    }
    #expect(read == model)
    guard case .forecast(let forecast) = read.subject else { return }
    let judged = try #require(learner.evaluate().test.forecast).predicted
    for (place, origin) in experiment.target.test.origins.enumerated() {
      let count = try #require(series.boundaries.firstIndex(of: origin))
      let known = TimeSeries(
        name: series.name, grid: series.grid,
        columns: series.columns.map { Column(name: $0.name, values: Array($0.values.prefix(count))) })
      let values = try forecast.forecast(known, from: [origin]).values
      #expect(values.map(\.bitPattern) == judged[3 * place..<3 * place + 3].map(\.bitPattern))
    }
    #expect((learner.evaluate().test.scores.rmsse ?? 9) < 0.6)
    #expect(learner.finding?.contains("anew at each origin") == true)
  }

  @Test("Rows behind the training part change nothing of what is learnt", arguments: [Recipe.smoothing, .theta])
  func learnsFromTrainingAlone(recipe: Recipe) throws {
    let hashes = try [.max, 64].map { try Self.trained(recipe, Self.months(changedFrom: $0)).learner.weightsHash() }
    #expect(hashes[0] == hashes[1])
  }

  @Test("A longer series goes on with what training rows gave, over gaps too")
  func longSeries() throws {
    var series = waves(days: 60)
    for start in Swift.stride(from: 90, to: series.count, by: 611) {
      for row in start..<min(start + 7, series.count) { series.columns[0].values[row] = .nan }
    }
    let (_, theta) = try Self.trained(.theta, series, horizon: "1d", rung: "30min")
    guard case .theta(let fitted) = theta.fitted().functions[0] else {
      Issue.record("another model")
      return
    }
    #expect(!fitted.refits && fitted.season > 1 && fitted.adjustment != nil)
    #expect((theta.evaluate().test.scores.rmsse ?? 9) < 1.5 && theta.weightsAreFinite)
    let (_, smoothing) = try Self.trained(.smoothing, series, horizon: "1d", rung: "30min")
    guard case .smoothing(let own) = smoothing.fitted().functions[0] else {
      Issue.record("another model")
      return
    }
    #expect(own.refit == nil)
  }
}
