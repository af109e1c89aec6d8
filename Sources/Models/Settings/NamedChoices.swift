import Networks

/// Losses by the names that a user picks them by.
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
