import Networks
import ReferenceNetwork
import Tensors
import Testing

@Suite("Backward passes")
struct CentralDifferenceTests {
  static let losses: [Loss] = [.mse, .mae, .huber(delta: 0.4), .crossEntropy]

  /// Narrow and wide layers, with dropout before, between and after, and layers that no pass is fused with.
  static func architectures(_ activation: Activation, _ loss: Loss) -> [Architecture] {
    [
      [.dense(units: 6), .activation(activation), .dense(units: 3)],
      [
        .dense(units: 18), .activation(activation), .dropout, .dense(units: 17), .activation(activation),
        .dense(units: 5),
      ],
      [.dropout, .dense(units: 5), .dropout, .activation(activation), .activation(.tanh), .dense(units: 2)],
      [.activation(activation), .dense(units: 4), .activation(activation)],
    ].map { Architecture(inputs: 4, layers: $0, loss: loss) }
  }

  @Test("The gradient agrees with central differences", arguments: Activation.allCases, losses)
  func gradient(of activation: Activation, with loss: Loss) {
    for architecture in Self.architectures(activation, loss) { expectCentralDifferences(architecture) }
  }

  @Test("Graphs: the gradient agrees with central differences", arguments: GraphCases.allCases, losses)
  func gradient(of graph: GraphCases, with loss: Loss) {
    expectCentralDifferences(graph.architecture(loss))
  }

  private func expectCentralDifferences(_ architecture: Architecture) {
    let network = Fixtures.network(architecture, seed: 11)
    let examples = Fixtures.examples(architecture)
    let reference = ReferenceNetwork(
      architecture, seed: 11, step: 0, dropout: 0.3, statistics: network.checkpoint().statistics)
    let (value, gradient) = network.gradient(on: examples, hyperparameters: Hyperparameters(dropout: 0.3))
    let parameters = network.checkpoint().parameters.map(Double.init)
    #expect(abs(Double(value) - reference.loss(parameters, examples)) < 1e-5 * max(1, Double(value)))
    // Every eleventh parameter of the large ones.
    let probes = Array(stride(from: 0, to: parameters.count, by: parameters.count > 200 ? 11 : 1))
    let frozen = Fixtures.frozenParameters(architecture)
    let differences = probes.map { index -> Float in
      guard !frozen.contains(index) else { return 0 }
      var (above, below) = (parameters, parameters)
      above[index] += 1e-6
      below[index] -= 1e-6
      return Float((reference.loss(above, examples) - reference.loss(below, examples)) / 2e-6)
    }
    #expect(relativeError(probes.map { gradient[$0] }, differences) < 2e-5, "\(architecture.summary)")
  }

  @Test("Cross-entropy stays exact for logits of any size")
  func largeLogits() {
    let architecture = Architecture(inputs: 1, layers: [.dense(units: 3)], loss: .crossEntropy)
    let network = Network(architecture, optimizer: .sgd, seed: 1, capacity: 1)
    var checkpoint = network.checkpoint()
    checkpoint.parameters = [1e4, -1e4, 0, 0, 0, 0]
    network.restore(checkpoint)
    let inputs = Matrix([[1]])
    for (label, loss) in [(0, Float(0)), (1, 2e4), (2, 1e4)] {
      let (value, gradient) = network.gradient(
        on: Examples(inputs: inputs, labels: [Int32(label)], classCount: 3), hyperparameters: Hyperparameters())
      #expect(abs(value - loss) <= 1e-3)
      #expect(gradient.prefix(3) == (label == 0 ? [0, 0, 0] : label == 1 ? [1, -1, 0] : [1, 0, -1]))
    }
    #expect(network.predict(inputs).values == [1, 0, 0])
  }
}
