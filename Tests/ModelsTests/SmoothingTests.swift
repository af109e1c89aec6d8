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

@Suite("Smoothing learns its form and rates from training rows, and forecasts from all that is known")
struct SmoothingTests {
  private static func experiment(
    _ series: TimeSeries, horizon: String = "1d", grains: [String]? = ["30min", "3h", "1d"]
  ) throws -> ForecastExperiment {
    try Experiments.forecast(series, SessionOptions(path: "series", horizon: horizon, grains: grains))
  }

  private static func trained(
    _ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings = Settings(.smoothing)
  ) throws -> any Learner {
    let learner = try experiment.learner(for: rung, settings: settings)
    Trained.step(learner, settings)
    return learner
  }

  private static func smoothing(_ learner: any Learner) throws -> FittedSmoothing {
    guard case .smoothing(let smoothing) = learner.fitted().functions[0] else {
      return try #require(nil as FittedSmoothing?)
    }
    return smoothing
  }

  private static func forecast(_ learner: any Learner) throws -> FittedForecast {
    guard case .forecast(let forecast) = learner.fitted().subject else { return try #require(nil as FittedForecast?) }
    return forecast
  }

  /// A series of days, months or whatever, from its values.
  private static func series(_ values: [Double], step: Int64, start: Instant = 4 * Milliseconds.day) -> TimeSeries {
    TimeSeries(name: "series", step: step, start: start, columns: [Column(name: "value", values: values)])
  }

  @Test("It takes the season that is there, and does better than the last season on every rung")
  func twoSeasons() throws {
    let experiment = try Self.experiment(waves(days: 60))
    for rung in ["30min", "3h", "1d"] as [RungID] {
      let learner = try Self.trained(experiment, rung)
      if rung == "30min" { #expect(try Self.smoothing(learner).form.seasons.contains(336)) }
      let scores = learner.evaluate().test.scores
      #expect((scores.skill ?? -1) > 0, "\(rung)")
      #expect(learner.validationLoss()?.isFinite == true)
    }
  }

  @Test("What is forecast at an origin is what a file that ends there gives, to the bit")
  func knowsNothingLater() throws {
    let series = waves(days: 60)
    let experiment = try Self.experiment(series)
    let learner = try Self.trained(experiment, "30min")
    let (forecast, judged) = (try Self.forecast(learner), try #require(learner.evaluate().test.forecast))
    let steps = experiment.target.steps
    for (place, origin) in experiment.target.test.origins.enumerated() {
      let values = try forecast.forecast(series.prefix(before: origin), from: [origin]).values
      let own = judged.predicted[place * steps..<(place + 1) * steps]
      #expect(values.map(\.bitPattern) == own.map(\.bitPattern))
    }
  }

  @Test("Rows behind the training part change nothing of what is learnt")
  func learnsFromTrainingAlone() throws {
    let series = waves(days: 60)
    let experiment = try Self.experiment(series)
    var other = series
    let border = (series.count * 6) / 10
    for row in border + 1..<series.count { other.columns[0].values[row] = 7 - other.columns[0].values[row] }
    for rung in ["30min", "1d"] as [RungID] {
      let hashes = try [experiment, Self.experiment(other)].map { try Self.trained($0, rung).weightsHash() }
      #expect(hashes[0] == hashes[1], "\(rung)")
    }
  }

  @Test("Two runs give the same bits")
  func isDeterministic() throws {
    let experiment = try Self.experiment(waves(days: 40))
    let hashes = try (0..<2).map { _ in try Self.trained(experiment, "3h").weightsHash() }
    #expect(hashes[0] == hashes[1])
  }

  @Test("Scores are those of the equations gone through slowly, at each origin from the first row on")
  func slowLoop() throws {
    var settings = Settings(.smoothing)
    settings.smoothing.seasons = .dayAndWeek
    settings.smoothing.slope = .damped
    settings.smoothing.seasonForm = .added
    let series = waves(days: 60)
    let experiment = try Self.experiment(series)
    let learner = try Self.trained(experiment, "30min", settings)
    let (model, predicted) = (try Self.smoothing(learner), try #require(learner.evaluate().test.forecast).predicted)
    let r = model.smoothing.rates
    let values = series.columns[0].values
    // Places are counted from 1970 on, a Thursday.
    let place = Int(series.start / series.step)
    var (row, squares) = (0, 0.0)
    for origin in experiment.target.test.origins {
      let end = Int((origin - series.start) / series.step)
      var states = model.first
      for t in 0..<end {
        let own =
          states.level + r.damping * states.slope + states.first[(place + t) % 48]
          + states.second[(place + t) % 336]
        let u = values[t] - own
        let v = u - r.error * states.error
        states.level += r.damping * states.slope + r.level * v
        states.slope = r.damping * states.slope + r.slope * v
        states.first[(place + t) % 48] += r.first * v
        states.second[(place + t) % 336] += r.second * v
        states.error = u
      }
      var (trend, factor, carried) = (0.0, 1.0, states.error)
      for step in 0..<48 {
        factor *= r.damping
        trend += factor * states.slope
        carried *= r.error
        let ahead = place + end + step
        let value = states.level + trend + states.first[ahead % 48] + states.second[ahead % 336] + carried
        #expect(abs(predicted[row] - value) < 1e-9)
        squares += (values[end + step] - value) * (values[end + step] - value)
        row += 1
      }
    }
    let scale = try #require(experiment.target.scale)
    let rmsse = (squares / Double(row) / scale.meanSquare).squareRoot()
    #expect(abs(try #require(learner.evaluate().test.scores.rmsse) - rmsse) < 1e-9)
  }

  @Test("A constant series is forecast as it is")
  func constant() throws {
    let experiment = try Self.experiment(Self.series([Double](repeating: 3, count: 2_000), step: 1_800_000))
    for rung in ["30min", "1d"] as [RungID] {
      let learner = try Self.trained(experiment, rung)
      #expect(try #require(learner.evaluate().test.forecast).predicted.allSatisfy { abs($0 - 3) < 1e-12 })
      #expect(learner.weightsAreFinite)
    }
  }

  @Test("Over gaps the states go on by their own forecast")
  func gaps() throws {
    var series = waves(days: 60)
    for start in Swift.stride(from: 90, to: series.count, by: 611) {
      for row in start..<min(start + 7, series.count) { series.columns[0].values[row] = .nan }
    }
    let experiment = try Self.experiment(series)
    let learner = try Self.trained(experiment, "30min")
    #expect((learner.evaluate().test.scores.skill ?? -1) > 0)
    // Also from an origin whose last rows are missing, where models of windows have nothing to say.
    let forecast = try Self.forecast(learner)
    let end = series.boundaries[2_544]
    for row in 2_520..<2_544 { series.columns[0].values[row] = .nan }
    #expect(try forecast.forecast(series, from: [end]).values.allSatisfy(\.isFinite))
  }

  @Test("Filled rows are read where they were known, and lines into the future are not")
  func fillings() throws {
    var options = SessionOptions(path: "series", horizon: "1d", grains: ["30min"])
    options.preparation = Preparation()
    options.preparation?.gaps = .interpolate(limit: 6)
    var series = waves(days: 60)
    let experiment = try Experiments.forecast(series, options)
    let origin = experiment.target.test.origins[2]
    let row = Int((origin - series.start) / series.step)
    for missing in row - 2..<row + 2 { series.columns[0].values[missing] = .nan }
    let learner = try Self.trained(try Experiments.forecast(series, options), "30min")
    let forecast = try Self.forecast(learner)
    var other = series
    other.columns[0].values[row + 2] += 100
    #expect(try forecast.forecast(series, from: [origin]) == forecast.forecast(other, from: [origin]))
  }

  @Test("A hundred months with a slope and a season that grows")
  func months() throws {
    let key = RandomKey(seed: 9, stream: .noise)
    let shape = [0.9, 0.92, 1.02, 1.0, 1.01, 1.1, 1.2, 1.2, 1.06, 0.93, 0.8, 0.9]
    var lines = ["month,value"]
    for row in 0..<104 {
      let (year, month) = (2000 + row / 12, row % 12 + 1)
      let level = (100 + 2.5 * Double(row)) * shape[row % 12]
      let value = level * (1 + 0.01 * Double(key.normal(UInt64(row))))
      lines.append("\(year)-\(month < 10 ? "0" : "")\(month)-01,\(value)")
    }
    let text = lines.joined(separator: "\n")
    let path = TemporaryPaths.unused(".csv").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data(text.utf8).write(to: URL(fileURLWithPath: path))
    let options = SessionOptions(path: path, horizon: "6mo", grains: ["1mo"])
    let experiment = try #require(try Experiments.open(options).forecasting)
    let learner = try Self.trained(experiment, "1mo")
    #expect(try Self.smoothing(learner).form.seasons == [12])
    #expect((learner.evaluate().test.scores.rmsse ?? 9) < 0.5)
  }

  @Test("A past that begins later is forecast from seasons as they were learnt, at the level of its first rows")
  func laterPast() throws {
    let series = waves(days: 60)
    let learner = try Self.trained(Self.experiment(series), "30min")
    let forecast = try Self.forecast(learner)
    let (first, origin) = (series.boundaries[48 * 40], series.boundaries[48 * 50])
    let rows = 48 * 40..<48 * 50
    var later = Self.series(Array(series.columns[0].values[rows]), step: series.step, start: first)
    later.columns[0] = Column(name: "wave", values: later.columns[0].values.map { $0 + 1_000 })
    let values = try forecast.forecast(later, from: [origin]).values
    let whole = try forecast.forecast(series, from: [origin]).values
    #expect(zip(values, whole).allSatisfy { abs($0 - 1_000 - $1) < 0.5 })
    // Before all that it learnt from it has nothing to say.
    #expect(try forecast.forecast(series, from: [series.start]).values.allSatisfy(\.isNaN))
  }

  @Test("Seasons, slope and form are those that were asked for")
  func asked() throws {
    let experiment = try Self.experiment(waves(days: 60))
    var settings = Settings(.smoothing)
    try settings.set(.seasons, parsing: "day")
    try settings.set(.slope, parsing: "straight")
    let form = try Self.smoothing(try Self.trained(experiment, "30min", settings)).form
    #expect(form.seasons == [48] && form.slope == .straight && !form.multiplies)
    // A day is one step of days, and so no season there.
    #expect(try Self.smoothing(try Self.trained(experiment, "1d", settings)).form.seasons == [])
    try settings.set(.seasons, parsing: "none")
    #expect(try Self.smoothing(try Self.trained(experiment, "30min", settings)).form.seasons == [])
  }

  @Test("What training rows cannot give is refused in a sentence")
  func refusals() throws {
    let experiment = try Self.experiment(waves(days: 60))
    var settings = Settings(.smoothing)
    settings.smoothing.seasons = .year
    #expect(throws: ExperimentError.self) { try experiment.learner(for: "1d", settings: settings) }
    settings.smoothing.seasons = .day
    settings.smoothing.seasonForm = .multiplied
    do {
      _ = try experiment.learner(for: "30min", settings: settings)
      Issue.record("waves go below 0")
    } catch {
      #expect(error.sentence.contains("--season-form added"))
    }
  }

  @Test("It has no lookback, and says so")
  func lookback() {
    let settings = Settings(.smoothing)
    #expect(!settings.knobs.contains { $0.knob == .lookback })
    #expect(settings.idleness(of: .lookback) != nil)
  }
}
