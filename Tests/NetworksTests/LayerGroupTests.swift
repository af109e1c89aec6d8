import AllocationCounter
import Testing

@testable import Networks

@Suite("Layers that learn by themselves")
struct LayerGroupTests {
  private static let layers: [LayerSpec] = [
    .dense(units: 7), .batchNorm, .activation(.relu), .dense(units: 5), .layerNorm, .activation(.tanh),
    .dense(units: 3),
  ]
  private let architecture = Architecture(inputs: 4, layers: layers, loss: .mse)
  private var examples: Examples { Fixtures.examples(architecture) }
  /// Of each group: weights, biases, γ and β.
  private static let counts = [4 * 7 + 7 + 14, 7 * 5 + 5 + 10, 5 * 3 + 3]

  private static func settings(freeze: Int = 0, decay: Float = 1) -> Hyperparameters {
    var settings = Hyperparameters(learningRate: 0.01, weightDecay: 0.1, l1: 0.01, clipNorm: 1, batchSize: 3)
    (settings.frozenLayers, settings.layerDecay) = (freeze, decay)
    return settings
  }

  /// How many groups keep all their weights through an epoch.
  private func kept(_ network: Network, _ settings: Hyperparameters) -> [Bool] {
    let before = network.checkpoint().parameters
    train(network, on: examples, settings, epochs: 1)
    let after = network.checkpoint().parameters
    var place = 0
    return Self.counts.map { count in
      defer { place += count }
      return before[place..<place + count] == after[place..<place + count]
    }
  }

  @Test(
    "A normalization belongs to the layer before it, and the groups are all that is learnt",
    arguments: GraphCases.allCases)
  func groups(graph: GraphCases) {
    let network = Fixtures.network(architecture)
    #expect(network.layerGroups.count == 3 && architecture.layerGroupCount == 3)
    let other = Fixtures.network(graph.architecture())
    #expect(other.layerGroups.count == other.architecture.layerGroupCount)
    #expect(
      other.layerGroups.first?.lowerBound == 0 && other.layerGroups.last?.upperBound == other.store.gradient.count)
    #expect(zip(other.layerGroups, other.layerGroups.dropFirst()).allSatisfy { $0.upperBound == $1.lowerBound })
  }

  @Test(
    "The first layers keep their weights, whatever decays, and the last one never does", arguments: Optimizer.allCases)
  func freezing(optimizer: Optimizer) {
    let network = Fixtures.network(architecture, optimizer: optimizer)
    for (freeze, expected) in [(0, 0), (1, 1), (2, 2), (64, 2), (0, 0)] {
      #expect(kept(network, Self.settings(freeze: freeze)) == (0..<3).map { $0 < expected })
    }
  }

  @Test("One rate for all is one rate for all, moved together or layer by layer", arguments: Optimizer.allCases)
  func together(optimizer: Optimizer) {
    let (plain, grouped) = (
      Fixtures.network(architecture, optimizer: optimizer), Fixtures.network(architecture, optimizer: optimizer)
    )
    grouped.groupSteps = [0, 0, 0]
    for network in [plain, grouped] { train(network, on: examples, Self.settings(), epochs: 3) }
    #expect(plain.weightsHash() == grouped.weightsHash() && plain.checkpoint().moments == grouped.checkpoint().moments)
  }

  @Test("A checkpoint goes on to the same bits, with layers that stood still before it", arguments: Optimizer.allCases)
  func checkpoints(optimizer: Optimizer) {
    let network = Fixtures.network(architecture, optimizer: optimizer)
    train(network, on: examples, Self.settings(freeze: 1), epochs: 2)
    let middle = network.checkpoint()
    #expect(middle.groupSteps == [0, 6, 6])
    let other = Fixtures.network(architecture, optimizer: optimizer)
    other.restore(middle)
    for one in [network, other] { train(one, on: examples, Self.settings(decay: 0.5), epochs: 2) }
    #expect(other.checkpoint() == network.checkpoint())
    // Who has never stood still counts no steps apart.
    let plain = Fixtures.network(architecture, optimizer: optimizer)
    train(plain, on: examples, Self.settings(decay: 0.5), epochs: 1)
    #expect(plain.checkpoint().groupSteps == nil)
  }

  @Test("A step allocates nothing", .enabled(if: allocation_counter_works()))
  func allocation() {
    let network = Fixtures.network(architecture, optimizer: .adam)
    let examples = examples
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 8) { losses in
      let settings = Self.settings(freeze: 1, decay: 0.5)
      _ = network.train(on: examples, hyperparameters: settings, limit: 8, losses: losses)
      let before = allocation_count()
      for _ in 0..<5 { _ = network.train(on: examples, hyperparameters: settings, limit: 8, losses: losses) }
      #expect(allocation_count() == before)
    }
  }
}
