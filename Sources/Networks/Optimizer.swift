/// How a gradient becomes an update; the formulas are PyTorch's.
package enum Optimizer: String, CaseIterable, Codable, Hashable, Sendable {
  case sgd, momentum, nesterov, rmsprop, adam, adamw

  /// How many moments it keeps of each parameter.
  package var momentCount: Int {
    switch self {
    case .sgd: 0
    case .momentum, .nesterov, .rmsprop: 1
    case .adam, .adamw: 2
    }
  }
}
