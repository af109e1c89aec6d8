/// Beginning with the weights of a network that was trained before.
extension Network {
  /// What a network took over.
  package enum Beginning: Hashable, Sendable {
    case everything
    /// All but the last layer, which has other outputs and keeps its own first weights.
    case allButLast
    /// Nothing, as the layers are others.
    case nothing
  }

  /// What ``begin(with:last:)`` would take over.
  package func beginning(with trained: Architecture, last takesLast: Bool = true) -> Beginning {
    let agreement = architecture.agreement(with: trained)
    guard agreement != .nothing, architecture.parameters.count > 1 || takesLast && agreement == .everything else {
      return .nothing
    }
    return takesLast ? agreement : .allButLast
  }

  /// Takes over trained weights and running statistics, layer by layer, where the layers are the same; the last one with
  /// weights may have other outputs, as a classifier of other classes has. Optimizer, step and place in the data stay as
  /// they are.
  ///
  /// - Parameter takesLast: whether the last layer is taken over where it has as many outputs.
  package func begin(with trained: NetworkWeights, last takesLast: Bool = true) {
    switch beginning(with: trained.architecture, last: takesLast) {
    case .everything:
      store.load(trained.parameters, into: store.parameters)
      store.loadStatistics(trained.statistics)
    case .allButLast:
      let kept = architecture.parameters.dropLast()
      let (count, running) = (kept.reduce(0) { $0 + $1.count }, kept.reduce(0) { $0 + $1.statisticsCount })
      store.load(
        Array(trained.parameters[..<count]) + store.flat(store.parameters)[count...], into: store.parameters)
      store.loadStatistics(Array(trained.statistics[..<running]) + store.flatStatistics[running...])
    case .nothing: return
    }
  }
}

extension Architecture {
  /// How much of another network's weights mean the same here: the nodes must be the same but for their names and for what
  /// is frozen, and weights of one shape.
  fileprivate func agreement(with other: Architecture) -> Network.Beginning {
    let (own, theirs) = (parameters, other.parameters)
    guard nodes.count == other.nodes.count, own.count == theirs.count, let last = own.indices.last else {
      return .nothing
    }
    // A recurrent layer has two pairs of weights, which only go together.
    let lastNode = nodes.indices.last { parameterIndices[$0 + 1] == last && nodes[$0].layer.pairCount == 1 }
    for number in nodes.indices where number != lastNode {
      guard nodes[number].works(like: other.nodes[number]) else { return .nothing }
    }
    guard zip(own.dropLast(), theirs.dropLast()).allSatisfy(Self.haveOneShape) else { return .nothing }
    if let lastNode, !nodes[lastNode].works(like: other.nodes[lastNode]) {
      let (here, there) = (nodes[lastNode], other.nodes[lastNode])
      return here.inputs == there.inputs && here.hasBias == there.hasBias && own[last].kind == theirs[last].kind
        && own[last].kind == .dense && own[last].inputs == theirs[last].inputs ? .allButLast : .nothing
    }
    return Self.haveOneShape(own[last], theirs[last]) ? .everything : .nothing
  }

  fileprivate static func haveOneShape(_ one: Parameters, _ other: Parameters) -> Bool {
    one.kind == other.kind && one.inputs == other.inputs && one.units == other.units && one.places == other.places
      && one.hasBias == other.hasBias
  }
}

extension Architecture.Node {
  fileprivate func works(like other: Self) -> Bool {
    layer == other.layer && inputs == other.inputs && weightsOf == other.weightsOf && hasBias == other.hasBias
  }
}
