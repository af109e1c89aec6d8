import Tensors

/// All weights in one block of memory, with their gradient and moments in blocks of the same layout.
///
/// One optimizer call thereby updates everything. What is never updated, frozen weights and biases that are none, lies
/// behind the rest, where gradient and moments have ended. Padding holds zeros, which every optimizer leaves zero.
final class ParameterStore {
  /// One pair of weight and bias: of a dense layer, of a convolution, whose inputs are the values of a window, or of a
  /// normalization, whose weight is γ and whose bias is β.
  struct Pair {
    let weight: BlockPlace
    /// Zeros where there is no bias.
    let bias: BlockPlace
    /// Running mean and variance of a normalization; without rows for others.
    let statistics: BlockPlace
    let kind: Architecture.Parameters.Kind
    let isTransposed: Bool
    let hasBias: Bool
    let isFrozen: Bool
    let inputs: Int
    let units: Int
  }

  let pairs: [Pair]
  let parameters: Buffer
  let gradient: Buffer
  let moments: [Buffer]
  /// Grows whenever weights or statistics change, so that what was made of them can be made again.
  private(set) var version = 0
  /// Running means and variances, and what they will be after the step under way.
  let statistics: Buffer
  let nextStatistics: Buffer

  /// - Parameter optimizer: nil where nothing will be learnt: there is neither gradient nor moments then.
  init(_ architecture: Architecture, optimizer: Optimizer?) {
    let handsDown = architecture.handsDown
    let shapes = architecture.parameters
    let isTransposed = shapes.map { $0.units <= DenseNode.transposedUnits && $0.kind == .dense }
    var layout = BufferLayout()
    func weight(_ index: Int) -> BlockPlace {
      let shape = shapes[index]
      guard !isTransposed[index] else { return layout.reserve(rows: shape.units, columns: shape.inputs) }
      let place = layout.reserve(rows: shape.inputs, columns: shape.units)
      // The transposition for the backward pass reads whole blocks of 16 rows.
      if handsDown[index] { layout.pad(rows: Block.padded(shape.inputs) - shape.inputs, columns: shape.units) }
      return place
    }
    func bias(_ index: Int) -> BlockPlace { layout.reserve(rows: 1, columns: shapes[index].units) }
    let learnt = shapes.indices.map { index in
      shapes[index].isFrozen ? (nil, nil) : (weight(index), shapes[index].hasBias ? bias(index) : nil)
    }
    let learntCount = layout.count
    var statistics = BufferLayout()
    pairs = shapes.enumerated().map { index, shape in
      Pair(
        weight: learnt[index].0 ?? weight(index), bias: learnt[index].1 ?? bias(index),
        statistics: statistics.reserve(rows: shape.kind == .normalization ? 2 : 0, columns: shape.units),
        kind: shape.kind, isTransposed: isTransposed[index], hasBias: shape.hasBias, isFrozen: shape.isFrozen,
        inputs: shape.inputs, units: shape.units)
    }
    parameters = Buffer(layout)
    gradient = Buffer(count: optimizer == nil ? 0 : learntCount)
    moments = (0..<(optimizer?.momentCount ?? 0)).map { _ in Buffer(count: learntCount) }
    self.statistics = Buffer(statistics)
    nextStatistics = Buffer(statistics)
  }

  /// Draws the weights; each is a function of (seed, layer, index) alone. A normalization begins as the identity, a mixture
  /// with equal shares.
  func initialize(_ architecture: Architecture, seed: UInt64) {
    noteChange()
    parameters.fill(0)
    for (index, (layer, shape)) in zip(pairs, architecture.parameters).enumerated() {
      if shape.beginsAsConstant {
        let block = parameters.block(layer.weight)
        for unit in 0..<layer.units { block[0, unit] = shape.kind == .blend ? 0.5 : 1 }
        let running = statistics.block(layer.statistics)
        for unit in 0..<layer.units where running.rows == 2 { (running[0, unit], running[1, unit]) = (0, 1) }
        continue
      }
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

  /// A buffer of this layout without padding: layer after layer, weight `[inputs, units]`, then bias; of gradient and
  /// moments only what is learnt.
  func flat(_ buffer: Buffer) -> [Float] {
    var values: [Float] = []
    values.reserveCapacity(pairs.reduce(0) { $0 + ($1.inputs + 1) * $1.units })
    for layer in pairs where holds(buffer, layer) {
      let weight = buffer.block(layer.weight)
      if layer.isTransposed {
        weight.appendTransposed(to: &values)
      } else {
        weight.append(rows: layer.inputs, to: &values)
      }
      if layer.hasBias { buffer.block(layer.bias).append(rows: 1, to: &values) }
    }
    return values
  }

  /// To be called by whoever writes to weights or statistics.
  func noteChange() { version += 1 }

  private func holds(_ buffer: Buffer, _ layer: Pair) -> Bool { !layer.isFrozen || buffer === parameters }

  /// The inverse of `flat`.
  func load(_ values: [Float], into buffer: Buffer) {
    noteChange()
    var next = 0
    for layer in pairs where holds(buffer, layer) {
      let weight = buffer.block(layer.weight)
      for input in 0..<layer.inputs {
        for unit in 0..<layer.units {
          if layer.isTransposed { weight[unit, input] = values[next] } else { weight[input, unit] = values[next] }
          next += 1
        }
      }
      guard layer.hasBias else { continue }
      let bias = buffer.block(layer.bias)
      for unit in 0..<layer.units {
        bias[0, unit] = values[next]
        next += 1
      }
    }
    precondition(next == values.count, "\(values.count) values for \(next) parameters")
  }
}
