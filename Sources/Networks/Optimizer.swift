/// How a gradient becomes an update; the formulas are PyTorch's.
package enum Optimizer: String, CaseIterable, Codable, Hashable, Sendable {
  case sgd, momentum, nesterov, rmsprop, adam, adamw

  /// β₂ where nothing else was asked for; α of `rmsprop`. Source: PyTorch's defaults.
  package var usualBeta2: Float {
    switch self {
    case .rmsprop: 0.99
    case .sgd, .momentum, .nesterov, .adam, .adamw: 0.999
    }
  }

  /// How many moments it keeps of each parameter.
  package var momentCount: Int {
    switch self {
    case .sgd: 0
    case .momentum, .nesterov, .rmsprop: 1
    case .adam, .adamw: 2
    }
  }
}
