import Datasets
import Granularity
import Telemetry
import TestSeries
import Testing

@testable import Models

@Suite("No rung knows what lies after its origin")
struct LeakTests {
  private struct Made {
    let experiment: ForecastExperiment
    let series: TimeSeries
    var borders: Borders { experiment.target.question.borders }

    init() throws {
      series = waves(days: 60)
      experiment = try Experiments.forecast(
        series, SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h", "1d"]))
    }

    func windows(_ grain: Grain, _ series: TimeSeries, _ scaling: Scaling = .zScore) throws -> RungWindows {
      try RungWindows(
        series, target: experiment.target.question.target, grain: grain,
        horizon: try #require(experiment.target.ownSteps(of: grain)), lookback: 6, inputs: .all, scaling: scaling,
        borders: borders)
    }
  }

  private func bits(_ part: RungWindows.Part) -> [UInt64] {
    ((part.inputs.values + part.targets.values).map(Double.init) + part.levels).map(\.bitPattern)
  }

  @Test("What a rung learns from keeps its bits whatever comes after the training part", arguments: CanaryKind.allCases)
  func training(canary: CanaryKind) throws {
    let made = try Made()
    let planted = made.series.planting(canary, from: made.borders.trainEnd)
    for grain in made.experiment.target.compared {
      for scaling in Scaling.allCases {
        let before = try made.windows(grain, made.series, scaling).part(.training, of: made.borders)
        let after = try made.windows(grain, planted, scaling).part(.training, of: made.borders)
        #expect(!before.origins.isEmpty)
        #expect(bits(before) == bits(after), "\(grain.label), \(scaling)")
      }
    }
  }

  @Test("What a rung reads at an origin keeps its bits whatever comes after it", arguments: CanaryKind.allCases)
  func origins(canary: CanaryKind) throws {
    let made = try Made()
    let test = made.experiment.target.test.origins
    for grain in made.experiment.target.compared {
      let sound = try made.windows(grain, made.series)
      for origin in [test[0], test[test.count / 2], test[test.count - 1]] {
        let before = try sound.part(at: [origin])
        let after = try made.windows(grain, made.series.planting(canary, from: origin)).part(at: [origin])
        #expect(before.origins == [origin])
        // Targets lie after the origin and are no knowledge; the window may even be gone for want of them.
        #expect(before.inputs.values.map(\.bitPattern) == after.inputs.values.map(\.bitPattern), "\(grain.label)")
        #expect(before.levels == after.levels)
      }
    }
  }

  @Test("The auditor finds no input from after its origin, and would")
  func timeStamps() throws {
    let made = try Made()
    let auditor = LeakAuditor()
    for grain in made.experiment.target.compared {
      let windows = try made.windows(grain, made.series)
      for part in [Borders.Part.training, .validation, .test] {
        let found = try windows.part(part, of: made.borders)
        #expect(!found.origins.isEmpty)
        #expect(
          auditor.findings(newestInput: found.newestInput, origins: found.origins, subject: grain.label).isEmpty)
        let early = found.origins.map { $0 - 1 }
        #expect(
          auditor.findings(newestInput: found.newestInput, origins: early, subject: grain.label).count == early.count)
      }
    }
  }
}
