import Networks

/// What the inputs and outputs of an exported graph are called.
package enum GraphValue: String, Sendable {
  /// Of a forecaster.
  case window, calendar, forecast
  /// Of a model of samples.
  case rows, images, probabilities, numbers
}

extension ONNXGraph {
  mutating func input(_ name: GraphValue, _ element: Element, _ shape: [Int]) -> Value {
    input(name.rawValue, element, shape)
  }

  mutating func output(_ value: Value, as name: GraphValue, _ element: Element, _ shape: [Int]) {
    output(value, as: name.rawValue, element, shape)
  }
}
