import Models
import Networks
import Telemetry
import Testing

@testable import Training

@Suite("A knob is shown where it changes what is computed, and nowhere else")
struct KnobsActTests {
  private let experiment = SyntheticExperiment()

  private func bits(_ settings: Settings) throws -> UInt64 {
    let loop = RunLoop(
      run: RunID(0), rung: "a", settings: settings, learner: try experiment.learner(for: "a", settings: settings))
    var losses = [Float](repeating: 0, count: 64)
    while loop.end == nil {
      _ = losses.withUnsafeMutableBufferPointer { loop.advance(limit: 64, losses: $0) }
    }
    return loop.learner.weightsHash()
  }

  /// Holds each knob against the weights of a whole training with it turned.
  private func check(_ knobs: [(Knob, KnobValue)], _ settings: Settings, _ name: String) throws {
    let before = try bits(settings)
    let shown = Set(settings.knobs(online: false))
    for (knob, value) in knobs {
      var turned = settings
      try turned.set(knob, to: value)
      #expect(turned != settings)
      #expect(try (bits(turned) != before) == shown.contains(knob), "\(knob) beside \(name)")
    }
  }

  @Test("Beside every optimizer", arguments: Optimizer.allCases)
  func optimizers(optimizer: Optimizer) throws {
    var settings = experiment.defaultSettings(.mlp)
    settings.optimizer = optimizer
    try check(
      [
        (.learningRate, .number(3e-3)), (.batchSize, .integer(16)), (.dropout, .number(0.4)), (.momentum, .number(0.5)),
        (.weightDecay, .number(0.1)), (.clipNorm, .number(0.01)), (.beta2, .number(0.9)), (.l1, .number(0.01)),
        (.averaging, .number(0.9)), (.frozenLayers, .integer(1)), (.layerDecay, .number(0.5)),
      ], settings, optimizer.rawValue)
  }

  @Test("Beside every schedule", arguments: Schedule.Kind.allCases)
  func schedules(kind: Schedule.Kind) throws {
    var settings = experiment.defaultSettings(.mlp)
    // So fast that the loss does not fall in every epoch.
    settings.live.learningRate = 0.05
    settings.schedule = Schedule(kind)
    (settings.schedule.stepEpochs, settings.schedule.plateauPatience, settings.schedule.period) = (4, 1, 4)
    try check(
      [
        (.stepEpochs, .integer(3)), (.warmUpEpochs, .integer(3)), (.plateauPatience, .integer(0)),
        (.rateFactor, .number(0.3)), (.peak, .number(0.6)), (.startDivisor, .number(5)), (.finalDivisor, .number(10)),
        (.period, .integer(3)), (.periodGrowth, .integer(1)),
      ], settings, kind.rawValue)
  }

  @Test("Without hidden layers")
  func noHiddenLayers() throws {
    var settings = experiment.defaultSettings(.mlp)
    settings.units = []
    // The first weights still follow the activation.
    try check(
      [
        (.dropout, .number(0.4)), (.frozenLayers, .integer(1)), (.layerDecay, .number(0.5)),
        (.activation, .choice("tanh")), (.normalization, .choice("layer")),
      ], settings,
      "no hidden layers")
  }
}
