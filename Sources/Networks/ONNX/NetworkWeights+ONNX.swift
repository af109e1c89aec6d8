import Tensors

extension NetworkWeights {
  /// Adds what the network computes to a graph.
  ///
  /// Every node's values lie there as here: `[batch, values]`, places after places, channels last. Convolutions and pools turn them
  /// for ONNX, which has channels first, and back.
  ///
  /// - Parameter input: `[batch, inputs]`
  /// - Returns: `[batch, outputs]`; class probabilities if the loss is cross-entropy.
  package func add(to graph: inout ONNXGraph, reading input: ONNXGraph.Value) -> ONNXGraph.Value {
    let (shapes, slices) = (architecture.shapes, slices)
    var values = [input]
    for (index, node) in architecture.nodes.enumerated() {
      let own = architecture.parameterIndices[index + 1].map { slices[$0...] } ?? []
      let layer = ONNXLayer(
        layer: node.layer, read: node.inputs.map { shapes[$0] }, made: shapes[index + 1], weights: Array(own))
      values.append(layer.add(to: &graph, reading: node.inputs.map { values[$0] }))
    }
    let output = values[values.count - 1]
    return architecture.loss == .crossEntropy ? graph.node("Softmax", [output], ["axis": .integer(1)]) : output
  }
}
