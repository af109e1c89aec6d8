import Networks

/// Losses and schedules by the names that a user picks them by.
extension Loss {
  package static let forecasting: [Loss] = [.mse, .mae, .huber(delta: 1)]

  package var name: String {
    switch self {
    case .mse: "mse"
    case .mae: "mae"
    case .huber: "huber"
    case .crossEntropy: "cross-entropy"
    }
  }
}

extension Schedule {
  /// Whether the factor depends on the validation losses so far.
  package var readsValidation: Bool {
    if case .plateau = self { true } else { false }
  }

  package static let named: [Schedule] = [
    .constant, .step(epochs: 30, factor: 0.5), .cosine, .warmUp(epochs: 5), .plateau(patience: 10, factor: 0.5),
  ]

  package var name: String {
    switch self {
    case .constant: "constant"
    case .step: "step"
    case .cosine: "cosine"
    case .warmUp: "warm-up"
    case .plateau: "plateau"
    }
  }
}
