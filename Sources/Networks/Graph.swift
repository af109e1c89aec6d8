import Tensors

/// What is computed from what: the architecture as nodes with explicit inputs, before any memory exists.
///
/// Nodes stand in an order in which every input precedes its reader; node 0 is the network's input. Today's
/// architectures are chains, but nothing here relies on it.
struct Graph {
  enum Operation {
    case input
    /// `index` counts the dense layers.
    case dense(index: Int, rectifier: Rectifier)
    case activation(Elementwise)
    /// `layer` numbers the layer in the architecture and so its random stream.
    case dropout(layer: Int)
  }

  struct Node {
    let operation: Operation
    let inputs: [Int]
    let columns: Int
  }

  private(set) var nodes: [Node]

  /// Builds the chain and joins each rectifier to the dense layer before it; a softmax before cross-entropy goes, since
  /// that loss contains it.
  init(_ architecture: Architecture) {
    nodes = [Node(operation: .input, inputs: [], columns: architecture.inputs)]
    var denseCount = 0
    for (position, layer) in architecture.layers.enumerated() {
      let last = nodes.count - 1
      switch layer {
      case .dense(let units):
        precondition(units > 0, "a dense layer of \(units) units")
        nodes.append(
          Node(operation: .dense(index: denseCount, rectifier: .none), inputs: [last], columns: units))
        denseCount += 1
      case .activation(.linear):
        break
      case .activation(.softmax) where architecture.loss == .crossEntropy && position == architecture.layers.count - 1:
        break
      case .activation(let activation):
        if let rectifier = Rectifier(activation), case .dense(let index, .none) = nodes[last].operation {
          nodes[last] = Node(
            operation: .dense(index: index, rectifier: rectifier), inputs: nodes[last].inputs,
            columns: nodes[last].columns)
        } else {
          nodes.append(
            Node(operation: .activation(activation.elementwise), inputs: [last], columns: nodes[last].columns))
        }
      case .dropout:
        nodes.append(Node(operation: .dropout(layer: position), inputs: [last], columns: nodes[last].columns))
      }
    }
  }

  /// Whether a weight lies on the way to `node`, so that a gradient must come back to it.
  func learns(upTo node: Int) -> Bool {
    if case .dense = nodes[node].operation { return true }
    return nodes[node].inputs.contains(where: learns(upTo:))
  }

  /// The nodes that read `node`.
  func readers(of node: Int) -> [Int] {
    nodes.indices.filter { nodes[$0].inputs.contains(node) }
  }
}

/// An activation that a product applies to its result while that is still in registers.
enum Rectifier {
  case none, relu, leakyRelu

  init?(_ activation: Activation) {
    switch activation {
    case .relu: self = .relu
    case .leakyRelu: self = .leakyRelu
    default: return nil
    }
  }

  var epilogue: Epilogue {
    switch self {
    case .none: .plain
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    }
  }

  /// What its derivative does to a gradient, given its output as the gate.
  var gate: Epilogue {
    switch self {
    case .none: .plain
    case .relu: .reluGate
    case .leakyRelu: .leakyGate
    }
  }

  var elementwise: Elementwise {
    switch self {
    case .none: .linear
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    }
  }
}

extension Activation {
  var elementwise: Elementwise {
    switch self {
    case .linear: .linear
    case .relu: .relu
    case .leakyRelu: .leakyRelu
    case .gelu: .gelu
    case .tanh: .tanh
    case .sin: .sin
    case .sigmoid: .sigmoid
    case .softmax: .softmax
    }
  }
}
