import Basics
import Tensors
import Testing

@testable import Networks

@Suite("Layers are measured")
struct LayerProbeTests {
  private let architecture = Architecture(
    inputs: 5,
    layers: [
      .dense(units: 6), .activation(.relu), .dropout, .dense(units: 4), .activation(.tanh), .dense(units: 3),
    ], loss: .mse)
  private let live = Hyperparameters(learningRate: 0.01, dropout: 0.2, batchSize: 8)

  private func step(_ network: Network, on examples: Examples) -> StepOutcome {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) {
      network.train(on: examples, hyperparameters: live, limit: 1, losses: $0)
    }
  }

  private func norm(_ values: some Sequence<Float>) -> Double {
    values.reduce(0) { $0 + Double($1) * Double($1) }.squareRoot()
  }

  @Test("Norms and changes are those of the step", arguments: [Optimizer.sgd, .adam])
  func norms(_ optimizer: Optimizer) throws {
    let network = Network(architecture, optimizer: optimizer, seed: 3, capacity: 8)
    let examples = Fixtures.examples(architecture)
    _ = step(network, on: examples)
    let before = network.checkpoint().parameters
    let probe = LayerProbe(network)
    let outcome = step(network, on: examples)
    let states = probe.states(isSound: outcome.steps == 1)
    let after = network.checkpoint().parameters
    let gradient = network.store.flatGradient
    #expect(states.map(\.name) == ["Dense 6 relu", "Dense 4 tanh", "Dense 3"])
    #expect(states.map(\.parameters) == [36, 28, 15] && states.map(\.shape) == [[1, 1, 6], [1, 1, 4], [1, 1, 3]])
    var first = 0
    for state in states {
      let own = first..<first + state.parameters
      first += state.parameters
      #expect((state.weightNorm - norm(before[own])).magnitude < 1e-9)
      #expect((try #require(state.gradientNorm) - norm(gradient[own])).magnitude < 1e-9)
      let moved = norm(own.map { after[$0] - before[$0] })
      #expect((try #require(state.updateRatio) - moved / norm(before[own])).magnitude < 1e-6 && moved > 0)
      #expect(state.weights.counts.reduce(0, +) == state.parameters)
      #expect(state.gradients?.counts.reduce(0, +) == state.parameters)
    }
  }

  @Test("A step that fails has no gradient to show, and a frozen layer neither")
  func withoutGradient() {
    var graph = GraphBuilder(inputs: 5)
    let first = graph.add(.dense(units: 4), graph.input)
    graph.add(.dense(units: 3), first)
    var architecture = graph.architecture(loss: .mse)
    architecture.nodes[0].isFrozen = true
    let network = Network(architecture, optimizer: .adam, seed: 3, capacity: 8)
    let probe = LayerProbe(network)
    _ = step(network, on: Fixtures.examples(architecture))
    let states = probe.states(isSound: true)
    #expect(states.map(\.isFrozen) == [true, false])
    #expect(states[0].gradientNorm == nil && states[0].updateRatio == nil && states[1].updateRatio != nil)
    #expect(probe.states(isSound: false).allSatisfy { $0.gradientNorm == nil && $0.gradients == nil })
  }

  @Test("Units that are 0 for every example are dead, outputs near the ends of a bounded function saturated")
  func silence() throws {
    let network = Network(architecture, optimizer: .sgd, seed: 3, capacity: 8)
    let examples = Fixtures.examples(architecture)
    let first = network.store.pairs[0]
    // A bias far below whatever the inputs make silences two of six units.
    for unit in [1, 4] { network.store.parameters.block(first.bias)[0, unit] = -1e6 }
    // Of four units one always says 1.
    network.store.parameters.block(network.store.pairs[1].bias)[0, 2] = 50
    let probe = LayerProbe(network)
    var states = probe.states(isSound: false)
    let count = probe.measureOutputs(of: examples, into: &states)
    #expect(count == min(examples.count, 128))
    #expect(try #require(states[0].dead) >= 2.0 / 6 && states[0].saturated == nil)
    #expect(try #require(states[1].saturated) >= 0.25 && states[1].dead == 0)
    #expect(states[2].dead == nil && states[2].saturated == nil)
    #expect(states[0].outputs.range.lowerBound == 0 && states[1].outputs.range.lowerBound < 0)
    #expect(states.map { $0.outputs.counts.reduce(0, +) } == [6, 4, 3].map { $0 * count })
  }

  @Test("Every kind of layer with weights is measured", arguments: GraphCases.allCases)
  func everyGraph(_ graph: GraphCases) {
    let architecture = graph.architecture()
    let network = Network(architecture, optimizer: .adam, seed: 1, capacity: 8)
    let examples = Fixtures.examples(architecture)
    let probe = LayerProbe(network)
    let outcome = step(network, on: examples)
    var states = probe.states(isSound: outcome.steps == 1)
    let rows = probe.measureOutputs(of: examples, into: &states)
    #expect(rows > 0 && states.reduce(0) { $0 + $1.parameters } == architecture.parameterCount)
    #expect(states.allSatisfy { $0.weightNorm.isFinite && !$0.outputs.counts.isEmpty })
  }

  @Test("A histogram reaches as far as most values do, and loses none")
  func histogram() {
    func of(_ values: [Float]) -> Histogram {
      Histogram { body in values.withUnsafeBufferPointer { body($0) } }
    }
    let even = of((0..<240).map { Float($0) / 100 })
    #expect(even.range.lowerBound == 0 && even.counts.reduce(0, +) == 240)
    #expect(even.counts.allSatisfy { (9...11).contains($0) } && even.bins(8).allSatisfy { (28...32).contains($0) })
    let signed = of([-1, 1])
    #expect(signed.range == -1...1 && signed.counts.first == 1 && signed.counts.last == 1)
    // One value far out does not push the others into one bin.
    let far = of([Float](repeating: 1, count: 999) + [1000])
    #expect(far.range.upperBound < 200 && far.counts.last == 1)
    let nothing = of([0, 0, .nan])
    #expect(nothing.range == 0...0 && nothing.counts.reduce(0, +) == 2)
  }
}
