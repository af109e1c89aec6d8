import Basics

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

  /// Where one of these stands beside others in a column of the matrix.
  package func standing(_ value: Double, cost: Int, place: Int) -> Standing {
    let task: PredictionTask = self == .mse ? .number : .forecast
    // Skill is shown with as many decimals, whichever way it is counted.
    let shown = self == .skill ? error((value * 100).rounded() / 100) : task.shown(value)
    return Standing(error(value), shown: shown, cost: cost, place: place)
  }

  /// The same as an error: the less, the better.
  package func error(_ value: Double) -> Double { self == .skill ? 1 - value : value }
}
