import Tensors

/// A network that only predicts: it has no gradients, no moments and no memory of a training pass.
package final class InferenceNetwork {
  let store: ParameterStore
  private let inference: Inference

  package init(_ weights: NetworkWeights) {
    store = ParameterStore(weights.architecture, optimizer: nil)
    store.load(weights.parameters, into: store.parameters)
    store.loadStatistics(weights.statistics)
    inference = Inference(weights.architecture, store)
  }

  /// What comes out of the last layer, `[n, outputs]`; class probabilities if the loss is cross-entropy.
  package func predict(_ inputs: Matrix) -> Matrix { inference.predict(inputs) }
}

/// How a network predicts, rows in chunks of a fixed size: the batch size of training does not show.
struct Inference {
  let plan: Plan
  private let architecture: Architecture
  private let outputs: Int
  /// Rows that are taken at a time: fewer of large images.
  private let rows: Int

  private static let largestRows = 128
  /// Floats that the values of all nodes may then take.
  private static let floats = 1 << 24

  init(_ architecture: Architecture, _ store: ParameterStore) {
    self.architecture = architecture
    outputs = architecture.outputs
    let graph = Graph(architecture, isTraining: false)
    let floatsPerRow = graph.nodes.reduce(0) { $0 + Block.padded($1.columns) }
    rows = min(max(Self.floats / floatsPerRow, 1), Self.largestRows)
    plan = Plan(graph, store: store, capacity: rows, isTraining: false)
  }

  /// What comes out of the last layer, `[n, outputs]`; class probabilities if the loss is cross-entropy.
  func predict(_ inputs: Matrix) -> Matrix {
    precondition(
      inputs.columns == architecture.inputs, "inputs of \(inputs.columns) columns, network of \(architecture.inputs)")
    var values: [Float] = []
    values.reserveCapacity(inputs.rows * outputs)
    let isClassifier = architecture.loss == .crossEntropy
    forEachChunk(of: inputs.rows) { first, rows in
      plan.input.load(inputs, first: first, count: rows)
      forward(rows)
      if isClassifier { Kernels.apply(.softmax, to: plan.output, into: plan.outputGradient, rows: rows) }
      (isClassifier ? plan.outputGradient : plan.output).append(rows: rows, to: &values)
    }
    return Matrix(rows: inputs.rows, columns: outputs, values: values)
  }

  /// From the input that lies in the plan to its output. Nothing is drawn at random, as dropout falls away.
  func forward(_ rows: Int) { plan.forward(Pass(rows: rows, firstRow: 0, seed: 0, step: 0, dropout: 0)) }

  func forEachChunk(of count: Int, _ body: (_ first: Int, _ rows: Int) -> Void) {
    var first = 0
    while first < count {
      let chunk = min(rows, count - first)
      body(first, chunk)
      first += chunk
    }
  }
}
