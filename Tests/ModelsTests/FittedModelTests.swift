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

@Suite("A trained model is one value: judged, asked and read again from its file, it says the same bits")
struct FittedModelTests {
  /// A recipe on data that it fits.
  struct Case: CustomTestStringConvertible, Sendable {
    let recipe: Recipe
    let content: Content
    var testDescription: String { "\(recipe.rawValue) on \(content.rawValue)" }

    static let all = Recipe.allCases.flatMap { recipe in
      Content.ofFiles.filter(recipe.fits).map { Case(recipe: recipe, content: $0) }
    }
  }

  @Test("Every recipe on all data that it fits", arguments: Case.all)
  func saysTheSame(of one: Case) throws {
    switch one.content {
    case .series, .stream: try compareForecasts(of: one.recipe)
    case .table: try compareTables(of: one.recipe)
    case .images: try compareImages(of: one.recipe)
    }
  }

  // MARK: Forecasts

  private func compareForecasts(of recipe: Recipe) throws {
    for isPrepared in [false, true] {
      let (series, experiment) = try Trained.experiment(isPrepared: isPrepared)
      for rung in experiment.rungs(for: recipe) {
        for combination in recipe.joins ? recipe.rule.combinations : [.mean] {
          var settings = experiment.defaultSettings(recipe)
          settings.units = settings.units.map { _ in 4 }
          settings.live.joining.combination = combination
          let learner = try experiment.learner(for: rung, settings: settings)
          Trained.step(learner, settings)
          let judged = try #require(learner.evaluate().test.forecast)
          let model = learner.fitted()
          let read = try Trained.reread(model)
          #expect(read == model)
          for model in [model, read] {
            guard case .forecast(let forecast) = model.subject else {
              Issue.record("a forecaster forecasts")
              return
            }
            let test = experiment.target.test
            let widths = forecast.errors?.halfWidths(level: Experiments.bandLevel, at: test.origins) ?? []
            #expect(widths.flatMap { $0 ?? [] } == judged.band)
            let all = try forecast.forecast(series, from: test.origins)
            #expect(all.values.map(\.bitPattern) == judged.predicted.map(\.bitPattern), "\(rung) \(combination)")
            for place in [0, test.count / 2, test.count - 1] {
              try compareKnown(forecast, series, at: test.origins[place], all.row(place))
            }
          }
        }
      }
    }
  }

  /// With nothing behind the origin the same bits are read. What is made of them is the same up to rounding: a product of
  /// one row may add up in another order than one of many.
  private func compareKnown(
    _ forecast: FittedForecast, _ series: TimeSeries, at origin: Instant, _ judged: ArraySlice<Double>
  ) throws {
    func asked(_ series: TimeSeries) throws -> [[UInt32]] {
      let frame = forecast.frame
      let questions = try frame.questions(
        frame.windows(over: frame.prepared(series), for: forecast.functions), at: [origin], frame.pasts(of: series))
      return questions.members.map { $0.inputs.values.map(\.bitPattern) }
    }
    let known = series.prefix(before: origin)
    #expect(try asked(known) == asked(series))
    let values = try forecast.forecast(known, from: [origin]).values
    #expect(zip(values, judged).allSatisfy { $0.isNaN && $1.isNaN || abs($0 - $1) < 1e-5 })
  }

  @Test("From the end of the file it forecasts what no row tells yet")
  func beyondTheEnd() throws {
    let (series, experiment) = try Trained.experiment(isPrepared: false)
    let learner = try experiment.learner(for: "3h", settings: Settings(.ridge))
    Trained.step(learner, Settings(.ridge))
    guard case .forecast(let forecast) = learner.fitted().subject else { return }
    let end = try #require(series.boundaries.last)
    let values = try forecast.forecast(series, from: [end])
    #expect(values.rows == 1 && values.columns == forecast.frame.steps && values.values.allSatisfy(\.isFinite))
  }

