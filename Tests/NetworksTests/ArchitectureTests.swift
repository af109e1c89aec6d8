import Foundation
import Networks
import Testing

@Suite("Architectures")
struct ArchitectureDescriptionTests {
  private let architecture = Architecture(
    inputs: 10,
    layers: [
      .dense(units: 64), .activation(.relu), .dropout, .dense(units: 32), .activation(.linear), .dense(units: 1),
    ],
    loss: .huber(delta: 2), initializer: .he)

  @Test("The summary names layers as a user would")
  func summary() {
    #expect(architecture.summary == "Dense 64 relu → Dropout → Dense 32 → Dense 1")
    #expect(architecture.outputs == 1)
    #expect(architecture.parameterCount == 11 * 64 + 65 * 32 + 33)
    #expect(architecture.multiplyAddsPerExample == 2 * 640 + 3 * (2048 + 32))
  }

  @Test("An architecture survives a journal")
  func coding() throws {
    let data = try JSONEncoder().encode(architecture)
    #expect(try JSONDecoder().decode(Architecture.self, from: data) == architecture)
  }

  @Test("A graph survives a journal, and counts its weights where they are used")
  func graph() throws {
    for graph in GraphCases.allCases {
      let architecture = graph.architecture()
      let data = try JSONEncoder().encode(architecture)
      #expect(try JSONDecoder().decode(Architecture.self, from: data) == architecture)
      let network = Network(architecture, optimizer: .adam, seed: 4, capacity: 1)
      #expect(network.checkpoint().parameters.count == architecture.parameterCount)
      #expect(architecture.outputs == network.predict(Fixtures.examples(architecture).inputs).columns)
    }
    let twins = GraphCases.twins.architecture()
    #expect(!twins.isChain && GraphCases.convolution.architecture().isChain)
    #expect(twins.parameterCount == 7 * 6 + 7 * 3)
    #expect(twins.multiplyAddsPerExample == 2 * 36 + 3 * 36 + 3 * 36 + 3 * 18)
    #expect(
      twins.summary
        == "Dense 6 tanh → Dense 6 sin → Dense 6 → Subtract of 5, 3 → Dense 3")
    let tied = GraphCases.tiedConvolution.architecture()
    #expect(tied.parameterCount == 7 * 10 + 4 * 4 + 33 * 3 + 13 * 3)
    #expect(tied.multiplyAddsPerExample == 2 * 60 + 3 * (8 + 3) * 12 + 3 * (96 + 36))
  }

  @Test("A chain is a graph in which each layer reads the one before it")
  func chain() {
    #expect(architecture.isChain && architecture.nodes.map(\.inputs) == (0..<6).map { [$0] })
    var longer = architecture
    longer.layers += [.activation(.tanh), .dense(units: 2)]
    #expect(longer.layers.count == 8 && longer.isChain && longer.outputs == 2)
  }

  @Test(
    "Windows of a pool that rounds up begin inside the image",
    arguments: [(10, 4, 4, 0, 3), (8, 4, 4, 0, 2), (7, 3, 2, 1, 4), (5, 1, 3, 0, 2), (4, 2, 3, 1, 2), (3, 5, 5, 0, 1)])
  func roundingUp(_ width: Int, _ kernel: Int, _ stride: Int, _ padding: Int, _ expected: Int) {
    let sliding = Sliding.signal(kernel: kernel, stride: stride, padding: padding, rounding: .up)
    #expect(sliding.output(on: Shape(width: width, channels: 3), channels: 3) == Shape(width: expected, channels: 3))
  }

  @Test("First weights fill their range evenly and biases are zero", arguments: [Initializer.glorot, .he])
  func initialization(_ initializer: Initializer) {
    let architecture = Architecture(
      inputs: 50, layers: [.dense(units: 40)], loss: .mse, initializer: initializer)
    let parameters = Network(architecture, optimizer: .sgd, seed: 4, capacity: 1).checkpoint().parameters
    let weights = parameters.prefix(2000)
    let limit = (6 / Float(initializer == .he ? 50 : 90)).squareRoot()
    #expect(weights.allSatisfy { abs($0) <= limit })
    let variance = weights.reduce(0) { $0 + $1 * $1 } / 2000
    #expect(abs(variance / (limit * limit / 3) - 1) < 0.1)
    #expect(abs(weights.reduce(0, +) / 2000) < 0.1 * limit)
    #expect(parameters.suffix(40).allSatisfy { $0 == 0 })
  }

  @Test("Weights may begin at zero")
  func zeros() {
    let architecture = Architecture(inputs: 50, layers: [.dense(units: 40)], loss: .mse, initializer: .zero)
    let network = Network(architecture, optimizer: .sgd, seed: 4, capacity: 1)
    #expect(network.checkpoint().parameters.allSatisfy { $0 == 0 })
  }
}
