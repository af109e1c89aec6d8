import Tensors

/// What is computed from what: the architecture's nodes with rectifiers joined to the products before them, before any
/// memory exists.
///
/// Nodes stand in an order in which every input precedes its reader; node 0 is the network's input, the last its output.
struct Graph {
  enum Operation {
    case input
    case dense(parameters: Int, rectifier: Rectifier)
    /// With the pooling that follows it, where that can be joined.
    case convolution(parameters: Int, rectifier: Rectifier, Convolution)
    /// `parameters` numbers the input's weights; the state's follow.
    case gru(parameters: Int, GatedRecurrence)
    case activation(Elementwise)
    /// `layer` numbers the layer in the architecture and so its random stream.
    case dropout(layer: Int)
    /// The first input plus or minus the others.
    case sum(sign: Float)
    case concatenate(places: Int)
    /// Columns from `first` on at each of `places`.
    case slice(first: Int, places: Int)
    case reverse
    case pool(LayerSpec.Pooling, WindowGeometry)
    case linear(FixedMap)
    case normalize(parameters: Int, rectifier: Rectifier, places: Int, isFrozen: Bool)
    case normalizeRows(parameters: Int)
    case resample(Resampling)
    case blend(parameters: Int)
  }

  struct Node {
    var operation: Operation
    /// A convolution with a second input adds that to its result, for inference.
    var inputs: [Int]
    let columns: Int
    /// The parameters of the normalization that is worked into a convolution's weight, for inference.
    var normalization: Int?
  }

  private(set) var nodes: [Node]
  /// Where the values of each node of the architecture stand, by its number.
  let places: [Int]
  /// Whether a weight lies on the way to each node, so that a gradient must come back to it.
  let learning: [Bool]
  /// The nodes that read each node, as often as they do.
  let readers: [[Int]]

  /// Joins each rectifier to the product before it where nothing else reads that, and pooling of blocks to the
  /// convolution before it; a softmax before cross-entropy goes, since that loss contains it, and so does what changes no
  /// number.
  init(_ architecture: Architecture, isTraining: Bool = true) {
    let (shapes, parameters) = (architecture.shapes, architecture.parameterIndices)
    var uses = [Int](repeating: 0, count: shapes.count)
    for node in architecture.nodes { for input in node.inputs { uses[input] += 1 } }
    precondition(!uses.dropLast().contains(0), "a node, or the network's input, is read by no other")

    var nodes = [Node(operation: .input, inputs: [], columns: architecture.inputs)]
    // Where each node of the architecture went.
    var places = [0]
    for (index, spec) in architecture.nodes.enumerated() {
      let number = index + 1
      let sources = spec.inputs.map { places[$0] }
      let source = sources[0]
      let isLast = number == architecture.nodes.count
      if case .activation(let activation) = spec.layer, uses[spec.inputs[0]] == 1,
        let rectifier = Rectifier(activation),
        let joined = nodes[source].operation.with(rectifier)
      {
        nodes[source] = Node(operation: joined, inputs: nodes[source].inputs, columns: nodes[source].columns)
        places.append(source)
        continue
      }
      if case .pool(.largest, let sliding) = spec.layer, uses[spec.inputs[0]] == 1,
        let joined = nodes[source].operation.with(blocks: sliding, on: shapes[spec.inputs[0]])
      {
        nodes[source] = Node(operation: joined, inputs: nodes[source].inputs, columns: shapes[number].count)
        places.append(source)
        continue
      }
      let input = shapes[spec.inputs[0]]
      let operation: Operation?
      switch spec.layer {
      case .dense:
        operation = parameters[number].map { .dense(parameters: $0, rectifier: .none) }
      case .convolution(let channels, let sliding):
        operation = parameters[number].map {
          .convolution(
            parameters: $0, rectifier: .none, Convolution(sliding.geometry(on: input), units: channels))
        }
      case .groupedConvolution(let channels, let groups, let sliding):
        operation = parameters[number].map {
          .convolution(
            parameters: $0, rectifier: .none,
            Convolution(sliding.geometry(on: input), units: channels, groups: groups))
        }
      case .gru(let units, let returnsSequence):
        operation = parameters[number].map {
          .gru(
            parameters: $0,
            GatedRecurrence(
              times: input.width, channels: input.channels, units: units, returnsSequence: returnsSequence))
        }
      case .activation(.linear), .reshape:
        operation = nil
      case .dropout where spec.isFrozen:
        operation = nil
      case .batchNorm:
        operation = parameters[number].map {
          .normalize(parameters: $0, rectifier: .none, places: input.places, isFrozen: spec.isFrozen)
        }
      case .layerNorm: operation = parameters[number].map { .normalizeRows(parameters: $0) }
      case .adaptiveAverage(let size): operation = .resample(.adaptiveAverage(of: input, to: size))
      case .upsample(let kind, let size): operation = .resample(.upsampling(kind, of: input, to: size))
      case .pool(.averageOfPadded, let sliding): operation = .resample(.average(of: input, sliding))
      case .blend: operation = parameters[number].map { .blend(parameters: $0) }
      case .activation(.softmax) where architecture.loss == .crossEntropy && isLast:
        operation = nil
      case .activation(let activation): operation = .activation(activation.elementwise)
      case .dropout: operation = .dropout(layer: index)
      case .add: operation = .sum(sign: 1)
      case .subtract: operation = .sum(sign: -1)
      case .concatenate: operation = .concatenate(places: input.places)
      case .slice(let first, _): operation = .slice(first: first, places: input.places)
      case .reverse: operation = .reverse
      case .pool(let kind, let sliding): operation = .pool(kind, sliding.geometry(on: input))
      case .movingAverage(let width): operation = .linear(.movingAverage(of: input.count, width: width))
      case .interpolate(let columns): operation = .linear(.interpolation(of: input.count, to: columns))
      }
      if let operation {
        nodes.append(Node(operation: operation, inputs: sources, columns: shapes[number].count))
        places.append(nodes.count - 1)
      } else {
        places.append(source)
      }
    }

    if !isTraining { nodes = Self.joinedForInference(nodes) }
    var learning: [Bool] = []
    var readers = [[Int]](repeating: [], count: nodes.count)
    let frozen = architecture.parameters.map(\.isFrozen)
    for (index, node) in nodes.enumerated() {
      let isFrozen = node.operation.parameters.map { frozen[$0] } ?? true
      let handsDown = node.inputs.contains { learning[$0] }
      precondition(
        !handsDown || !isFrozen || !node.operation.isProduct, "a frozen product, node \(index), after one that learns")
      learning.append(!isFrozen || handsDown)
      for input in node.inputs { readers[input].append(index) }
    }
    self.nodes = nodes
    self.places = places
    self.learning = learning
    self.readers = readers
  }

