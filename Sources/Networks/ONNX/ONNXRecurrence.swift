/// Gated recurrent units as ONNX's `GRU`, whose gates are in the order z, r, n, and whose weights lie units first.
struct ONNXRecurrence {
  let times: Int
  let channels: Int
  let units: Int
  /// Of the input, then of the state; gates r, z, n side by side.
  let weights: [NetworkWeights.Slice]

  /// - Parameter input: `[batch, times · channels]`
  /// - Returns: the last state `[batch, units]`, or those of all times `[batch, times · units]`.
  func add(
    to graph: inout ONNXGraph, reading input: ONNXGraph.Value, returnsSequence: Bool
  ) -> ONNXGraph.Value {
    let signal = graph.node(
      "Transpose", [graph.reshaped(input, [times, channels])], ["perm": .integers([1, 0, 2])])
    let order = [1, 0, 2]
    func turned(_ pair: NetworkWeights.Slice) -> [Float] {
      order.flatMap { gate in
        (0..<units).flatMap { unit in (0..<pair.inputs).map { pair.weight[$0 * pair.units + gate * units + unit] } }
      }
    }
    func bias(_ pair: NetworkWeights.Slice) -> [Float] { order.flatMap { pair.bias[$0 * units..<($0 + 1) * units] } }
    let states = graph.node(
      "GRU",
      [
        signal, graph.constant(turned(weights[0]), [1, 3 * units, channels]),
        graph.constant(turned(weights[1]), [1, 3 * units, units]),
        graph.constant(bias(weights[0]) + bias(weights[1]), [1, 6 * units]),
      ], ["hidden_size": .integer(units), "linear_before_reset": .integer(1)], outputs: 2)
    // All states are `[times, 1, batch, units]`, the last `[1, batch, units]`.
    guard returnsSequence else {
      return graph.reshaped(graph.node("Transpose", [states[1]], ["perm": .integers([1, 0, 2])]), [units])
    }
    return graph.reshaped(
      graph.node("Transpose", [states[0]], ["perm": .integers([2, 0, 1, 3])]), [times * units])
  }
}
