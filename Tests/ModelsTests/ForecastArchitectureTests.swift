import Foundation
import Models
import Networks
import Telemetry
import Tensors
import TestSeries
import Testing

@Suite("The strong forecasters compute their formulas")
struct ForecastArchitectureTests {
  private let past = 40
  private let horizon = 24
  /// Columns beyond the target's past, which must not matter.
  private let others = 3

  private func inputs(level: Float = 0, other: Float = 1) -> Matrix {
    let key = RandomKey(seed: 5, stream: .test)
    var inputs = Matrix(rows: 4, columns: past + others)
    for row in 0..<4 {
      for column in 0..<past { inputs[row, column] = key.normal(UInt64(row * past + column)) + level }
      for column in past..<past + others { inputs[row, column] = other * Float(column) }
    }
    return inputs
  }

  private func network(_ recipe: Recipe, _ knob: Knob? = nil, _ value: KnobValue = .integer(0)) throws -> Network {
    var settings = Settings(recipe)
    if recipe == .nhits { settings.units = [6] }
    if let knob { try settings.set(knob, to: value) }
    let architecture = settings.architecture(inputs: past + others, outputs: horizon, past: past)
    let network = Network(architecture, optimizer: .adam, seed: 1, capacity: 4)
    var checkpoint = network.checkpoint()
    let key = RandomKey(seed: 6, stream: .test)
    checkpoint.parameters = checkpoint.parameters.indices.map { 0.3 * key.normal(UInt64($0)) }
    network.restore(checkpoint)
    return network
  }

  @Test("NLinear is W(x − x_last) + b + x_last: a shift of the past shifts the forecast")
  func nlinear() throws {
    let network = try network(.nlinear)
    let (before, after) = (network.predict(inputs()), network.predict(inputs(level: 10, other: -7)))
    let weights = network.checkpoint().parameters
    for row in 0..<4 {
      let x = Array(inputs().row(row).prefix(past))
      for step in [0, 11, 23] {
        let expected = x.indices.reduce(weights[past * horizon + step] + x[past - 1]) {
          $0 + (x[$1] - x[past - 1]) * weights[$1 * horizon + step]
        }
        #expect(abs(before[row, step] - expected) < 1e-4)
        #expect(abs(after[row, step] - before[row, step] - 10) < 1e-3)
      }
    }
  }

  @Test(
    "DLinear takes the trend by a moving average of 25, or as many as are asked for, with the edges repeated",
    arguments: [nil, 3, 39])
  func dlinear(width: Int?) throws {
    let network = try network(.dlinear, width == nil ? nil : .trendWidth, .integer(width ?? 0))
    let reach = (width ?? 25) / 2
    let predicted = network.predict(inputs())
    let weights = network.checkpoint().parameters
    let trendWeights = (past + 1) * horizon
    for row in 0..<4 {
      let x = Array(inputs().row(row).prefix(past))
      let trend = x.indices.map { column in
        (-reach...reach).reduce(Float(0)) { $0 + x[min(max(column + $1, 0), past - 1)] } / Float(2 * reach + 1)
      }
      for step in [0, 11, 23] {
        var expected = weights[past * horizon + step] + weights[trendWeights + past * horizon + step]
        for column in x.indices {
          expected += (x[column] - trend[column]) * weights[column * horizon + step]
          expected += trend[column] * weights[trendWeights + column * horizon + step]
        }
        #expect(abs(predicted[row, step] - expected) < 1e-4)
      }
    }
  }

  /// Pools that are asked for, and each block's pool and knots.
  static let blocks: [([Int]?, [(pool: Int, knots: Int)])] = [
    (nil, [(16, 1), (8, 2), (1, 24)]), ([4, 2], [(4, 4), (2, 8)]), ([], [(1, 24)]),
    ([5, 3, 1, 1], [(5, 3), (3, 6), (1, 24), (1, 24)]),
  ]

  @Test(
    "N-HiTS adds the knots of three blocks, or of those asked for, each fed with what the one before left",
    arguments: blocks)
  func nhits(pools: [Int]?, blocks: [(pool: Int, knots: Int)]) throws {
    let network = try network(.nhits, pools == nil ? nil : .pools, .list(pools ?? []))
    let predicted = network.predict(inputs())
    let weights = network.checkpoint().parameters
    for row in 0..<4 {
      let x = Array(inputs().row(row).prefix(past))
      var rest = Array(x.reversed())
      var forecast = [Float](repeating: x[past - 1], count: horizon)
      var next = 0
      func affine(_ values: [Float], _ units: Int) -> [Float] {
        defer { next += (values.count + 1) * units }
        return (0..<units).map { unit in
          values.indices.reduce(weights[next + values.count * units + unit]) {
            $0 + values[$1] * weights[next + $1 * units + unit]
          }
        }
      }
      for (number, (pool, knots)) in blocks.enumerated() {
        let pooled = stride(from: 0, to: past, by: pool).map { rest[$0..<min($0 + pool, past)].max() ?? 0 }
        let hidden = affine(pooled, 6).map { max($0, 0) }
        let share = affine(hidden, knots)
        if number < blocks.count - 1 {
          let explained = affine(hidden, past)
          for column in rest.indices { rest[column] -= explained[column] }
        }
        for step in 0..<horizon {
          let place = max((Float(step) + 0.5) * Float(knots) / Float(horizon) - 0.5, 0)
          let lower = min(Int(place), knots - 1)
          let upper = min(lower + 1, knots - 1)
          forecast[step] += share[lower] + (place - Float(lower)) * (share[upper] - share[lower])
        }
      }
      for step in 0..<horizon { #expect(abs(predicted[row, step] - forecast[step]) < 1e-3) }
    }
  }

  @Test("They train on every rung and learn a wave", arguments: [Recipe.nlinear, .dlinear, .nhits, .gru])
  func learns(recipe: Recipe) throws {
    let experiment = try Experiments.forecast(
      waves(days: 60), SessionOptions(path: "waves", horizon: "1d", grains: ["30min", "3h"]))
    for rung in experiment.info.rungs where rung.exclusion == nil {
      var settings = experiment.defaultSettings(recipe)
      settings.units = settings.units.map { _ in 16 }
      let learner = try experiment.learner(for: rung.id, settings: settings)
      let before = try #require(learner.validationLoss())
      withUnsafeTemporaryAllocation(of: Float.self, capacity: 4096) { losses in
        for _ in 0..<12 { _ = learner.advance(limit: 4096, live: settings.live, losses: losses) }
      }
      let after = try #require(learner.validationLoss())
      #expect(after < 0.5 * before, "\(rung.id)")
    }
  }
}
