/// A model that a user picks by name and that is trained on each rung.
package enum Recipe: String, Hashable, Sendable, Codable, CaseIterable {
  case mlp
  case linear2
  case ridge
  case naive
  case seasonalNaive = "seasonal-naive"

  /// One line for lists and help.
  package var explanation: String {
    switch self {
    case .mlp: "two hidden layers of relu units on lags and calendar: the all-rounder"
    case .linear2: "two linear layers by per-sample gradient descent: the smallest thing that learns"
    case .ridge: "linear least squares with a penalty, solved at once; the penalty is chosen on validation data"
    case .naive: "the last known value, repeated: the first bar to clear"
    case .seasonalNaive: "the value one season ago: the bar that counts"
    }
  }

  /// False for recipes that are solved at once and have no steps to watch.
  package var hasSteps: Bool { self == .mlp || self == .linear2 }
}
