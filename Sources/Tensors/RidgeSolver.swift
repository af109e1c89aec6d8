import COpenBLAS

/// Least squares with an L2 penalty: sums are gathered once, then solved for as many penalties as wanted.
///
/// Minimises `Σ‖y − x·W − c‖² + penalty · ‖W‖²` by the normal equations `(XᵀX + penalty · I) W = XᵀY`, in double
/// precision; memory grows with the columns, not with the observations.
package struct RidgeSolver: Sendable {
  package let features: Int
  package let outputs: Int
  /// Whether there is an intercept `c`, which bears no penalty.
  package let fitsIntercept: Bool
  /// Observations added so far.
  package private(set) var count = 0

  /// `XᵀX`, `[features, features]`; its upper triangle in rows, which LAPACK reads as the lower one in columns.
  private var gram: [Double]
  /// `YᵀX`, `[outputs, features]`
  private var cross: [Double]
  private var inputSums: [Double]
  private var targetSums: [Double]

  /// Rows that are widened to double precision at a time.
  private static let blockRows = 256

  /// An empty accumulation.
  package init(features: Int, outputs: Int, fitsIntercept: Bool = false) {
    precondition(features > 0 && outputs > 0, "a regression of \(outputs) outputs on \(features) features")
    self.features = features
    self.outputs = outputs
    self.fitsIntercept = fitsIntercept
    gram = [Double](repeating: 0, count: features * features)
    cross = [Double](repeating: 0, count: features * outputs)
    inputSums = [Double](repeating: 0, count: features)
    targetSums = [Double](repeating: 0, count: outputs)
  }

  /// Adds observations: inputs `[n, features]`, targets `[n, outputs]`.
  package mutating func add(inputs: Matrix, targets: Matrix) {
    precondition(
      inputs.columns == features && targets.columns == outputs && inputs.rows == targets.rows,
      "inputs \(inputs.rows)×\(inputs.columns) and targets \(targets.rows)×\(targets.columns) for \(features) → \(outputs)"
    )
    var x = [Double](repeating: 0, count: Self.blockRows * features)
    var y = [Double](repeating: 0, count: Self.blockRows * outputs)
    for first in stride(from: 0, to: inputs.rows, by: Self.blockRows) {
      let rows = min(Self.blockRows, inputs.rows - first)
      Self.widen(inputs, first: first, rows: rows, into: &x, sums: &inputSums)
      Self.widen(targets, first: first, rows: rows, into: &y, sums: &targetSums)
      let (n, p, q) = (Int32(rows), Int32(features), Int32(outputs))
      cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, p, n, 1, x, p, 1, &gram, p)
      cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, q, p, n, 1, y, q, x, p, 1, &cross, p)
    }
    count += inputs.rows
  }

  /// The weights `[features, outputs]`; with an intercept, one more row that holds it.
  package func solve(penalty: Double) throws(RidgeError) -> Matrix {
    guard count > 0 else { throw .noObservations }
    var (factor, solution) = (gram, cross)
    if fitsIntercept { center(&factor, &solution) }
    for feature in 0..<features { factor[feature * (features + 1)] += penalty }
    var (n, q, info) = (Int32(features), Int32(outputs), Int32(0))
    dpotrf_("L", &n, &factor, &n, &info)
    guard info == 0 else { throw .singular(penalty: penalty, column: Int(info) - 1) }
    dpotrs_("L", &n, &q, factor, &n, &solution, &n, &info)
    guard info == 0, solution.allSatisfy(\.isFinite) else { throw .notFinite(penalty: penalty) }
    return weights(solution)
  }

  /// Moves the sums to the means: `XᵀX − n x̄ x̄ᵀ` and `YᵀX − n ȳ x̄ᵀ`.
  private func center(_ gram: inout [Double], _ cross: inout [Double]) {
    let n = Double(count)
    for row in 0..<features {
      for column in row..<features { gram[row * features + column] -= inputSums[row] * inputSums[column] / n }
    }
    for output in 0..<outputs {
      for feature in 0..<features { cross[output * features + feature] -= targetSums[output] * inputSums[feature] / n }
    }
  }

  /// From `[outputs, features]` to the matrix that is returned.
  private func weights(_ solution: [Double]) -> Matrix {
    var result = Matrix(rows: features + (fitsIntercept ? 1 : 0), columns: outputs)
    for output in 0..<outputs {
      var intercept = targetSums[output] / Double(count)
      for feature in 0..<features {
        let weight = solution[output * features + feature]
        result[feature, output] = Float(weight)
        intercept -= weight * inputSums[feature] / Double(count)
      }
      if fitsIntercept { result[features, output] = Float(intercept) }
    }
    return result
  }

  private static func widen(
    _ matrix: Matrix, first: Int, rows: Int, into values: inout [Double], sums: inout [Double]
  ) {
    let columns = matrix.columns
    matrix.values.withUnsafeBufferPointer { source in
      for row in 0..<rows {
        for column in 0..<columns {
          let value = Double(source[(first + row) * columns + column])
          values[row * columns + column] = value
          sums[column] += value
        }
      }
    }
  }
}

/// Why a ridge regression has no solution.
package enum RidgeError: Error, Hashable {
  /// No observation was added.
  case noObservations
  /// `XᵀX + penalty · I` is not positive definite from this column on: it depends on the columns before it.
  case singular(penalty: Double, column: Int)
  /// The solution overflows or the observations hold what is not a number.
  case notFinite(penalty: Double)
}
