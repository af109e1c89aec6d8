import Tensors
import Testing

@testable import Networks

@Suite("What inference joins")
struct FoldingTests {
  /// Normalizations behind convolutions, sums of two convolutions and of one with its own input, rectifiers behind both.
  private static var architecture: Architecture {
    var graph = GraphBuilder(inputs: 6 * 5 * 3)
    let image = graph.add(.reshape(Shape(height: 6, width: 5, channels: 3)), graph.input)
    func normalized(_ place: GraphBuilder.Place, _ channels: Int, kernel: Int) -> GraphBuilder.Place {
      let product = graph.add(
        .convolution(channels: channels, .image(kernel: kernel, padding: kernel / 2)), place, hasBias: kernel > 1)
      return graph.add(.batchNorm, product)
    }
    let first = graph.add(.activation(.relu), normalized(image, 20, kernel: 3))
    let second = graph.add(.activation(.leakyRelu), graph.add(.add, normalized(first, 20, kernel: 3), first))
    let aside = normalized(second, 70, kernel: 1)
    let last = graph.add(.activation(.relu), graph.add(.add, normalized(second, 70, kernel: 3), aside))
    graph.add(.dense(units: 4), graph.add(.globalAverage, last))
    return graph.architecture(loss: .crossEntropy)
  }

  private static let data = Examples(
    inputs: Matrix(rows: 12, columns: 90, values: Fixtures.wave(12 * 90, phase: 0.4)),
    labels: (0..<12).map { Int32($0 % 4) }, classCount: 4)

  @Test("Logits are those of each layer by itself")
  func joined() {
    let network = Network(Self.architecture, optimizer: .adam, seed: 5, capacity: 12)
    train(network, on: Self.data, Hyperparameters(batchSize: 5), epochs: 3)
    let graphs = [true, false].map { Graph(Self.architecture, isTraining: $0) }
    #expect(graphs[1].nodes.count == graphs[0].nodes.count - 8)
    let logits = graphs.map { graph -> [Float] in
      let plan = Plan(graph, store: network.store, capacity: 12, isTraining: false)
      plan.input.load(Self.data.inputs, first: 0, count: 12)
      plan.forward(Pass(rows: 12, firstRow: 0, seed: 0, step: 0, dropout: 0))
      var values: [Float] = []
      plan.output.append(rows: 12, to: &values)
      return values
    }
    #expect(relativeError(logits[1], logits[0]) < 1e-5)
  }

  @Test("Forecasts follow the weights wherever those come from")
  func follows() {
    let network = Network(Self.architecture, optimizer: .adam, seed: 5, capacity: 12)
    var seen = [network.predict(Self.data.inputs).values]
    let start = network.checkpoint()
    train(network, on: Self.data, Hyperparameters(batchSize: 5), epochs: 1)
    seen.append(network.predict(Self.data.inputs).values)
    train(network, on: Self.data, Hyperparameters(batchSize: 5), epochs: 1)
    seen.append(network.predict(Self.data.inputs).values)
    #expect(Set(seen).count == 3)
    let twin = Network(Self.architecture, optimizer: .adam, seed: 5, capacity: 12)
    _ = twin.predict(Self.data.inputs)
    twin.restore(network.checkpoint())
    #expect(twin.predict(Self.data.inputs).values == seen[2])
    network.restore(start)
    #expect(network.predict(Self.data.inputs).values == seen[0])
  }
}
