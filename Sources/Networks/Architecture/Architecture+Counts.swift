extension Architecture {
  /// One pair of weight and bias.
  struct Parameters: Hashable {
    /// Weight `[inputs, units]`, bias `[units]`; the inputs of a convolution are the values of a window.
    let inputs: Int
    let units: Int
    /// Places of a window; 1 for a dense layer.
    let places: Int
    /// A convolution reads windows, so that its weight is never kept transposed.
    let isConvolution: Bool

    var count: Int { (inputs + 1) * units }
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

  /// Which parameters each node uses, by its number; nil where it has none.
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
        next += 1
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
      let used: Parameters
      switch node.layer {
      case .dense(let units):
        used = Parameters(inputs: shapes[source].count, units: units, places: 1, isConvolution: false)
      case .convolution(let channels, let sliding):
        let places = sliding.kernel.height * sliding.kernel.width
        used = Parameters(
          inputs: places * shapes[source].channels, units: channels, places: places, isConvolution: true)
      default:
        continue
      }
      if place == all.count { all.append(used) }
      precondition(all[place] == used, "two nodes of different shapes share weights")
    }
    return all
  }

  /// Inputs and units of each dense layer with weights of its own; a convolution's inputs are the values of a window.
  package var denseShapes: [(inputs: Int, units: Int)] { parameters.map { ($0.inputs, $0.units) } }

  package var parameterCount: Int { parameters.reduce(0) { $0 + $1.count } }

  /// Whether a weight lies on the way to each node, by its number, so that a gradient must come back to it.
  var learning: [Bool] {
    var learning = [false]
    for node in nodes { learning.append(node.layer.learns || node.inputs.contains { learning[$0] }) }
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
  /// gradient, which is needed only where a weight lies before it. A convolution costs that at every place.
  package var multiplyAddsPerExample: Int {
    let (shapes, learning, parameters) = (shapes, learning, parameters)
    var total = 0
    for (number, index) in parameterIndices.enumerated() {
      guard let index else { continue }
      let products = shapes[number].places * parameters[index].inputs * parameters[index].units
      total += products * (nodes[number - 1].inputs.contains { learning[$0] } ? 3 : 2)
    }
    return total
  }
}
