import Tensors

/// Weights, optimizer state and the place in the data: what one trainer owns and advances.
package final class Network {
  package let architecture: Architecture
  /// Whether any unit does more than sums.
  let hasNonlinearity: Bool
  package let optimizer: Optimizer
  package let seed: UInt64
  /// Optimizer steps completed since the beginning.
  package internal(set) var step = 0
  /// Epochs completed.
  package internal(set) var epoch = 0
  /// Examples of this epoch's permutation already used.
  package internal(set) var cursor = 0

  let multiplyAddsPerExample: Int
  /// Values of the last node.
  let outputs: Int
  let graph: Graph
  let store: ParameterStore
  let tinyChain: TinyChain?
  /// A step leaves its gradient in memory: the kernel that takes steps of one example each does not.
  var keepsGradient = false
  /// Whether the last step left its gradient in memory.
  var hasGradient = false
  /// Where the parameters of layers lie that can be moved by themselves.
  let layerGroups: [Range<Int>]
  /// How often each of them was moved; nil where all were in every step.
  var groupSteps: [Int]?
  var plan: Plan
  let ownInference: Inference
  /// Nil where the weights themselves are judged.
  var averaged: AveragedWeights?
  /// The permutation of `orderEpoch`; refilled in place.
  var order: [Int32] = []
  var orderEpoch = -1
  /// The labels of the batch.
  var labels: [Int32]
  /// Where the windows of the batch start.
  var starts: [Int32]

  /// Rows that go through the network at once in training: memory does not grow with the batch beyond it.
  static let largestPass = 512

  /// Makes all buffers, for batches of `capacity` examples, and draws the first weights from `seed`.
  package init(_ architecture: Architecture, optimizer: Optimizer, seed: UInt64, capacity: Int) {
    precondition(architecture.inputs > 0 && !architecture.nodes.isEmpty, "a network without inputs or layers")
    self.architecture = architecture
    hasNonlinearity = architecture.nodes.contains { $0.layer.isNonlinear }
    self.optimizer = optimizer
    self.seed = seed
    multiplyAddsPerExample = architecture.multiplyAddsPerExample
    outputs = architecture.outputs
    graph = Graph(architecture)
    store = ParameterStore(architecture, optimizer: optimizer)
    store.initialize(architecture, seed: seed)
    tinyChain = store.tinyChain(graph)
    layerGroups = store.layerGroups(of: architecture)
    plan = Plan(
      graph, store: store, capacity: min(max(capacity, 1), Self.largestPass), isTraining: true)
    ownInference = Inference(architecture, store)
    labels = [Int32](repeating: 0, count: Self.largestPass)
    starts = labels
  }

  /// Whether every weight is a number.
  package var parametersAreFinite: Bool {
    Kernels.largestMagnitude(of: store.parameters).isFinite
  }

  /// The norm of the last step's gradient, before clipping; nil where that step left none.
  package var gradientNorm: Double? {
    hasGradient ? Kernels.sumOfSquares(of: store.gradient).squareRoot() : nil
  }

  /// That of several networks together; nil where there are none, or one's last step left none.
  package static func gradientNorm(of networks: [Network]) -> Double? {
    var sum = 0.0
    for network in networks {
      guard let norm = network.gradientNorm else { return nil }
      sum += norm * norm
    }
    return networks.isEmpty ? nil : sum.squareRoot()
  }

  /// A hash of the bits of weights, running statistics and the weights' average, if any: equal for bit-identical networks.
  package func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    store.flat(store.parameters).withUnsafeBufferPointer { bitHash($0, into: &hash) }
    store.flatStatistics.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    if let average = averaged?.store {
      average.flat(average.parameters).withUnsafeBufferPointer { bitHash($0, into: &hash) }
    }
    return hash
  }
}
