import Datasets
import Granularity
import Networks
import Tensors
import TestSeries
import Testing

@testable import Models

@Suite("What ridge reads is chosen by folds")
struct RidgeChoiceTests {
  /// Hours with a shape of the day that wanders, so that differences over a day say more than differences from the last value.
  private static func hourly(days: Int, drift: Double = 3) -> TimeSeries {
    let key = RandomKey(seed: 4, stream: .test)
    var shape = (0..<24).map { 20 * Double(key.normal(UInt64(900_000 + $0))) }
    var values: [Double] = []
    for day in 0..<days {
      for hour in 0..<24 {
        shape[hour] += drift * Double(key.normal(UInt64(day * 24 + hour)))
        values.append(100 + shape[hour])
      }
    }
    return TimeSeries(
      name: "hours", step: 3_600_000, start: 1_704_067_200_000, columns: [Column(name: "value", values: values)])
  }

  private static func experiment(_ series: TimeSeries, lookback: Int? = nil) throws -> ForecastExperiment {
    var options = SessionOptions(path: "hours", horizon: "1d", grains: ["1h", "1d"])
    options.lookback = lookback
    return try Experiments.forecast(series, options)
  }

  private static func trained(_ experiment: ForecastExperiment, _ settings: Settings = Settings(.ridge)) throws
    -> any Learner
  {
    let learner = try experiment.learner(for: "1h", settings: settings)
    Trained.step(learner, settings)
    return learner
  }

  @Test("Differences over a day are taken where they forecast better, and reach back a day more")
  func seasonal() throws {
    let experiment = try Self.experiment(Self.hourly(days: 90))
    let learner = try Self.trained(experiment)
    let form = try #require(learner.fitted().settings.ridgeForm)
    #expect(form.season == 24 && form.lookback > 48)
    let finding = try #require(learner.finding)
    #expect(finding.contains("\(form.lookback) rows") && finding.contains("24"), "\(finding)")
    guard case .forecast(let forecast) = learner.fitted().subject else { return }
    #expect(forecast.frame.members[0].windows[0].lookback == form.lookback)
    // Seasonal naive is what it departs from, and a step by chance leaves nothing more to be known.
    let error = try #require(learner.evaluate().validation?.scores.rmsse)
    let target = experiment.target
    let naive = try #require(target.scores(of: target.validation.seasonalNaive, at: target.validation)?.rmsse)
    #expect(error < 1.05 * naive)
  }

  @Test("A lookback that was asked for is held; λ and what is measured are still chosen")
  func held() throws {
    let series = Self.hourly(days: 90)
    for lookback in [30, 60] {
      var settings = Settings(.ridge)
      settings.lookback = lookback
      let learner = try Self.trained(Self.experiment(series, lookback: lookback), settings)
      let form = try #require(learner.fitted().settings.ridgeForm)
      #expect(form.lookback == lookback && !learner.sweep.isEmpty)
    }
  }

  @Test("What was chosen before is not chosen again, as when all rows are learnt from")
  func refitted() throws {
    let experiment = try Self.experiment(Self.hourly(days: 90))
    let first = try Self.trained(experiment)
    var settings = Settings(.ridge)
    settings.ridgeForm = first.fitted().settings.ridgeForm
    settings.penalty = first.sweep.min { $0.validationError < $1.validationError }?.parameter
    let again = try Self.trained(experiment, settings)
    #expect(again.weightsHash() == first.weightsHash() && again.sweep.isEmpty)
    let whole = try Self.trained(experiment.learningFromAll(), settings)
    #expect(whole.fitted().settings.ridgeForm == settings.ridgeForm && whole.weightsHash() != first.weightsHash())
    #expect(KeptSettings(settings).ridgeForm == settings.ridgeForm)
  }

  @Test("Rows of the test part change nothing that is chosen or learnt")
  func testRowsAreNotSeen() throws {
    let series = Self.hourly(days: 90)
    var changed = series
    let split = try Self.experiment(series).split
    for row in split.test { changed.columns[0].values[row] = 100 + Double(row % 5) }
    let hashes = try [series, changed].map { try Self.trained(Self.experiment($0)).weightsHash() }
    #expect(hashes[0] == hashes[1])
  }

  @Test("A matrix on differences is the same forecast as one matrix on windows", arguments: [nil, 24, 12] as [Int?])
  func unfolds(season: Int?) throws {
    let experiment = try Self.experiment(Self.hourly(days: 40))
    let windows = try experiment.ready("1h", Settings(.ridge)).windows.reading(60)
    let part = try windows.part(.validation, of: experiment.borders)
    let reading = RidgeReading(windows.fitted, season: season)
    let key = RandomKey(seed: 8, stream: .test)
    let slopes = Matrix(
      rows: reading.features, columns: windows.horizon,
      values: (0..<reading.features * windows.horizon).map { 0.1 * Float(key.normal(UInt64($0))) })
    let direct = reading.inputs(part.inputs) * slopes
    let unfolded = RidgeFit(weights: reading.weights(slopes)).predict(part.inputs)
    let measured = reading.targets(unfolded, of: part.inputs)
    for (one, other) in zip(direct.values, measured.values) { #expect(abs(one - other) < 1e-3) }
    // Weights of 0 repeat the season, or the last value.
    let nothing = RidgeFit(
      weights: reading.weights(Matrix(rows: reading.features, columns: windows.horizon))
    ).predict(part.inputs)
    for step in 0..<windows.horizon {
      let expected = season.map { part.inputs[0, 60 - ($0 - step % $0)] } ?? 0
      #expect(nothing[0, step] == expected)
    }
  }
}
