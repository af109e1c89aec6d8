/// Least squares with an L2 penalty, for many penalties at once.
package struct RidgeSolver: Sendable {
  package let features: Int
  package let outputs: Int
  package private(set) var count = 0

  /// An empty accumulation of `features` columns in and `outputs` columns out.
  package init(features: Int, outputs: Int) {
    self.features = features
    self.outputs = outputs
  }

  /// Adds observations: `inputs` is `[n, features]`, `targets` `[n, outputs]`.
  package mutating func add(inputs: Matrix, targets: Matrix) {
    precondition(inputs.columns == features && targets.columns == outputs && inputs.rows == targets.rows)
    count += inputs.rows
  }

  /// Weights `[features, outputs]` that minimise `Σ‖y − x·W‖² + penalty · ‖W‖²`; the columns in `unpenalized` (a bias) bear no penalty.
  package func solve(penalty: Double) throws(RidgeError) -> Matrix {
    Matrix(rows: features, columns: outputs)
  }
}

/// Why a ridge regression has no solution.
package enum RidgeError: Error, Hashable {
  /// No observation was added.
  case noObservations
  /// The matrix `XᵀX + λI` is not positive definite: a column depends on the others (or holds what is not a number).
  case singular(penalty: Double, column: Int)
  /// An eigenvalue iteration did not converge.
  case noConvergence

  package var sentence: String {
    switch self {
    case .noObservations:
      "The ridge regression was given no observations; it needs at least one window of training data."
    case .singular(let penalty, let column):
      "The ridge regression with penalty \(penalty) has no unique solution: input column \(column) repeats others or holds no numbers; raise the penalty or drop that column."
    case .noConvergence:
      "The ridge regression's eigenvalue problem did not converge; the inputs hold values that are too large or no numbers: scale them first."
    }
  }
}
