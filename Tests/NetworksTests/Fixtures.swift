import Foundation
import Networks
import Tensors

/// What PyTorch and scikit-learn computed; see Fixtures/make-fixtures.py.
enum Fixtures {
  struct Gradients: Decodable {
    struct Case: Decodable {
      let activation: Activation
      let loss: String
      let output: [Float]
      let value: Float
      let gradient: [Float]
    }
    let widths: [Int]
    let cases: [Case]
  }

  struct Descents: Decodable {
    struct Case: Decodable {
      let activation: Activation
      let loss: String
      let optimizer: Optimizer
      let clip, l1: Float
      let losses: [Float]
      let parameters: [Float]
    }
    let widths: [Int]
    let cases: [Case]
  }

  struct GraphOutcome: Decodable {
    let graph: GraphCases
    let output: [Float]
    let value: Float
    let gradient: [Float]
    /// Of graphs with normalizations: the running statistics after the step.
    let statistics: [Float]?
    let inference: Inference?

    struct Inference: Decodable {
      let output: [Float]
      let value: Float
    }
  }

  struct Recurrences: Decodable {
    let losses, parameters: [Float]
  }

  struct Average: Decodable {
    let optimizer: Optimizer
    let parameters, average, output: [Float]
    let value: Float
  }

  struct Groups: Decodable {
    let optimizer: Optimizer
    let clip: Float
    let losses, parameters: [Float]
  }

  struct Schedules: Decodable {
    let step, cosine, warmUp, losses, plateau: [Float]
    let oneCycle, lateCycle, earlyCycle, restarts, tripledRestarts, evenRestarts: [Float]
  }

  struct Scores: Decodable {
    let actual, predicted: [Int32]
    let confusion: [Int]
    let accuracy, precision, recall, f1: Double
    let classes: [Class]

    struct Class: Decodable {
      let precision, recall, f1: Double
      let count: Int
    }
  }

  static func load<Value: Decodable>(_ name: String, as type: Value.Type = Value.self) throws -> Value {
    let url = Bundle.module.bundleURL.appending(path: "Fixtures/\(name).json")
    return try JSONDecoder().decode(type, from: Data(contentsOf: url))
  }

  static let rows = 8

  /// The script's `wave`.
  static func wave(_ count: Int, phase: Double) -> [Float] {
    (0..<count).map { Float(sin(12.9898 * Double($0 + 1) + phase)) }
  }

  static func loss(_ name: String) -> Loss {
    switch name {
    case "mse": .mse
    case "mae": .mae
    case "huber": .huber(delta: 0.5)
    default: .crossEntropy
    }
  }

  static func architecture(_ widths: [Int], _ activation: Activation, _ loss: Loss) -> Architecture {
    var layers: [LayerSpec] = []
    for units in widths.dropFirst() {
      if !layers.isEmpty { layers.append(.activation(activation)) }
      layers.append(.dense(units: units))
    }
    return Architecture(inputs: widths[0], layers: layers, loss: loss)
  }

  /// A network with the script's weights.
  static func network(
    _ architecture: Architecture, optimizer: Optimizer = .sgd, seed: UInt64 = 1
  ) -> Network {
    let network = Network(architecture, optimizer: optimizer, seed: seed, capacity: rows)
    var checkpoint = network.checkpoint()
    checkpoint.parameters = wave(architecture.parameterCount, phase: 0.5).map { Float(0.6 * Double($0)) }
    checkpoint.statistics = statistics(architecture)
    network.restore(checkpoint)
    return network
  }

  /// The script's first running means and variances.
  static func statistics(_ architecture: Architecture) -> [Float] {
    var values: [Float] = []
    for (shape, node) in zip(architecture.shapes, architecture.nodes)
    where node.layer == .batchNorm && node.weightsOf == nil {
      let own = wave(values.count + 2 * shape.channels, phase: 3.5).dropFirst(values.count)
      values += own.prefix(shape.channels).map { 0.3 * $0 } + own.suffix(shape.channels).map { 1 + 0.4 * $0 }
    }
    return values
  }

  /// The places of frozen normalizations' γ and β among all parameters.
  static func frozenParameters(_ architecture: Architecture) -> Set<Int> {
    var (frozen, next): (Set<Int>, Int) = ([], 0)
    for (number, node) in architecture.nodes.enumerated() where node.layer.learns && node.weightsOf == nil {
      var prefix = architecture
      prefix.nodes.removeLast(architecture.nodes.count - number - 1)
      if node.isFrozen { frozen.formUnion(next..<prefix.parameterCount) }
      next = prefix.parameterCount
    }
    return frozen
  }

  static func examples(_ architecture: Architecture) -> Examples {
    let inputs = Matrix(
      rows: rows, columns: architecture.inputs,
      values: wave(rows * architecture.inputs, phase: 1.5).map { Float(1.5 * Double($0)) })
    if architecture.loss == .crossEntropy {
      let classes = Int32(architecture.outputs)
      return Examples(inputs: inputs, labels: (0..<Int32(rows)).map { $0 % classes }, classCount: Int(classes))
    }
    return Examples(
      inputs: inputs,
      targets: Matrix(
        rows: rows, columns: architecture.outputs, values: wave(rows * architecture.outputs, phase: 2.5)))
  }
}

/// The largest difference over the largest magnitude.
func relativeError(_ values: [Float], _ exact: [Float]) -> Float {
  guard values.count == exact.count else { return .infinity }
  let worst = zip(values, exact).reduce(Float(0)) { $1.0.isNaN ? .infinity : max($0, abs($1.0 - $1.1)) }
  return worst / exact.reduce(1e-6) { max($0, abs($1)) }
}

/// Runs whole epochs; returns every step's loss.
@discardableResult
func train(
  _ network: Network, on examples: Examples, _ hyperparameters: Hyperparameters, epochs: Int, limit: Int = 64
) -> [Float] {
  var all: [Float] = []
  let end = network.epoch + epochs
  withUnsafeTemporaryAllocation(of: Float.self, capacity: limit) { losses in
    while network.epoch < end {
      let outcome = network.train(on: examples, hyperparameters: hyperparameters, limit: limit, losses: losses)
      all += losses.prefix(outcome.steps)
      if outcome.divergedAtStep != nil { break }
    }
  }
  return all
}
