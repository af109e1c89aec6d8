/// What a network is made of, before any weight exists: layers as numbered nodes, each with the nodes that it reads.
package struct Architecture: Hashable, Sendable, Codable {
  /// One layer with what it reads.
  package struct Node: Hashable, Sendable, Codable {
    package var layer: LayerSpec
    /// Numbers of earlier nodes; 0 is the network's input, the first of ``nodes`` has number 1.
    package var inputs: [Int]
    /// The number of an earlier node of the same kind whose weights this one uses; nil for weights of its own.
    package var weightsOf: Int?
    /// Whether a product adds a bias; one before a normalization needs none, which would take it away again.
    package var hasBias: Bool
    /// A frozen layer keeps its weights and works as in inference: dropout falls away, and a normalization goes by its
    /// running statistics and leaves them alone.
    package var isFrozen: Bool
    /// What its weights are called in a file.
    package var name: String?

    package init(
      _ layer: LayerSpec, inputs: [Int], weightsOf: Int? = nil, hasBias: Bool = true, isFrozen: Bool = false,
      name: String? = nil
    ) {
      self.layer = layer
      self.inputs = inputs
      self.weightsOf = weightsOf
      self.hasBias = hasBias
      self.isFrozen = isFrozen
      self.name = name
    }

    /// Whether training moves weights of its own or another's.
    var learns: Bool { layer.learns && !isFrozen }
  }

  /// What a summary says; nil spells out the layers.
  package var name: String?
  package var inputs: Int
  /// In an order in which every node stands after those that it reads; the last is the output, and each of the others is
  /// read.
  package var nodes: [Node]
  package var loss: Loss
  package var initializer: Initializer

  /// A graph of nodes; ``GraphBuilder`` numbers them.
  package init(
    inputs: Int, nodes: [Node], loss: Loss, initializer: Initializer = .glorot, name: String? = nil
  ) {
    self.name = name
    self.inputs = inputs
    self.nodes = nodes
    self.loss = loss
    self.initializer = initializer
  }

  /// A chain, in which each layer reads the one before it.
  package init(inputs: Int, layers: [LayerSpec], loss: Loss, initializer: Initializer = .glorot) {
    self.init(inputs: inputs, nodes: Self.chain(layers), loss: loss, initializer: initializer)
  }

  /// The layers in order; setting them makes a chain.
  package var layers: [LayerSpec] {
    get { nodes.map(\.layer) }
    set { nodes = Self.chain(newValue) }
  }

  /// Whether each layer reads the one before it and has weights of its own.
  package var isChain: Bool {
    nodes.indices.allSatisfy { nodes[$0].inputs == [$0] && nodes[$0].weightsOf == nil }
  }

  private static func chain(_ layers: [LayerSpec]) -> [Node] {
    layers.enumerated().map { Node($1, inputs: [$0]) }
  }
}

extension Architecture.Node {
  private enum CodingKeys: String, CodingKey {
    case layer, inputs, weightsOf, hasBias, isFrozen, name
  }

  /// What older journals do not say is as it was then.
  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(LayerSpec.self, forKey: .layer), inputs: try values.decode([Int].self, forKey: .inputs),
      weightsOf: try values.decodeIfPresent(Int.self, forKey: .weightsOf),
      hasBias: try values.decodeIfPresent(Bool.self, forKey: .hasBias) ?? true,
      isFrozen: try values.decodeIfPresent(Bool.self, forKey: .isFrozen) ?? false,
      name: try values.decodeIfPresent(String.self, forKey: .name))
  }
}

/// Numbers the nodes of a graph while it is written down.
///
/// ```swift
/// var graph = GraphBuilder(inputs: 24)
/// let last = graph.add(.slice(first: 23, count: 1), graph.input)
/// let change = graph.add(.dense(units: 6), graph.add(.subtract, graph.input, last))
/// graph.add(.add, change, last)
/// let architecture = graph.architecture(loss: .mse)
/// ```
package struct GraphBuilder {
  /// A node's number.
  package struct Place: Hashable, Sendable {
    fileprivate let number: Int
  }

  package let input = Place(number: 0)
  private let inputs: Int
  private var nodes: [Architecture.Node] = []

  package init(inputs: Int) { self.inputs = inputs }

  /// Adds a layer that reads `inputs`; with `twin` it uses that node's weights.
  @discardableResult
  package mutating func add(
    _ layer: LayerSpec, _ inputs: Place..., weightsOf twin: Place? = nil, hasBias: Bool = true, name: String? = nil
  ) -> Place {
    nodes.append(
      Architecture.Node(
        layer, inputs: inputs.map(\.number), weightsOf: twin?.number, hasBias: hasBias, name: name))
    return Place(number: nodes.count)
  }

  /// Adds all nodes of another network, which reads `place` as its input; returns its output.
  ///
  /// - Parameters:
  ///   - prefix: goes before the names of its nodes.
  ///   - isFrozen: whether none of them learns.
  @discardableResult
  package mutating func add(
    _ other: Architecture, on place: Place, prefix: String = "", isFrozen: Bool = false
  ) -> Place {
    let offset = nodes.count
    func moved(_ number: Int) -> Int { number == 0 ? place.number : number + offset }
    for var node in other.nodes {
      node.inputs = node.inputs.map(moved)
      node.weightsOf = node.weightsOf.map(moved)
      node.isFrozen = node.isFrozen || isFrozen
      node.name = node.name.map { prefix + $0 }
      nodes.append(node)
    }
    return Place(number: nodes.count)
  }

  /// The graph whose output is the node added last.
  package func architecture(
    loss: Loss, initializer: Initializer = .glorot, name: String? = nil
  ) -> Architecture {
    Architecture(inputs: inputs, nodes: nodes, loss: loss, initializer: initializer, name: name)
  }
}
