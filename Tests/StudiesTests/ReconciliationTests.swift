import Datasets
import Granularity
import Models
import Studies
import Telemetry
import TestSeries
import Testing

@Suite("Forecasts of all rungs are reconciled and scored at each grain")
struct ReconciliationTests {
  private func experiment(
    _ series: TimeSeries = waves(days: 120), grains: [String] = ["30min", "3h", "1d", "1w"]
  ) throws -> ForecastExperiment {
    try Experiments.forecast(series, SessionOptions(path: "waves", horizon: "1d", grains: grains))
  }

  private func learners(_ experiment: ForecastExperiment, _ recipe: Recipe) throws -> [any Learner] {
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 1)
    defer { losses.deallocate() }
    return try experiment.reconciledRungs(all: false).map { rung in
      let learner = try experiment.learner(for: rung, settings: Settings(recipe))
      _ = learner.advance(limit: 1, live: Settings(recipe).live, losses: losses)
      return learner
    }
  }

  private func report(_ experiment: ForecastExperiment, _ recipe: Recipe = .ridge) throws -> ReconciliationReport {
    try experiment.reconciliation(of: learners(experiment, recipe).compactMap { $0.nativeForecast() })
  }

  @Test("A level's base is its rung's own score at its own grain")
  func base() throws {
    let experiment = try experiment()
    let report = try report(experiment)
    #expect(report.levels.map(\.rung.label) == ["30min", "3h", "1d"] && report.levels.map(\.steps) == [48, 8, 1])
    #expect(report.leftOut.map(\.reason) == ["a day is not a whole number of weeks"])
    for (level, learner) in zip(report.levels, try learners(experiment, .ridge)) {
      let own = learner.evaluate().test.matrix.first { $0.grain == level.rung }?.scores
      #expect(abs((level.base ?? 0) - (own?.rmsse ?? 1)) < 1e-6)
      #expect(report.origins == own?.count)
    }
  }

  @Test("Bottom-up keeps the finest level, top-down the coarsest, and every method has all levels or a reason")
  func methods() throws {
    var series = waves(days: 120)
    series.columns[0].values = series.columns[0].values.map { $0 + 10 }
    let report = try report(experiment(series))
    #expect(report.methods.map(\.name) == ReconciliationMethod.allCases.map(\.rawValue))
    for method in report.methods { #expect(method.scores.count == 3 && method.refusal == nil) }
    let bottomUp = try #require(report.method(named: "bottom-up"))
    let topDown = try #require(report.method(named: "top-down"))
    #expect(abs(report.gain(bottomUp, at: 0) ?? 1) < 1e-6 && abs(report.gain(topDown, at: 2) ?? 1) < 1e-6)
    #expect(report.disagreement.count == 2 && report.disagreement.values.allSatisfy { $0 > 0 })
  }

  @Test("Of an error that is as good as none no share is taken")
  func nearlyPerfect() throws {
    let after = ReconciliationReport.Method(name: "ols", explanation: "", scores: [0.2, 0.4])
    let report = ReconciliationReport(
      levels: [
        .init(rung: RungID("1h"), steps: 24, base: 1e-7), .init(rung: RungID("1d"), steps: 1, base: 0.5),
      ], methods: [after], leftOut: [], horizonLabel: "1d", origins: 30, validationOrigins: 30, disagreement: [:])
    #expect(report.gain(after, at: 0) == nil)
    #expect(abs((report.gain(after, at: 1) ?? 0) - 0.2) < 1e-12)
    #expect(report.perfectRungs(on: .test) == [RungID("1h")])
    #expect(abs((report.meanGain(after) ?? 0) - (1 - 0.3 / 0.25000005)) < 1e-9)
  }

  @Test("Top-down is refused where values change their sign; the other methods are not")
  func signs() throws {
    let report = try report(experiment())
    #expect(report.method(named: "top-down")?.refusal?.contains("change their sign") == true)
    #expect(report.methods.count { $0.refusal == nil } == 6)
  }

  @Test("Nothing of the test part is learnt from")
  func validationAlone() throws {
    let series = waves(days: 120)
    var other = series
    for row in (series.count * 3 / 4 + 48)..<series.count { other.columns[0].values[row] *= -3 }
    let shrinkages = try [series, other].map {
      try report(experiment($0), .naive).method(named: "mint-shrink")?.shrinkage
    }
    #expect(shrinkages[0] != nil && shrinkages[0] == shrinkages[1])
  }

  @Test("A ladder that does not go together is refused where all of it is asked for")
  func strict() throws {
    let experiment = try experiment()
    #expect(try experiment.reconciledRungs(all: false).map(\.label) == ["30min", "3h", "1d"])
    #expect(throws: ReconciliationError.self) { try experiment.reconciledRungs(all: true) }
  }
}
