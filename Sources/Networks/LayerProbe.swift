import Basics
import Tensors

/// Measures the layers of a network around a step: weights before it, the gradient and the change of the weights after it,
/// and what comes out of the layers for some examples.
///
/// It reads the network's memory and keeps a copy of its weights; whoever steps puts the network back where it was.
package final class LayerProbe {
  private let network: Network
  private let layers: [Architecture.MeasuredLayer]
  /// The weights before the step.
  private let before: Buffer

  /// Of examples, fewer of large layers, outputs are measured.
  private static let mostExamples = 128
  /// Values of all layers together that are looked at.
  private static let mostValues = 1 << 20

  /// From now on the network leaves the gradient of each step in its memory.
  package init(_ network: Network) {
    self.network = network
    layers = network.architecture.measuredLayers
    before = Buffer(count: network.store.parameters.count)
    Kernels.copy(network.store.parameters.whole, into: before.whole)
    network.keepsGradient = true
    // What the step has no examples for keeps none of an earlier one.
    network.store.gradient.fill(0)
  }

  /// After the step, with its gradient and the weights that it left.
  ///
  /// - Parameter isSound: whether the step was taken; one that fails changes no weight.
  package func states(isSound: Bool) -> [LayerState] {
    layers.map { layer in
      let store = network.store
      let blocks = layer.pairs.flatMap { number -> [BlockPlace] in
        let pair = store.pairs[number]
        return pair.hasBias ? [pair.weight, pair.bias] : [pair.weight]
      }
      let weights = Values(blocks.map(before.block))
      var state = LayerState(
        name: layer.name, shape: [layer.shape.height, layer.shape.width, layer.shape.channels],
        parameters: blocks.reduce(0) { $0 + $1.rows * $1.columns }, isFrozen: layer.isFrozen, weightNorm: weights.norm,
        weights: Histogram(weights.forEachPiece), outputs: Histogram(range: 0...0, counts: []))
      guard isSound, !layer.isFrozen else { return state }
      let gradient = Values(blocks.map(store.gradient.block))
      state.gradientNorm = gradient.norm
      state.gradients = Histogram(gradient.forEachPiece)
      let moved = weights.distance(to: Values(blocks.map(store.parameters.block)))
      if state.weightNorm > 0 { state.updateRatio = moved / state.weightNorm }
      return state
    }
  }

  /// Adds what comes out of the layers for examples at even distances, without dropout; returns how many they are.
  package func measureOutputs(of examples: Examples, into states: inout [LayerState]) -> Int {
    network.keepsGradient = false
    network.hasGradient = false
    let values = layers.reduce(0) { $0 + $1.shape.count }
    let rows = min(examples.count, max(min(Self.mostValues / max(values, 1), Self.mostExamples), 8))
    network.makeRoom(rows: rows)
    let order = examples.evenlySpaced(rows)
    network.stepForward(examples, rows: order, count: rows, firstRow: 0, dropout: 0)
    for (index, layer) in layers.enumerated() {
      let block = network.plan.output(of: network.graph.places[layer.node])
      let values = Values([block], rows: rows)
      states[index].outputs = Histogram(values.forEachPiece)
      states[index].dead = layer.activation == nil ? nil : values.silentShare(channels: layer.shape.channels)
      states[index].saturated = layer.activation?.bounds.map { values.share(beyond: $0) }
    }
    return rows
  }
}

extension Architecture {
  /// A layer with weights, and the activation that bends what comes out of it.
  fileprivate struct MeasuredLayer {
    var name: String
    var shape: Shape
    /// The number of the node whose values come out.
    var node: Int
    var pairs: Range<Int>
    var isFrozen: Bool
    /// Nil where values come out as they are.
    var activation: Activation?
  }

  /// Layers with weights of their own, in order.
  fileprivate var measuredLayers: [MeasuredLayer] {
    let (shapes, indices, parameters) = (shapes, parameterIndices, parameters)
    var layers: [MeasuredLayer] = []
    for (index, node) in nodes.enumerated() {
      let number = index + 1
      if let pair = indices[number], node.weightsOf == nil {
        var activation: Activation?
        if case .gru = node.layer { activation = .tanh }
        layers.append(
          MeasuredLayer(
            name: node.layer.words, shape: shapes[number], node: number, pairs: pair..<pair + node.layer.pairCount,
            isFrozen: parameters[pair].isFrozen, activation: activation))
      } else if case .activation(let activation) = node.layer, activation != .linear, node.inputs == [index],
        layers.last?.node == index
      {
        layers[layers.count - 1].name += " \(activation.rawValue)"
        // The loss takes the place of a softmax at the end.
        guard activation != .softmax else { continue }
        layers[layers.count - 1].activation = activation
        layers[layers.count - 1].node = number
      }
    }
    return layers
  }
}

extension Activation {
  /// Outputs below the lower or above the upper have less than about a sixteenth of the steepest slope; nil where outputs have
  /// no bounds.
  fileprivate var bounds: ClosedRange<Float>? {
    switch self {
    case .tanh: -0.97...0.97
    case .sigmoid: 0.015...0.985
    case .linear, .relu, .leakyRelu, .gelu, .sin, .softmax: nil
    }
  }
}

/// Values of some blocks, without their padding.
private struct Values {
  let blocks: [Block]
  /// Of each block; nil for all.
  let rows: Int?

  init(_ blocks: [Block], rows: Int? = nil) {
    self.blocks = blocks
    self.rows = rows
  }

  func forEachPiece(_ body: (UnsafeBufferPointer<Float>) -> Void) {
    for block in blocks {
      for row in 0..<(rows ?? block.rows) { block.withRow(row) { body(UnsafeBufferPointer($0)) } }
    }
  }

  var norm: Double {
    var squares = 0.0
    forEachPiece { for value in $0 { squares += Double(value) * Double(value) } }
    return squares.squareRoot()
  }

  func distance(to other: Values) -> Double {
    var squares = 0.0
    for (block, moved) in zip(blocks, other.blocks) {
      for row in 0..<block.rows {
        block.withRow(row) { here in
          moved.withRow(row) { there in
            for (old, new) in zip(here, there) {
              let change = Double(new) - Double(old)
              squares += change * change
            }
          }
        }
      }
    }
    return squares.squareRoot()
  }

  /// Of channels those that are 0 in all rows, at all places.
  func silentShare(channels: Int) -> Double {
    var isSilent = [Bool](repeating: true, count: channels)
    forEachPiece { row in
      for (column, value) in row.enumerated() where value != 0 { isSilent[column % channels] = false }
    }
    return Double(isSilent.count { $0 }) / Double(channels)
  }

  func share(beyond bounds: ClosedRange<Float>) -> Double {
    var (beyond, count) = (0, 0)
    forEachPiece { row in
      for value in row where !bounds.contains(value) { beyond += 1 }
      count += row.count
    }
    return Double(beyond) / Double(max(count, 1))
  }
}
