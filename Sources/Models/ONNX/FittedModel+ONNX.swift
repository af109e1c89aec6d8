import Basics
import Networks

/// Why a trained model is no graph of ONNX.
package enum ONNXRefusal: Error, Hashable {
  /// Several members, whose forecasts the calendar brings to one grain, or of which samples choose one.
  case joined(Recipe)
  /// The mean of several models of one grain.
  case mean(Recipe)
  /// It goes along the whole past, and reads no window of a fixed size.
  case wholePast(Recipe)
  case unreadable(reason: String)

  package var sentence: String {
    switch self {
    case .joined(let recipe): Words.onnxJoined(recipe: recipe.rawValue)
    case .mean(let recipe): Words.onnxMean(recipe: recipe.rawValue)
    case .wholePast(let recipe): Words.onnxWholePast(recipe: recipe.rawValue)
    case .unreadable(let reason): Words.modelUnreadable(reason: reason)
    }
  }
}

extension FittedModel {
  /// The bytes of an ONNX model that takes raw values and answers in the target's own units: scaling, what is read of a window and
  /// the way back are part of the graph. Sums around the network are in 64 bits there as here.
  ///
  /// - Parameter producer: what the file says wrote it.
  /// - Throws: ``ONNXRefusal``.
  package func onnx(producer: (name: String, version: String)) throws(ONNXRefusal) -> [UInt8] {
    guard functions.count == 1 else { throw isMean ? .mean(recipe) : .joined(recipe) }
    guard !functions[0].readsPast else { throw .wholePast(recipe) }
    var graph = ONNXGraph()
    var notes: [String: String]
    switch subject {
    case .forecast(let forecast): notes = try forecast.add(to: &graph, recipe)
    case .samples(let samples): notes = try samples.add(to: &graph)
    }
    notes["recipe"] = recipe.rawValue
    return graph.bytes(name: recipe.rawValue, producer: producer, notes: notes)
  }

  private var isMean: Bool {
    switch subject {
    case .forecast(let forecast): forecast.frame.isOfOneGrain
    case .samples: false
    }
  }
}

extension FittedFunction {
  /// - Parameter inputs: `[batch, inputs]` on the training scale, 32-bit.
  /// - Returns: `[batch, outputs]` likewise.
  func add(to graph: inout ONNXGraph, reading inputs: ONNXGraph.Value) -> ONNXGraph.Value {
    switch self {
    case .network(let weights): return weights.add(to: &graph, reading: inputs)
    case .linear(let matrix):
      let features = matrix.rows - 1
      let weight = graph.constant(Array(matrix.values[..<(features * matrix.columns)]), [features, matrix.columns])
      return graph.node("Gemm", [inputs, weight, graph.constant(Array(matrix.row(features)), [matrix.columns])])
    case .copy(let copied, let count):
      var choice = [Float](repeating: 0, count: count * copied.count)
      for (output, input) in copied.enumerated() {
        if let input { choice[input * copied.count + output] = 1 }
      }
      return graph.node("MatMul", [inputs, graph.constant(choice, [count, copied.count])])
    case .smoothing, .hybrid, .theta: preconditionFailure("refused above")
    }
  }
}

extension ONNXGraph {
  mutating func cast(_ value: Value, to element: Element) -> Value {
    node("Cast", [value], ["to": .integer(element.rawValue)])
  }

  /// `(value − offsets) / scales` along the last side.
  mutating func scaled(_ value: Value, offsets: [Double], scales: [Double]) -> Value {
    node("Div", [node("Sub", [value, constant(offsets, [offsets.count])]), constant(scales, [scales.count])])
  }

  /// `answers`, `[batch, outputs]`, but NaN where one of the values that they were made of is: what computes them may pass over it.
  ///
  /// - Parameter read: `[batch, values]` in 64 bits.
  mutating func known(_ answers: Value, _ element: Element, from read: Value) -> Value {
    let zeros = node("Mul", [read, constant([0.0], [1])])
    let sum = node("ReduceSum", [zeros, constant([1])], ["keepdims": .integer(1)])
    return node("Add", [answers, element == .double ? sum : cast(sum, to: element)])
  }

  /// `value · scales + offsets` along the last side.
  mutating func restored(_ value: Value, offsets: [Double], scales: [Double]) -> Value {
    node("Add", [node("Mul", [value, constant(scales, [scales.count])]), constant(offsets, [offsets.count])])
  }
}
