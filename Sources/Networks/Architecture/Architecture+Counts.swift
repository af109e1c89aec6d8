extension Architecture {
  /// One pair of weight and bias.
  struct Parameters: Hashable {
    enum Kind: Hashable {
      case dense
      /// Reads windows, so that its weight is never kept transposed.
      case convolution
      /// Of three gates side by side, which read the input or the state of a recurrent layer.
      case gates
      /// γ as the weight and β as the bias of each channel.
      case normalization
      /// The same of each value of an example, without running statistics.
      case rowNormalization
      /// One share, without a bias.
      case blend
    }

    let kind: Kind
    /// Weight `[inputs, units]`, bias `[units]`; the inputs of a convolution are the values of a window.
    let inputs: Int
    let units: Int
    /// Places of a window; 1 for other layers.
    let places: Int
    let hasBias: Bool
    let isFrozen: Bool

    var count: Int { (inputs + (hasBias ? 1 : 0)) * units }
    /// Whether its first weights are no draw: those of normalizations and mixtures.
    var beginsAsConstant: Bool { [.normalization, .rowNormalization, .blend].contains(kind) }
    /// Running mean and variance.
    var statisticsCount: Int { kind == .normalization ? 2 * units : 0 }
  }

  /// The shape of every node by its number, the input's first.
  ///
  /// Nodes that do not fit each other are a mistake of who wrote the graph down.
  package var shapes: [Shape] {
    var shapes = [Shape(channels: inputs)]
    for (index, node) in nodes.enumerated() {
      precondition(node.inputs.allSatisfy { $0 >= 0 && $0 <= index }, "node \(index + 1) reads a later one")
      let read = node.inputs.map { shapes[$0] }
      guard let shape = node.layer.output(of: read) else {
        preconditionFailure("node \(index + 1), \(node.layer), does not fit inputs of \(read.map(\.count))")
      }
      shapes.append(shape)
    }
    return shapes
  }

  /// Values of the last node.
  package var outputs: Int { shapes.last?.count ?? inputs }

  /// Which parameters each node uses, by its number, the first of several; nil where it has none.
  var parameterIndices: [Int?] {
    var indices: [Int?] = [nil]
    var next = 0
    for node in nodes {
      guard node.layer.learns else {
        indices.append(nil)
        continue
      }
      if let twin = node.weightsOf {
        indices.append(indices[twin])
      } else {
        indices.append(next)
        next += node.layer.pairCount
      }
    }
    return indices
  }

  /// All weights, in the order in which nodes first use them.
  var parameters: [Parameters] {
    let shapes = shapes
    var all: [Parameters] = []
    for (node, place) in zip(nodes, parameterIndices.dropFirst()) {
      guard let place, let source = node.inputs.first else { continue }
      let used = parameters(of: node, reading: shapes[source])
      if place == all.count { all += used }
      precondition(Array(all[place..<place + used.count]) == used, "two nodes of different shapes share weights")
    }
    return all
  }

  private func parameters(of node: Node, reading shape: Shape) -> [Parameters] {
    func parameters(_ kind: Parameters.Kind, _ inputs: Int, _ units: Int, places: Int = 1) -> [Parameters] {
      [
        Parameters(
          kind: kind, inputs: inputs, units: units, places: places,
          hasBias: kind == .gates || node.hasBias && kind != .blend, isFrozen: node.isFrozen)
      ]
    }
    switch node.layer {
    case .dense(let units):
      return parameters(.dense, shape.count, units)
    case .convolution(let channels, let sliding):
      let places = sliding.kernel.height * sliding.kernel.width
      return parameters(.convolution, places * shape.channels, channels, places: places)
    case .groupedConvolution(let channels, let groups, let sliding):
      let places = sliding.kernel.height * sliding.kernel.width
      return parameters(.convolution, places * shape.channels / groups, channels, places: places)
    case .gru(let units, _):
      return parameters(.gates, shape.channels, 3 * units) + parameters(.gates, units, 3 * units)
    case .batchNorm:
      return parameters(.normalization, 1, shape.channels)
    case .layerNorm:
      return parameters(.rowNormalization, 1, shape.count)
    case .blend:
      return parameters(.blend, 1, 1)
    case .activation, .dropout, .pool, .adaptiveAverage, .upsample, .add, .subtract, .concatenate, .slice, .reverse,
      .reshape, .movingAverage, .interpolate:
      return []
    }
  }

  /// Inputs and units of each dense layer with weights of its own; a convolution's inputs are the values of a window.
  package var denseShapes: [(inputs: Int, units: Int)] { parameters.map { ($0.inputs, $0.units) } }

  /// Weights and biases, frozen ones too.
  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Weights and biases that training moves.
  package var learntParameterCount: Int { parameters.reduce(0) { $0 + ($1.isFrozen ? 0 : $1.count) } }

  /// Whether a weight lies on the way to each node, by its number, so that a gradient must come back to it.
  var learning: [Bool] {
    var learning = [false]
    for node in nodes { learning.append(node.learns || node.inputs.contains { learning[$0] }) }
    return learning
  }

  /// Whether any node that uses each pair of weights hands a gradient down to weights before it.
  var handsDown: [Bool] {
    let learning = learning
    var handsDown = [Bool](repeating: false, count: parameters.count)
    for (node, index) in zip(nodes, parameterIndices.dropFirst()) {
      if let index, node.inputs.contains(where: { learning[$0] }) { handsDown[index] = true }
    }
    return handsDown
  }

  /// Multiply-adds of one example's forward pass and backward pass together, as far as they are with weights.
  ///
  /// A dense layer costs `inputs · units` forward, as much for its weights' gradient, and as much again for its input's
  /// gradient, which is needed only where a weight lies before it. A convolution, or a normalization, costs that at
  /// every place, a recurrent layer at every time; a frozen layer has no gradient of its weights.
  package var multiplyAddsPerExample: Int {
    let (shapes, learning, parameters) = (shapes, learning, parameters)
    var total = 0
    for (number, index) in parameterIndices.enumerated() {
      guard let index else { continue }
      let node = nodes[number - 1]
      if case .gru = node.layer, let source = node.inputs.first {
        // The state hands its gradient down from time to time.
        let own = parameters[index].isFrozen ? 0 : 1
        let products = (
          parameters[index].inputs * parameters[index].units, parameters[index + 1].inputs * parameters[index + 1].units
        )
        total += shapes[source].width * (products.0 * (1 + own + (learning[source] ? 1 : 0)) + products.1 * (2 + own))
        continue
      }
      let products = shapes[number].places * parameters[index].inputs * parameters[index].units
      let handsDown = node.inputs.contains { learning[$0] }
      total += products * (1 + (parameters[index].isFrozen ? 0 : 1) + (handsDown ? 1 : 0))
    }
    return total
  }
}
