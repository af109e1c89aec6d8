import Tensors

/// What inference can join beyond training, because nothing is kept for a way back: a normalization becomes part of the
/// weight of the convolution before it, and a sum with the rectifier behind it the end of a convolution.
extension Graph {
  static func joinedForInference(_ nodes: [Node]) -> [Node] {
    var uses = [Int](repeating: 0, count: nodes.count)
    for node in nodes { for input in node.inputs { uses[input] += 1 } }
    var joined: [Node] = []
    // Where each node went.
    var places: [Int] = []
    for node in nodes {
      let sources = node.inputs.map { places[$0] }
      let isAlone = node.inputs.allSatisfy { uses[$0] == 1 }
      if let first = sources.first, isAlone, sources.count == 1, let own = joined[first].absorbing(node) {
        joined[first] = own
        places.append(first)
      } else if let (convolution, other) = joined.sum(node, sources, uses) {
        joined[convolution].inputs.append(other)
        places.append(convolution)
      } else {
        var moved = node
        moved.inputs = sources
        joined.append(moved)
        places.append(joined.count - 1)
      }
    }
    return joined
  }
}

extension Graph.Node {
  /// This convolution with what follows it; nil where that cannot be part of it.
  fileprivate func absorbing(_ next: Graph.Node) -> Graph.Node? {
    guard case .convolution(let parameters, .none, let convolution) = operation, !convolution.isPooled else {
      return nil
    }
    var own = self
    switch next.operation {
    case .normalize(let number, let rectifier, _, _)
    where normalization == nil && inputs.count == 1 && convolution.groups == 1:
      own.normalization = number
      own.operation = .convolution(parameters: parameters, rectifier: rectifier, convolution)
    case .activation(.relu):
      own.operation = .convolution(parameters: parameters, rectifier: .relu, convolution)
    case .activation(.leakyRelu):
      own.operation = .convolution(parameters: parameters, rectifier: .leakyRelu, convolution)
    case .input, .dense, .convolution, .gru, .activation, .dropout, .sum, .concatenate, .slice, .reverse, .pool,
      .linear, .normalize, .normalizeRows, .resample, .blend:
      return nil
    }
    return own
  }
}

extension [Graph.Node] {
  /// The later of the two inputs of a sum, if it is a convolution that can add the other to what it stores.
  fileprivate func sum(_ node: Graph.Node, _ sources: [Int], _ uses: [Int]) -> (convolution: Int, other: Int)? {
    guard case .sum(1) = node.operation, sources.count == 2, sources[0] != sources[1] else { return nil }
    let slot = sources[0] > sources[1] ? 0 : 1
    let (later, other) = (sources[slot], sources[1 - slot])
    guard uses[node.inputs[slot]] == 1, case .convolution(_, .none, let convolution) = self[later].operation,
      self[later].inputs.count == 1, !convolution.isPooled, self[later].columns == self[other].columns
    else { return nil }
    return (later, other)
  }
}
