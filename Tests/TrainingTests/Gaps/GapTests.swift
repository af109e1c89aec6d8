import Basics
import Datasets
import Granularity
import Models
import Studies
import Telemetry
import Testing

@testable import Training

/// Whatever a series lacks, everything that works with it ends in a result or in one sentence: a part of the split, a
/// rung or an origin without anything in it is a legal case. What traps ends the tests.
@Suite("Whatever is missing, there is a result or a sentence", .serialized)
struct GapTests {
  @Test("Every recipe at every rung, and every study, of every part without a value")
  func patterns() throws {
    var tally = GapTrial.Tally()
    for holes in Holes.all {
      for gaps in [GapPolicy.leaveOut, .interpolate(limit: 1_000_000)] {
        var options = SessionOptions(path: "hourly", horizon: "6h", grains: ["1h", "3h", "6h"])
        options.preparation = Preparation()
        options.preparation?.gaps = gaps
        options.suitsGaps = gaps == .leaveOut
        GapTrial(holes.series(rows: 240), options, "\(holes), \(gaps.label)").all(&tally)
      }
    }
    #expect(tally.opened > 15 && tally.trained > 100 && tally.refused > 100 && tally.withoutValidation > 1, "\(tally)")
  }

  @Test("Holes, splits, grains and settings drawn at random")
  func random() {
    var tally = GapTrial.Tally()
    for turn in 0..<GapTorture.series { trial(turn).all(&tally) }
    #expect(tally.opened * 8 > GapTorture.series && tally.trained > GapTorture.series, "\(tally)")
  }

  private func trial(_ turn: Int) -> GapTrial {
    var draw = SeededDraw(seed: GapTorture.seed, turn: turn)
    let holes = draw.chance(0.5) ? Holes.random(&draw) : draw.one(of: Holes.all)
    let rows = draw.one(of: [4, 12, 48, 96, 200, 240, 400])
    var options = SessionOptions(path: "hourly")
    if draw.chance(0.8) {
      options.horizon = draw.one(of: ["1h", "3h", "6h", "6h", "12h", "1d"])
      options.grains = draw.one(of: [
        ["1h"], ["1h", "3h"], ["1h", "6h"], ["3h", "6h"], ["1h", "3h", "12h"], ["1h", "1d"],
      ])
    }
    if draw.chance(0.3) {
      options.borders = [draw.share(), draw.share(), 1].sorted().map { Int($0 * Double(rows)) }
    }
    if draw.chance(0.2) { options.lookback = draw.one(of: [1, 3, 24, 60]) }
    if draw.chance(0.3) { options.inputs = draw.one(of: [.target, .all]) }
    if draw.chance(0.2) { options.evaluationGrain = draw.one(of: ["1h", "3h", "6h"]) }
    options.suitsGaps = draw.chance(0.5)
    options.preparation = Preparation()
    options.preparation?.gaps = draw.one(of: [.leaveOut, .leaveOut, .interpolate(limit: 3), .carryForward(limit: 50)])
    if draw.chance(0.2) { options.preparation?.clip = 3 }
    if draw.chance(0.2) { options.preparation?.features = 1 }
    if draw.chance(0.1) { options.band = draw.one(of: [0.01, 0.5, 0.999]) }
    let (level, swing) = draw.one(of: [
      (100, 10), (100, 10), (5, 0), (0, 0), (1e300, 1e300), (1e-300, 1e-300), (-3, 1e9),
    ])
    return GapTrial(
      holes.series(rows: rows, level: level, swing: swing), options,
      "seed \(GapTorture.seed), series \(turn): \(holes), \(rows) rows of \(level) ± \(swing), \(options)")
  }
}

/// One series, asked for everything.
struct GapTrial {
  private let series: TimeSeries
  private let options: SessionOptions
  private let words: Comment
  private let short = 2

  init(_ series: TimeSeries, _ options: SessionOptions, _ words: String) {
    self.series = series
    self.options = options
    self.words = Comment(rawValue: words)
  }

  /// What came of many, so that a test does not pass because everything is refused at once.
  struct Tally {
    var (opened, withoutValidation, trained, refused) = (0, 0, 0, 0)
  }

