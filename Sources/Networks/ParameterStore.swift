import Tensors

/// All weights in one block of memory, with their gradient and moments in blocks of the same layout.
///
/// One optimizer call thereby updates everything. Padding holds zeros, which every optimizer leaves zero.
final class ParameterStore {
  /// One pair of weight and bias: of a dense layer, or of a convolution, whose inputs are the values of a window.
  struct Pair {
    let weight: BlockPlace
    let bias: BlockPlace
    let isTransposed: Bool
    let inputs: Int
    let units: Int
  }

  let pairs: [Pair]
  let parameters: Buffer
  let gradient: Buffer
  let moments: [Buffer]

  init(_ architecture: Architecture, optimizer: Optimizer) {
    var layout = BufferLayout()
    let handsDown = architecture.handsDown
    pairs = architecture.parameters.enumerated().map { index, shape in
      let isTransposed = shape.units <= DenseNode.transposedUnits && !shape.isConvolution
      let weight =
        isTransposed
        ? layout.reserve(rows: shape.units, columns: shape.inputs)
        : layout.reserve(rows: shape.inputs, columns: shape.units)
      // The transposition for the backward pass reads whole blocks of 16 rows.
      if !isTransposed && handsDown[index] {
        layout.pad(rows: Block.padded(shape.inputs) - shape.inputs, columns: shape.units)
      }
      let bias = layout.reserve(rows: 1, columns: shape.units)
      return Pair(
        weight: weight, bias: bias, isTransposed: isTransposed, inputs: shape.inputs, units: shape.units)
    }
    parameters = Buffer(layout)
    gradient = Buffer(layout)
    moments = (0..<optimizer.momentCount).map { _ in Buffer(layout) }
  }

  /// Draws the weights; each is a function of (seed, layer, index) alone.
  func initialize(_ architecture: Architecture, seed: UInt64) {
    parameters.fill(0)
    for (index, (layer, shape)) in zip(pairs, architecture.parameters).enumerated() {
      let key = RandomKey(seed: seed, stream: .initialization, layer: UInt32(index))
      let limit = architecture.initializer.limit(inputs: layer.inputs, outputs: layer.units * shape.places)
      let weight = parameters.block(layer.weight)
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units {
          let value = (2 * key.uniform(UInt64(input * layer.units + unit)) - 1) * limit
          if layer.isTransposed { weight[unit, input] = value } else { weight[input, unit] = value }
        }
      }
    }
  }

  /// A buffer of this layout without padding: layer after layer, weight `[inputs, units]`, then bias.
  func flat(_ buffer: Buffer) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(pairs.reduce(0) { $0 + ($1.inputs + 1) * $1.units })
    for layer in pairs {
      let weight = buffer.block(layer.weight)
      if layer.isTransposed {
        weight.appendTransposed(to: &values)
      } else {
        weight.append(rows: layer.inputs, to: &values)
      }
      buffer.block(layer.bias).append(rows: 1, to: &values)
    }
    return values
  }

  /// The inverse of `flat`.
  func load(_ values: [Float], into buffer: Buffer) {
    var next = 0
    for layer in pairs {
      let (weight, bias) = (buffer.block(layer.weight), buffer.block(layer.bias))
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units {
          if layer.isTransposed { weight[unit, input] = values[next] } else { weight[input, unit] = values[next] }
          next += 1
        }
      }
      for unit in 0..<layer.units {
        bias[0, unit] = values[next]
        next += 1
      }
    }
    precondition(next == values.count, "\(values.count) values for \(next) parameters")
  }

  /// The chain for per-example descent, if every layer is narrow and nothing but dense layers and simple functions occur.
  func tinyChain(_ graph: Graph) -> TinyChain? {
    guard graph.isChain else { return nil }
    var layers: [(pair: Pair, function: Elementwise)] = []
    for node in graph.nodes.dropFirst() {
      switch node.operation {
      case .dense(let index, let rectifier):
        layers.append((pairs[index], rectifier.elementwise))
      case .activation(let function):
        guard let last = layers.popLast(), last.function == .linear else { return nil }
        layers.append((last.pair, function))
      default:
        return nil
      }
    }
    let tiny = layers.compactMap { layer in
      TinyChain.Layer(
        weight: parameters.block(layer.pair.weight), bias: parameters.block(layer.pair.bias),
        isTransposed: layer.pair.isTransposed, function: layer.function)
    }
    return tiny.count == layers.count ? TinyChain(tiny) : nil
  }
}