  @Test("Data of another kind are refused in a sentence")
  func refusesOtherData() throws {
    let (series, experiment) = try Trained.experiment(isPrepared: false)
    var settings = Settings(.ridge)
    settings.inputs = .all
    let learner = try experiment.learner(for: "3h", settings: settings)
    Trained.step(learner, settings)
    guard case .forecast(let forecast) = learner.fitted().subject else { return }
    var lacking = series
    lacking.columns.removeLast()
    #expect(throws: FittedModelError.missingColumn("other", found: ["wave"])) {
      try forecast.forecast(lacking, from: [])
    }
    let coarser = TimeSeries(name: "waves", step: 3_600_000, start: series.start, columns: series.columns)
    #expect(throws: FittedModelError.otherStep(found: "1h", expected: "30min")) {
      try forecast.forecast(coarser, from: [])
    }
  }

  // MARK: Samples

  private func compareImages(of recipe: Recipe) throws {
    let images = Pictures.bars(channels: 1, count: 60)
    let experiment = try SampleExperiment(images, SessionOptions(path: "bars", grains: ["4x4", "3x3", "1x1"]))
    for rung in experiment.rungs(for: recipe).prefix(2) {
      var settings = experiment.defaultSettings(recipe)
      settings.scaling = .zScore
      // So that both of a cascade's ways are gone.
      settings.live.joining.threshold = 0.55
      let learner = try experiment.learner(for: rung, settings: settings)
      Trained.step(learner, settings)
      let judged = try #require(learner.evaluate().test.classes?.probabilities)
      let model = learner.fitted()
      let read = try Trained.reread(model)
      #expect(read == model)
      for model in [model, read] {
        guard case .samples(let samples) = model.subject,
          case .probabilities(let all) = try samples.predict(images)
        else {
          Issue.record("a classifier classifies")
          return
        }
        #expect(
          all.rows(at: experiment.split.test).values.map(\.bitPattern) == judged.map(\.bitPattern), "\(rung)")
      }
    }
  }

  private func compareTables(of recipe: Recipe) throws {
    for target in ["species", "height"] {
      let table = Trained.table
      var options = SessionOptions(path: "plants", target: target)
      options.preparation = Preparation()
      options.preparation?.clip = 2
      let experiment = try SampleExperiment(table, options)
      let settings = experiment.defaultSettings(recipe)
      let learner = try experiment.learner(for: "rows", settings: settings)
      Trained.step(learner, settings)
      let evaluation = learner.evaluate()
      let model = learner.fitted()
      let read = try Trained.reread(model)
      #expect(read == model)
      for model in [model, read] {
        guard case .samples(let samples) = model.subject else { continue }
        switch try samples.predict(table) {
        case .probabilities(let all):
          let judged = try #require(evaluation.test.classes?.probabilities)
          #expect(all.rows(at: experiment.split.test).values.map(\.bitPattern) == judged.map(\.bitPattern))
          #expect((0..<all.columns).allSatisfy { all[Trained.incomplete, $0].isNaN })
        case .numbers(let all):
          let heights = try table.column(named: "height").values
          let errors = ErrorSum(
            experiment.split.test.map { all[$0, 0] }, against: experiment.split.test.map { heights[$0] })
          #expect(errors.mse == evaluation.test.scores.mse)
          #expect((0..<all.columns).allSatisfy { all[Trained.incomplete, $0].isNaN })
        }
      }
    }
  }
}

/// Small data, and learners that have taken a step.
enum Trained {
  static func experiment(isPrepared: Bool) throws -> (series: TimeSeries, experiment: ForecastExperiment) {
    try (isPrepared ? opened.prepared : opened.plain).get()
  }

  /// Opened once for all.
  private static let opened = (
    plain: Result { try open(isPrepared: false) }, prepared: Result { try open(isPrepared: true) }
  )

  private static func open(isPrepared: Bool) throws -> (series: TimeSeries, experiment: ForecastExperiment) {
    var series = waves(days: 60)
    var options = SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h", "1d"])
    if isPrepared {
      for row in [100, 101, 800, 2_000, 2_001, 2_600] { series.columns[0].values[row] = .nan }
      series.columns[1].values[2_500] = 40
      options.preparation = Preparation()
      options.preparation?.gaps = .interpolate(limit: 3)
      options.preparation?.clip = 3
      options.preparation?.columns = ["wave", "other"]
    }
    return (series, try Experiments.forecast(series, options))
  }

  /// The row of ``table`` that lacks a value.
  static let incomplete = 7

  static var table: Table {
    let key = RandomKey(seed: 5, stream: .noise)
    func column(_ number: Int) -> [Double] { (0..<80).map { Double(key.normal(UInt64(number * 100 + $0))) } }
    var width = column(0)
    width[Self.incomplete] = .nan
    let height = zip(column(1), column(2)).map { 3 + $0 + 0.1 * $1 }
    return Table(
      name: "plants",
      columns: [
        Column(name: "width", values: width), Column(name: "length", values: column(1)),
        Column(name: "height", values: height),
      ],
      textColumns: [
        TextColumn(name: "species", codes: height.map { $0 > 3 ? 1 : 0 }, levels: ["low", "tall"])
      ])
  }

  static func step(_ learner: any Learner, _ settings: Settings) {
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 2)
    defer { losses.deallocate() }
    _ = learner.advance(limit: 2, live: settings.live, losses: losses)
  }

  static func reread(_ model: FittedModel) throws -> FittedModel {
    try withFile { path in
      try model.write(to: path)
      return try FittedModel(path: path)
    }
  }

  static func withFile<Result>(_ body: (String) throws -> Result) rethrows -> Result {
    let path = TemporaryPaths.unused(".safetensors").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try body(path)
  }
}

extension TimeSeries {
  /// The rows that end before or at `origin`, of a series with a fixed step.
  func prefix(before origin: Instant) -> TimeSeries {
    let count = Int((origin - start) / step)
    return TimeSeries(
      name: name, grid: grid,
      columns: columns.map { Column(name: $0.name, values: Array($0.values.prefix(count))) })
  }
}

extension Table {
  func column(named name: String) throws -> Column { try #require(columns.first { $0.name == name }) }
}
