import CKernels

/// Stochastic gradient descent, one example a step, for a chain of dense layers so narrow that the arithmetic is a
/// matter of nanoseconds: the loop over steps lies inside the kernel.
package struct TinyChain {
  /// One layer: weight `[inputs, units]`, or `[units, inputs]` when transposed; bias `[1, units]`.
  package struct Layer {
    let code: ck_tiny_layer

    /// Nil if the layer does not suit: too many units, or a function that is not elementwise on its output.
    package init?(weight: Block, bias: Block, isTransposed: Bool, function: Elementwise) {
      let units = bias.columns
      let suits: [Elementwise] = [.linear, .relu, .leakyRelu, .tanh, .sigmoid]
      guard units <= Int(CK_TINY_UNITS), suits.contains(function) else { return nil }
      code = ck_tiny_layer(
        weight: weight.base, bias: bias.base, inputs: Int32(isTransposed ? weight.columns : weight.rows),
        units: Int32(units), stride: Int32(weight.stride), transposed: isTransposed, activation: function.code)
    }
  }

  private let layers: [ck_tiny_layer]

  /// Nil for an empty chain or one with too many layers.
  package init?(_ layers: [Layer]) {
    guard !layers.isEmpty, layers.count <= Int(CK_TINY_LAYERS) else { return nil }
    self.layers = layers.map(\.code)
  }

  /// Takes up to `losses.count` steps on examples `order[first...]`, writes each mean loss, and returns how many were
  /// taken: fewer if the next one's numbers exceed 1e9.
  package func descend(
    inputs: Matrix, targets: Matrix, order: [Int32], first: Int, loss: ElementLoss, rate: Float, weightDecay: Float,
    losses: UnsafeMutableBufferPointer<Float>
  ) -> Int {
    precondition(first + losses.count <= order.count)
    return layers.withUnsafeBufferPointer { layers in
      inputs.values.withUnsafeBufferPointer { inputValues in
        targets.values.withUnsafeBufferPointer { targetValues in
          order.withUnsafeBufferPointer { order in
            guard let order = order.baseAddress else { return 0 }
            return Int(
              ck_tiny_descend(
                Int32(losses.count), Int32(layers.count), layers.baseAddress, inputValues.baseAddress,
                Int32(inputs.columns), targetValues.baseAddress, Int32(targets.columns), order + first, loss.code,
                loss.delta, rate, weightDecay, losses.baseAddress))
          }
        }
      }
    }
  }
}
