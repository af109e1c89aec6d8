import Tensors
import Testing

@testable import Networks

@Suite("Looking into a network")
struct NetworkLensTests {
  private let architecture = Architecture(
    inputs: 36,
    layers: [
      .reshape(Shape(height: 6, width: 6, channels: 1)), .convolution(channels: 5, .image(kernel: 3, padding: 1)),
      .activation(.relu), .pool(.largest, .image(kernel: 2, stride: 2)), .dropout,
      .convolution(channels: 20, .image(kernel: 3)), .activation(.tanh), .dense(units: 3),
    ], loss: .crossEntropy)

  private let input = (0..<36).map { Float(($0 * 7) % 11) / 11 - 0.4 }

  private func network() -> Network { Network(architecture, optimizer: .adam, seed: 8, capacity: 4) }

  /// A convolution of one channel written for clarity alone.
  private func convolved(_ parameters: [Float]) -> [Float] {
    var values: [Float] = []
    for y in 0..<6 {
      for x in 0..<6 {
        for unit in 0..<5 {
          var sum = parameters[9 * 5 + unit]
          for (row, line) in (y - 1...y + 1).enumerated() where (0..<6).contains(line) {
            for (column, place) in (x - 1...x + 1).enumerated() where (0..<6).contains(place) {
              sum += input[line * 6 + place] * parameters[(row * 3 + column) * 5 + unit]
            }
          }
          values.append(max(sum, 0))
        }
      }
    }
    return values
  }

  @Test("Layers have their names and shapes; what changes no number has none")
  func layers() {
    let lens = NetworkLens(network())
    #expect(lens.layers.map(\.name) == ["Conv 5 3×3 relu", "MaxPool 2×2", "Conv 20 3×3 tanh"])
    #expect(lens.layers.map(\.shape.count) == [180, 45, 20])
  }

  @Test("What comes out of a layer is what it computes, with the weights of the moment")
  func values() throws {
    let network = network()
    let lens = NetworkLens(network)
    for _ in 0..<2 {
      let parameters = network.checkpoint().parameters
      let expected = convolved(parameters)
      let seen = lens.values(of: input, at: 0)
      #expect(zip(seen, expected).allSatisfy { ($0 - $1).magnitude < 1e-5 } && seen.count == expected.count)
      for (place, value) in lens.values(of: input, at: 1).enumerated() {
        let (y, x, unit) = (place / 15 * 2, place / 5 % 3 * 2, place % 5)
        let window = [(y, x), (y, x + 1), (y + 1, x), (y + 1, x + 1)].map { expected[($0.0 * 6 + $0.1) * 5 + unit] }
        #expect((value - (window.max() ?? 0)).magnitude < 1e-5)
      }
      // The last dense layer makes the prediction of what the last visible layer hands it.
      let last = lens.values(of: input, at: 2)
      let dense = Array(parameters.suffix(20 * 3 + 3))
      let logits = (0..<3).map { unit in
        last.enumerated().reduce(dense[60 + unit]) { $0 + $1.element * dense[$1.offset * 3 + unit] }
      }
      let predicted = network.predict(Matrix(rows: 1, columns: 36, values: input)).values
      #expect(predicted.firstIndex(of: predicted.max() ?? 0) == logits.firstIndex(of: logits.max() ?? 0))
      train(network)
    }
  }

  private func train(_ network: Network) {
    let inputs = Matrix(rows: 8, columns: 36, values: (0..<288).map { Float(($0 * 13) % 29) / 29 })
    let examples = Examples(inputs: inputs, labels: [0, 1, 2, 0, 1, 2, 0, 1], classCount: 3)
    let losses = UnsafeMutableBufferPointer<Float>.allocate(capacity: 64)
    defer { losses.deallocate() }
    var live = Hyperparameters()
    live.learningRate = 0.05
    live.batchSize = 4
    for _ in 0..<4 { _ = network.train(on: examples, hyperparameters: live, limit: 8, losses: losses) }
  }

  @Test("Filters are the weights of the first layer, filter after filter")
  func filters() throws {
    let network = network()
    let filters = try #require(NetworkLens(network).filters(limit: 4))
    let parameters = network.checkpoint().parameters
    #expect(filters.name == "Conv 5 3×3" && filters.window == Shape(height: 3, width: 3, channels: 1))
    #expect(filters.weights == (0..<4).flatMap { unit in (0..<9).map { parameters[$0 * 5 + unit] } })
    let dense = Network(
      Architecture(inputs: 4, layers: [.dense(units: 2), .activation(.relu), .dense(units: 1)], loss: .mse),
      optimizer: .sgd, seed: 1, capacity: 1)
    let columns = try #require(NetworkLens(dense).filters(limit: 8))
    let weights = dense.checkpoint().parameters
    #expect(columns.window.count == 4)
    #expect(columns.weights == (0..<2).flatMap { unit in (0..<4).map { weights[$0 * 2 + unit] } })
  }

  @Test("Looking changes no bit of what is learnt")
  func changesNothing() {
    let (watched, alone) = (network(), network())
    let lens = NetworkLens(watched)
    for _ in 0..<3 {
      for layer in lens.layers.indices { _ = lens.values(of: input, at: layer) }
      _ = lens.filters(limit: 64)
      train(watched)
      train(alone)
    }
    #expect(watched.weightsHash() == alone.weightsHash())
  }

  @Test("Of a graph only layers that read all before them can be looked at")
  func graph() {
    var graph = GraphBuilder(inputs: 4)
    let first = graph.add(.dense(units: 4), graph.input)
    let second = graph.add(.dense(units: 4), graph.input)
    graph.add(.dense(units: 2), graph.add(.add, first, second))
    let lens = NetworkLens(Network(graph.architecture(loss: .mse), optimizer: .sgd, seed: 3, capacity: 1))
    #expect(lens.layers.map(\.name) == ["Dense 4", "Add"])
    #expect(lens.values(of: [1, 2, 3, 4], at: 1).count == 4)
  }
}
