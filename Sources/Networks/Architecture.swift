/// What a network is made of, before any weight exists.
package struct Architecture: Hashable, Sendable, Codable {
  package var inputs: Int
  package var layers: [LayerSpec]
  package var loss: Loss
  package var initializer: Initializer

  package init(inputs: Int, layers: [LayerSpec], loss: Loss, initializer: Initializer = .glorot) {
    self.inputs = inputs
    self.layers = layers
    self.loss = loss
    self.initializer = initializer
  }

  /// Units of the last layer.
  package var outputs: Int {
    for layer in layers.reversed() {
      if case .dense(let units) = layer { return units }
    }
    return inputs
  }

  /// The layers in words: "Dense 64 relu → Dense 32 relu → Dense 1".
  package var summary: String {
    var parts: [String] = []
    for layer in layers {
      switch layer {
      case .dense(let units): parts.append("Dense \(units)")
      case .activation(.linear): break
      case .activation(let activation):
        if let last = parts.popLast() {
          parts.append("\(last) \(activation.rawValue)")
        } else {
          parts.append(activation.rawValue)
        }
      case .dropout: parts.append("Dropout")
      }
    }
    return parts.joined(separator: " → ")
  }

  /// Inputs and units of each dense layer.
  package var denseShapes: [(inputs: Int, units: Int)] {
    var width = inputs
    var shapes: [(inputs: Int, units: Int)] = []
    for case .dense(let units) in layers {
      shapes.append((width, units))
      width = units
    }
    return shapes
  }

  package var parameterCount: Int {
    denseShapes.reduce(0) { $0 + ($1.inputs + 1) * $1.units }
  }

  /// Multiply-adds of one example's forward pass and backward pass together.
  ///
  /// A dense layer costs `inputs · units` forward, as much for its weights' gradient, and as much again for its input's
  /// gradient, which the first layer does not need.
  package var multiplyAddsPerExample: Int {
    denseShapes.enumerated().reduce(0) { $0 + $1.element.inputs * $1.element.units * ($1.offset == 0 ? 2 : 3) }
  }
}
