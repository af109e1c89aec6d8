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
    case sum(SumNode)
    case concatenation(ConcatenationNode)
    case slice(SliceNode)
    case reversal(ReversalNode)
    case pool(PoolNode)
    case linear(FixedMapNode)
    case convolution(ConvolutionNode)
    case gru(GRUNode)
    case normalization(BatchNormNode)
    case rowNormalization(LayerNormNode)
    case resampling(ResamplingNode)
    case blend(BlendNode)
    /// Adds what the next node leaves as the gradient of its input to what other readers left.
    case collection(GradientSink)
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
  private let memory: PlanMemory

  /// Plans for up to `capacity` rows. For inference, gradients get no memory and dropout falls away.
  init(_ graph: Graph, store: ParameterStore, capacity: Int, isTraining: Bool) {
    self.capacity = capacity
    let memory = PlanMemory(graph, store: store, capacity: capacity, isTraining: isTraining)
    self.memory = memory
    let last = graph.nodes.count - 1
    input = memory.output(of: 0)
    output = memory.output(of: last)
    target = memory.target
    outputGradient = memory.gradient(of: last) ?? target
    let binder = NodeBinder(graph: graph, store: store, memory: memory, isTraining: isTraining)
    nodes = graph.nodes.indices.flatMap(binder.nodes)
  }

  /// What comes out of a node of the graph, `[capacity, columns]`.
  func output(of node: Int) -> Block { memory.output(of: node) }

  func forward(_ pass: Pass) {
    for node in nodes {
      switch node {
      case .dense(let node): node.forward(pass)
      case .activation(let node): node.forward(pass)
      case .dropout(let node): node.forward(pass)
      case .sum(let node): node.forward(pass)
      case .concatenation(let node): node.forward(pass)
      case .slice(let node): node.forward(pass)
      case .reversal(let node): node.forward(pass)
      case .pool(let node): node.forward(pass)
      case .linear(let node): node.forward(pass)
      case .convolution(let node): node.forward(pass)
      case .gru(let node): node.forward(pass)
      case .normalization(let node): node.forward(pass)
      case .rowNormalization(let node): node.forward(pass)
      case .resampling(let node): node.forward(pass)
      case .blend(let node): node.forward(pass)
      case .collection: break
      }
    }
  }

  func backward(_ pass: Pass) {
    for index in nodes.indices.reversed() {
      switch nodes[index] {
      case .dense(let node): node.backward(pass)
      case .activation(let node): node.backward(pass)
      case .dropout(let node): node.backward(pass)
      case .sum(let node): node.backward(pass)
      case .concatenation(let node): node.backward(pass)
      case .slice(let node): node.backward(pass)
      case .reversal(let node): node.backward(pass)
      case .pool(let node): node.backward(pass)
      case .linear(let node): node.backward(pass)
      case .convolution(let node): node.backward(pass)
      case .gru(let node): node.backward(pass)
      case .normalization(let node): node.backward(pass)
      case .rowNormalization(let node): node.backward(pass)
      case .resampling(let node): node.backward(pass)
      case .blend(let node): node.backward(pass)
      case .collection(let sink): sink.collect(pass)
      }
    }
  }
}