  func all(_ tally: inout Tally) {
    report()
    sharing()
    let experiment: ForecastExperiment
    do { experiment = try Experiments.forecast(series, options) } catch {
      tally.refused += 1
      return expect(error.sentence)
    }
    tally.opened += 1
    if experiment.info.unranked != nil { tally.withoutValidation += 1 }
    #expect(OpenedData.series(series, experiment).audit(options, isThorough: false) != nil, words)
    for remark in experiment.info.remarks { expect(remark) }
    for recipe in Recipe.allCases {
      for rung in experiment.rungs(for: recipe) {
        if train(recipe, at: rung, of: experiment) { tally.trained += 1 } else { tally.refused += 1 }
      }
    }
    studies(of: experiment)
  }

  /// A sentence is for people: it is there, and on one line.
  private func expect(_ sentence: String) {
    #expect(!sentence.isEmpty && !sentence.contains("\n"), words)
  }

  private func report() {
    var (opened, problem): (OpenedData?, String?) = (nil, nil)
    do { opened = try Experiments.make(.series(series), options, for: .report) } catch { problem = error.sentence }
    #expect(
      DataReporter(.series(series), options, opened: opened, problem: problem).report().rows == series.count, words)
  }

  private func settings(_ recipe: Recipe, on experiment: any Experiment) -> Settings {
    var settings = experiment.defaultSettings(recipe)
    settings.units = settings.units.map { min($0, 3) }
    settings.epochs = recipe.hasSteps ? short : 1
    return settings
  }

  /// To the end, with all that is asked of a run that has ended.
  ///
  /// - Returns: false where it is refused.
  private func train(_ recipe: Recipe, at rung: RungID, of experiment: ForecastExperiment) -> Bool {
    let settings = settings(recipe, on: experiment)
    do {
      let loop = RunLoop(
        run: RunID(0), rung: rung, settings: settings, learner: try experiment.learner(for: rung, settings: settings))
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 64) { losses in
        while loop.end == nil { _ = loop.advance(limit: 64, losses: losses) }
      }
      _ = loop.evaluate()
      _ = loop.endReport(loop.end ?? .stopped)
      _ = loop.learner.nativeForecast()
      guard case .forecast(let forecast) = loop.learner.fitted().subject else { return true }
      let history = experiment.source.series
      let origin = forecast.frame.lastOrigin(upTo: history.instant(at: history.count), .read)
      do throws(FittedModelError) { _ = try forecast.forecast(history, from: [origin]) } catch {
        expect(error.sentence)
      }
      return true
    } catch {
      expect(error.sentence)
      return false
    }
  }

  private func studies(of experiment: ForecastExperiment) {
    let rungs = experiment.rungs(for: .mlp)
    let (mlp, ridge) = (settings(.mlp, on: experiment), settings(.ridge, on: experiment))
    for settings in [mlp, ridge] {
      let seeds = SeedStudy(
        experiment: experiment, subjects: rungs.map { SeedStudy.Subject(rung: $0, settings: settings) }, seeds: 2,
        threads: 1)
      for sentence in seeds.run().failures.values { expect(sentence) }
      do {
        let forecasts = try experiment.reconciledRungs(all: false).compactMap { rung in
          try? experiment.learner(for: rung, settings: settings).nativeForecast()
        }
        _ = try experiment.reconciliation(of: forecasts)
      } catch { expect(error.sentence) }
    }
    do { _ = try GrainSearch(experiment, settings: ridge, threads: 1) { _ in }.run() } catch { expect(error.sentence) }
    do {
      for rung in rungs {
        let sweep = RateSweep(try experiment.learner(for: rung, settings: mlp), settings: mlp)
        while sweep.advance(limit: 70) {}
        _ = sweep.report
      }
    } catch { expect(error.sentence) }
    guard !rungs.isEmpty else { return }
    for policy in AllocationPolicy.allCases {
      let allocator = Allocator(policy, rungs: rungs, budget: 20_000, grant: 4_000)
      do {
        _ = try AllocatedTraining(experiment, rungs: rungs, settings: mlp, allocator: allocator).run()
      } catch { expect(error.sentence) }
    }
  }

  private func sharing() {
    var settings = Settings(.shared)
    (settings.lookback, settings.epochs, settings.units) = (6, 1, [3])
    let subjects = [0, 1].map { SharingStudy.Subject(column: $0, grain: .hours(1)) }
    do {
      _ = try SharingStudy(series, subjects, horizon: .hours(6), days: short, settings: settings)
        .outcome(seed: 1, sharing: nil)
    } catch { expect(error.sentence) }
  }
}
