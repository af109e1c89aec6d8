import Tensors

/// What a pass of some rows of a batch needs to know besides its memory.
struct Pass {
  let rows: Int
  /// Rows of the batch that went before.
  let firstRow: Int
  let seed: UInt64
  let step: Int
  let dropout: Float

  /// Whether gradients of weights are added to those of the rows before.
  var accumulates: Bool { firstRow > 0 }
}

/// A graph with memory: each node bound to the blocks it reads and writes.
final class Plan {
  enum Node {
    case dense(DenseNode)
    case activation(ActivationNode)
    case dropout(DropoutNode)
  }

  let capacity: Int
  /// `[capacity, inputs]`
  let input: Block
  /// `[capacity, outputs]`
  let output: Block
  /// `[capacity, outputs]`; the loss writes here.
  let outputGradient: Block
  /// `[capacity, outputs]`
  let target: Block
  private let nodes: [Node]
  private let memory: Buffer

  /// Plans for up to `capacity` rows. For inference, gradients get no memory and dropout falls away.
  init(_ graph: Graph, store: ParameterStore, capacity: Int, isTraining: Bool) {
    self.capacity = capacity
    var layout = BufferLayout()
    // Where a node's output lies; a node that falls away passes its input's on.
    var places: [BlockPlace] = []
    for node in graph.nodes {
      if case .dropout = node.operation, !isTraining {
        places.append(places[node.inputs[0]])
      } else {
        places.append(layout.reserve(rows: capacity, columns: node.columns))
      }
    }
    let last = graph.nodes.count - 1
    let target = layout.reserve(rows: capacity, columns: graph.nodes[last].columns)
    var gradients: [Int: BlockPlace] = [:]
    for index in graph.nodes.indices where index == last || (isTraining && graph.learns(upTo: index)) {
      gradients[index] = layout.reserve(rows: capacity, columns: graph.nodes[index].columns)
    }
    let scratch = isTraining ? layout.reserveTransposes(of: graph, store: store) : [:]
    let memory = Buffer(layout)
    self.memory = memory
    input = memory.block(places[0])
    output = memory.block(places[last])
    outputGradient = memory.block(gradients[last] ?? target)
    self.target = memory.block(target)

    nodes = graph.nodes.indices.compactMap { index in
      let node = graph.nodes[index]
      guard let source = node.inputs.first else { return nil }
      let sourceGradient = isTraining ? gradients[source].map(memory.block) : nil
      let ownGradient = isTraining ? gradients[index].map(memory.block) : nil
      switch node.operation {
      case .input:
        return nil
      case .dense(let number, let rectifier):
        let parameters = store.dense[number]
        var dense = DenseNode(
          input: memory.block(places[source]), output: memory.block(places[index]),
          weight: store.parameters.block(parameters.weight), bias: store.parameters.block(parameters.bias),
          isTransposed: parameters.isTransposed, rectifier: rectifier, gradients: nil)
        if let ownGradient {
          dense.gradients = DenseNode.Gradients(
            weight: store.gradient.block(parameters.weight), bias: store.gradient.block(parameters.bias),
            output: ownGradient, isGated: rectifier == .none || graph.readerGates(index),
            input: sourceGradient.map { block in
              DenseNode.InputGradient(
                block: block, scratch: scratch[index].map(memory.block),
                rectifier: graph.readerGates(source) ? graph.rectifier(of: source) : .none)
            })
        }
        return .dense(dense)
      case .activation(let function):
        return .activation(
          ActivationNode(
            function: function, input: memory.block(places[source]), output: memory.block(places[index]),
            outputGradient: ownGradient, inputGradient: sourceGradient))
      case .dropout(let layer):
        guard isTraining else { return nil }
        return .dropout(
          DropoutNode(
            layer: layer, input: memory.block(places[source]), output: memory.block(places[index]),
            outputGradient: ownGradient, inputGradient: sourceGradient, gatesInput: graph.readerGates(source)))
      }
    }
  }

  func forward(_ pass: Pass) {
    for node in nodes {
      switch node {
      case .dense(let node): node.forward(pass)
      case .activation(let node): node.forward(pass)
      case .dropout(let node): node.forward(pass)
      }
    }
  }

  func backward(_ pass: Pass) {
    for index in nodes.indices.reversed() {
      switch nodes[index] {
      case .dense(let node): node.backward(pass)
      case .activation(let node): node.backward(pass)
      case .dropout(let node): node.backward(pass)
      }
    }
  }
}

extension Graph {
  func rectifier(of node: Int) -> Rectifier {
    if case .dense(_, let rectifier) = nodes[node].operation { rectifier } else { .none }
  }

  /// Whether the derivative of the rectifier of `node` is left to its reader, which can apply it in the pass it makes
  /// anyway: a dense layer for any rectifier, dropout for relu.
  func readerGates(_ node: Int) -> Bool {
    let readers = readers(of: node)
    guard readers.count == 1, let reader = readers.first else { return false }
    switch (rectifier(of: node), nodes[reader].operation) {
    case (.relu, .dense), (.leakyRelu, .dense), (.relu, .dropout): return true
    default: return false
    }
  }
}

extension BufferLayout {
  /// Room for the transposed weight of every dense layer that hands a gradient down and does not keep it transposed.
  fileprivate mutating func reserveTransposes(of graph: Graph, store: ParameterStore) -> [Int: BlockPlace] {
    var places: [Int: BlockPlace] = [:]
    for (index, node) in graph.nodes.enumerated() {
      guard case .dense(let number, _) = node.operation, node.inputs.contains(where: graph.learns(upTo:)) else {
        continue
      }
      let parameters = store.dense[number]
      if parameters.isTransposed { continue }
      places[index] = reserve(rows: Block.padded(parameters.weight.columns), columns: parameters.weight.rows)
    }
    return places
  }
}
