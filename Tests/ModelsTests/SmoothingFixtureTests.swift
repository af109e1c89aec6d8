import Foundation
import Tensors
import Testing

@Suite("Smoothing gives what statsmodels and statsforecast give with the same rates and states")
struct SmoothingFixtureTests {
  private struct Fixtures: Decodable {
    struct Model: Decodable {
      let level, slope: Double
      let first, second: [Double]
      let multiplies: Bool
      let rates: ExponentialSmoothing.Rates
      /// Each step's forecast from the one before.
      let fitted: [Double]
      /// Forecasts from the end.
      let ahead: [Double]
    }

    let values: [Double]
    let models: [String: Model]
  }

  @Test("One step ahead all along, and from the end")
  func agrees() throws {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/smoothing.json")
    let fixtures = try JSONDecoder().decode(Fixtures.self, from: Data(contentsOf: url))
    #expect(fixtures.models.count == 10)
    for (name, model) in fixtures.models {
      let neutral = [ExponentialSmoothing.neutral(multiplies: model.multiplies)]
      let states = ExponentialSmoothing.States(
        level: model.level, slope: model.slope, first: model.first.isEmpty ? neutral : model.first,
        second: model.second.isEmpty ? neutral : model.second)
      let rows = 0..<fixtures.values.count + model.ahead.count
      let steps = ExponentialSmoothing.Steps(
        values: fixtures.values, first: rows.map { Int32($0 % states.first.count) },
        second: rows.map { Int32($0 % states.second.count) })
      let smoothing = ExponentialSmoothing(rates: model.rates, multiplies: model.multiplies)
      let fitted = smoothing.through(steps, from: states).fitted
      #expect(zip(fitted, model.fitted).allSatisfy { abs($0 - $1) < 1e-9 }, "\(name)")
      let ahead = smoothing.forecasts(
        from: states, over: steps, at: [Int32(fixtures.values.count)], horizon: model.ahead.count)
      #expect(zip(ahead.values, model.ahead).allSatisfy { abs($0 - $1) < 1e-9 }, "\(name)")
    }
  }
}
