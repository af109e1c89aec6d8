/// How weights begin; biases begin at zero.
package enum Initializer: String, CaseIterable, Codable, Hashable, Sendable {
  /// Uniform on ±√(6 / (inputs + outputs)). Source: Glorot & Bengio (2010).
  case glorot
  /// Uniform on ±√(6 / inputs), for layers before a rectifier. Source: He et al. (2015).
  case he
  /// All zero, for models of a single layer, which then begin without a random forecast.
  case zero

  /// The largest weight that can be drawn.
  func limit(inputs: Int, outputs: Int) -> Float {
    switch self {
    case .glorot: (6 / Float(inputs + outputs)).squareRoot()
    case .he: (6 / Float(inputs)).squareRoot()
    case .zero: 0
    }
  }
}