  /// Whether another node that uses the same weights follows, and so begins their gradient.
  func addsToWeights(_ node: Int) -> Bool {
    guard let own = nodes[node].operation.parameters else { return false }
    return nodes[(node + 1)...].contains { $0.operation.parameters == own }
  }

  /// Whether each node reads the one before it and has weights of its own.
  var isChain: Bool {
    nodes.indices.dropFirst().allSatisfy { nodes[$0].inputs == [$0 - 1] && !addsToWeights($0) }
  }

  func rectifier(of node: Int) -> Rectifier {
    switch nodes[node].operation {
    case .dense(_, let rectifier), .convolution(_, let rectifier, _), .normalize(_, let rectifier, _, _): rectifier
    case .input, .gru, .activation, .dropout, .sum, .concatenate, .slice, .reverse, .pool, .linear, .normalizeRows,
      .resample, .blend:
      .none
    }
  }

  /// Whether the derivative of the rectifier of `node` is left to its reader.
  func readerGates(_ node: Int) -> Bool {
    guard readers[node].count == 1, let reader = readers[node].first else { return false }
    return nodes[reader].operation.gates(rectifier(of: node))
  }
}

extension Graph.Operation {
  /// The number of the weights that are used.
  var parameters: Int? {
    switch self {
    case .dense(let parameters, _), .convolution(let parameters, _, _), .gru(let parameters, _),
      .normalize(let parameters, _, _, _), .normalizeRows(let parameters), .blend(let parameters):
      parameters
    case .input, .activation, .dropout, .sum, .concatenate, .slice, .reverse, .pool, .linear, .resample: nil
    }
  }

  /// Whether its weights make up a matrix.
  var isProduct: Bool {
    switch self {
    case .dense, .convolution, .gru: true
    case .input, .activation, .dropout, .sum, .concatenate, .slice, .reverse, .pool, .linear, .normalize,
      .normalizeRows,
      .resample,
      .blend:
      false
    }
  }

  /// Whether it can apply the derivative of the rectifier before it in the pass it makes anyway: a dense layer that of any
  /// rectifier, dropout that of relu.
  fileprivate func gates(_ rectifier: Rectifier) -> Bool {
    switch self {
    case .dense: rectifier != .none
    case .dropout: rectifier == .relu
    case .input, .convolution, .gru, .activation, .sum, .concatenate, .slice, .reverse, .pool, .linear, .normalize,
      .normalizeRows, .resample, .blend:
      false
    }
  }

  /// The same operation with a rectifier; nil where it has one, or cannot apply any.
  fileprivate func with(_ rectifier: Rectifier) -> Graph.Operation? {
    switch self {
    case .dense(let parameters, .none): .dense(parameters: parameters, rectifier: rectifier)
    case .convolution(let parameters, .none, let convolution):
      .convolution(parameters: parameters, rectifier: rectifier, convolution)
    case .normalize(let parameters, .none, let places, let isFrozen):
      .normalize(parameters: parameters, rectifier: rectifier, places: places, isFrozen: isFrozen)
    case .input, .dense, .convolution, .gru, .activation, .dropout, .sum, .concatenate, .slice, .reverse, .pool,
      .linear, .normalize, .normalizeRows,
      .resample, .blend:
      nil
    }
  }

  /// The same convolution with its results pooled in blocks that lie side by side; nil where it is none, or where the
  /// blocks overlap or reach beyond the image. A rectifier keeps the order of values, so that it may come after.
  fileprivate func with(blocks: Sliding, on shape: Shape) -> Graph.Operation? {
    guard case .convolution(let parameters, let rectifier, let convolution) = self, !convolution.isPooled,
      let pooled = convolution.pooled(blocks, on: shape)
    else { return nil }
    return .convolution(parameters: parameters, rectifier: rectifier, pooled)
  }
}

extension Convolution {
  fileprivate func pooled(_ blocks: Sliding, on shape: Shape) -> Convolution? {
    let (height, width) = (blocks.kernel.height, blocks.kernel.width)
    let whole = blocks.rounding == .down || (shape.height % height == 0 && shape.width % width == 0)
    guard groups == 1, blocks.stride == blocks.kernel, blocks.padding == Sliding.Extent(height: 0, width: 0), whole,
      height * width > 1, height * width <= 256, shape.height >= height, shape.width >= width
    else { return nil }
    return Convolution(windows, units: units, pooling: (height, width))
  }
}
