import AllocationCounter
import Tensors
import Testing

@testable import Networks

@Suite("Normalization and frozen layers")
struct NormalizationTests {
  private static let layers: [LayerSpec] = [.dense(units: 5), .batchNorm, .activation(.relu), .dense(units: 2)]

  private func examples(_ rows: Int, inputs: Int = 3, outputs: Int = 2) -> Examples {
    Examples(
      inputs: Matrix(rows: rows, columns: inputs, values: Fixtures.wave(rows * inputs, phase: 1)),
      targets: Matrix(rows: rows, columns: outputs, values: Fixtures.wave(rows * outputs, phase: 2)))
  }

  private func network(_ layers: [LayerSpec] = layers) -> Network {
    Network(Architecture(inputs: 3, layers: layers, loss: .mse), optimizer: .adam, seed: 5, capacity: 8)
  }

  @Test("A normalization begins as the identity in inference, and counts γ and β alone as parameters")
  func beginning() {
    let network = network()
    #expect(network.architecture.parameterCount == 4 * 5 + 2 * 5 + 6 * 2)
    #expect(network.checkpoint().statistics == [0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
    #expect(Array(network.checkpoint().parameters[20..<30]) == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    let plain = Network(
      Architecture(inputs: 3, layers: Self.layers.filter { $0 != .batchNorm }, loss: .mse), optimizer: .adam, seed: 5,
      capacity: 8)
    var checkpoint = plain.checkpoint()
    checkpoint.parameters = network.checkpoint().parameters
    checkpoint.parameters.removeSubrange(20..<30)
    plain.restore(checkpoint)
    let inputs = examples(9).inputs
    #expect(relativeError(network.predict(inputs).values, plain.predict(inputs).values) < 1e-4)
  }

  @Test("A step that diverges leaves the running statistics as they were")
  func divergence() {
    var inputs = examples(8).inputs
    inputs[3, 1] = .nan
    let network = network()
    let before = network.checkpoint()
    train(
      network, on: Examples(inputs: inputs, targets: Matrix(rows: 8, columns: 2)), Hyperparameters(batchSize: 8),
      epochs: 1)
    #expect(network.step == 0)
    #expect(network.checkpoint() == before)
  }

  @Test("The statistics of a batch of several passes are those of its passes, one after another")
  func passes() {
    let data = examples(600)
    let whole = network()
    train(whole, on: data, Hyperparameters(learningRate: 0, batchSize: 0), epochs: 1)
    let pieces = network()
    // The same permutation, 512 examples and then 88.
    train(pieces, on: data, Hyperparameters(learningRate: 0, batchSize: 512), epochs: 1)
    #expect(pieces.step == 2 && whole.step == 1)
    #expect(relativeError(whole.checkpoint().statistics, pieces.checkpoint().statistics) < 1e-6)
  }

  @Test("A single value of a channel teaches no variance and stays a number")
  func singleValue() {
    let network = network()
    train(network, on: examples(9), Hyperparameters(batchSize: 8), epochs: 3)
    let before = network.checkpoint().statistics
    train(network, on: examples(1), Hyperparameters(batchSize: 1), epochs: 1)
    #expect(network.checkpoint().statistics == before && network.parametersAreFinite)
  }

  @Test("A hash tells networks apart whose running statistics alone differ")
  func hash() {
    let network = network()
    let before = network.weightsHash()
    var checkpoint = network.checkpoint()
    checkpoint.statistics[3] += 0.5
    network.restore(checkpoint)
    #expect(network.weightsHash() != before)
  }

  @Test("A wider network takes over weights and statistics of the channels that it has had")
  func transplant() {
    let old = network()
    train(old, on: examples(64), Hyperparameters(batchSize: 8), epochs: 2)
    let wider = network([.dense(units: 7), .batchNorm, .activation(.relu), .dense(units: 2)])
    #expect(wider.transplant(from: old.checkpoint()) == 4 * 5 + 2 * 5 + 6 * 2)
    let (there, here) = (old.checkpoint().statistics, wider.checkpoint().statistics)
    #expect(Array(here[..<5]) == Array(there[..<5]) && Array(here[7..<12]) == Array(there[5...]))
    #expect(here[5] == 0 && here[12] == 1)
    let inputs = examples(9).inputs
    #expect(relativeError(wider.predict(inputs).values, old.predict(inputs).values) < 1e-6)
  }

  @Test("A network that is normalized otherwise takes over all other weights, layer by layer")
  func renormalized() {
    func layers(_ normalization: [LayerSpec]) -> [LayerSpec] {
      [5, 4].flatMap { [.dense(units: $0)] + normalization + [.activation(.relu)] } + [.dense(units: 2)]
    }
    let kinds: [[LayerSpec]] = [[], [.batchNorm], [.layerNorm]]
    for (from, to) in [(0, 1), (0, 2), (1, 0), (1, 2), (2, 1)] {
      let (old, new) = (network(layers(kinds[from])), network(layers(kinds[to])))
      train(old, on: examples(64), Hyperparameters(batchSize: 8), epochs: 2)
      #expect(new.transplant(from: old.checkpoint()) == 4 * 5 + 6 * 4 + 5 * 2)
      func dense(_ network: Network) -> [[Float]] {
        network.weights.slices.filter { $0.inputs > 1 }.map { $0.weight + $0.bias }
      }
      #expect(dense(new) == dense(old))
    }
  }

  @Test("Layer normalization has no statistics, and answers an example the same beside whatever others")
  func layerNormalization() {
    let network = network([.dense(units: 5), .layerNorm, .activation(.gelu), .dense(units: 2)])
    #expect(network.architecture.parameterCount == 4 * 5 + 2 * 5 + 6 * 2 && network.checkpoint().statistics.isEmpty)
    #expect(Array(network.checkpoint().parameters[20..<30]) == [1, 1, 1, 1, 1, 0, 0, 0, 0, 0])
    let inputs = examples(9).inputs
    #expect(network.trainingOutputs(inputs).values == network.predict(inputs).values)
    let alone = (0..<9).flatMap { network.predict(inputs.rows(at: $0..<$0 + 1)).values }
    #expect(alone == network.predict(inputs).values)
    train(network, on: examples(9), Hyperparameters(batchSize: 1), epochs: 3)
    #expect(network.parametersAreFinite && network.step == 27)
  }

  /// A frozen part, with dropout, and a part that learns on top of it.
  private func frozen(isFrozen: Bool = true) -> Architecture {
    let base = Architecture(
      inputs: 12,
      layers: [
        .reshape(Shape(height: 2, width: 3, channels: 2)), .convolution(channels: 4, .image(kernel: 2)), .batchNorm,
        .activation(.relu), .dropout, .dense(units: 3), .activation(.relu),
      ], loss: .mse)
    var graph = GraphBuilder(inputs: 12)
    let features = graph.add(base, on: graph.input, prefix: "base.", isFrozen: isFrozen)
    graph.add(.dense(units: 2), graph.add(.batchNorm, graph.add(.dense(units: 6), features)))
    return graph.architecture(loss: .mse)
  }

  @Test(
    "Frozen layers keep weights and statistics, whatever the optimizer and its decay", arguments: Optimizer.allCases)
  func freezing(_ optimizer: Optimizer) {
    let architecture = frozen()
    let network = Network(architecture, optimizer: optimizer, seed: 2, capacity: 8)
    let own = (8 + 1) * 4 + 2 * 4 + (8 + 1) * 3
    #expect(architecture.learntParameterCount == architecture.parameterCount - own)
    #expect(architecture.multiplyAddsPerExample < frozen(isFrozen: false).multiplyAddsPerExample)
    let before = network.checkpoint()
    train(
      network, on: examples(64, inputs: 12), Hyperparameters(weightDecay: 0.1, dropout: 0.3, batchSize: 8), epochs: 3)
    let after = network.checkpoint()
    #expect(after.parameters.prefix(own) == before.parameters.prefix(own))
    #expect(after.statistics.prefix(8) == before.statistics.prefix(8))
    #expect(zip(after.parameters, before.parameters).dropFirst(own).contains { $0 != $1 })
    #expect(after.statistics.dropFirst(8) != before.statistics.dropFirst(8))
    #expect(after.moments.allSatisfy { $0.count == architecture.learntParameterCount })

    let other = Network(architecture, optimizer: optimizer, seed: 2, capacity: 8)
    other.restore(after)
    #expect(other.checkpoint() == after && other.weightsHash() == network.weightsHash())
  }

  @Test("A step through frozen layers allocates nothing", .enabled(if: allocation_counter_works()))
  func allocation() {
    let network = Network(frozen(), optimizer: .adam, seed: 2, capacity: 8)
    let data = examples(64, inputs: 12)
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 8) { losses in
      let settings = Hyperparameters(dropout: 0.1, batchSize: 8)
      _ = network.train(on: data, hyperparameters: settings, limit: 8, losses: losses)
      let before = allocation_count()
      for _ in 0..<5 { _ = network.train(on: data, hyperparameters: settings, limit: 8, losses: losses) }
      #expect(allocation_count() == before)
    }
  }
}
