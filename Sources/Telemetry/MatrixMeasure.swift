/// A score that the evaluation matrix is shown in.
package enum MatrixMeasure: String, CaseIterable, Sendable {
  case rmsse = "RMSSE"
  case mase = "MASE"
  case mse = "MSE"
  case skill

  package func value(_ scores: Scores) -> Double? {
    switch self {
    case .rmsse: scores.rmsse
    case .mase: scores.mase
    case .mse: scores.mse
    case .skill: scores.skill
    }
  }

  /// The same as an error: the less, the better.
  package func error(_ value: Double) -> Double { self == .skill ? 1 - value : value }
}
