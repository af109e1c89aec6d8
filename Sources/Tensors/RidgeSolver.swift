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
  /// Σ y² over all outputs.
  private var targetSquares = 0.0

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

  /// Adds all windows of a series that start in some rows, without going through each: inputs are so many rows less the last of
  /// them, outputs the rows after, less that one too.
  ///
  /// Sums over windows that start a row later differ by what enters and what leaves: the cost grows with the rows and with
  /// the square of a window's length, and not with their product.
  package mutating func addWindows(of values: [Double], starting rows: Range<Int>) {
    precondition(!fitsIntercept, "windows without an intercept")
    let length = features + outputs
    guard !rows.isEmpty else { return }
    precondition(rows.lowerBound >= 0 && rows.upperBound - 1 + length <= values.count, "windows beyond the series")
    var sums = [Double](repeating: 0, count: length * length)
    let (n, last) = (rows.count, features - 1)
    values.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return }
      let (first, end) = (base + rows.lowerBound, base + rows.upperBound)
      for column in 0..<length { sums[column] = cblas_ddot(Int32(n), first, 1, first + column, 1) }
      sums.withUnsafeMutableBufferPointer { sums in
        for row in 1..<length {
          let (enters, leaves) = (end[row - 1], first[row - 1])
          let (above, own) = ((row - 1) * length - 1, row * length)
          for column in row..<length {
            sums[own + column] = sums[above + column] + enters * end[column - 1] - leaves * first[column - 1]
          }
        }
        // From values to what lies between them and the last: every sum less those with the last one.
        func withLast(_ place: Int) -> Double { sums[min(place, last) * length + max(place, last)] }
        let lasts = (0..<length).map(withLast)
        for row in 0..<features {
          for column in row..<features {
            gram[row * features + column] += sums[row * length + column] - lasts[row] - lasts[column] + lasts[last]
          }
          for output in 0..<outputs {
            cross[output * features + row] +=
              sums[row * length + features + output] - lasts[row] - lasts[features + output] + lasts[last]
          }
        }
        for output in features..<length {
          targetSquares += sums[output * (length + 1)] - 2 * lasts[output] + lasts[last]
        }
      }
    }
    count += n
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
      for place in 0..<rows * outputs { targetSquares += y[place] * y[place] }
      let (n, p, q) = (Int32(rows), Int32(features), Int32(outputs))
      cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, p, n, 1, x, p, 1, &gram, p)
      cblas_dgemm(CblasRowMajor, CblasTrans, CblasNoTrans, q, p, n, 1, y, q, x, p, 1, &cross, p)
    }
    count += inputs.rows
  }

  /// Adds the observations that another has gathered, of as many features and outputs.
  package mutating func add(_ other: RidgeSolver) {
    precondition(other.features == features && other.outputs == outputs, "sums of other regressions")
    for place in gram.indices { gram[place] += other.gram[place] }
    for place in cross.indices { cross[place] += other.cross[place] }
    for place in inputSums.indices { inputSums[place] += other.inputSums[place] }
    for place in targetSums.indices { targetSums[place] += other.targetSums[place] }
    targetSquares += other.targetSquares
    count += other.count
  }

  /// The mean of (y − x·W)² over these observations and all outputs, of the slopes that another's observations give: without
  /// going through them again.
  ///
  /// Both have no intercept.
  package func meanSquaredError(learntFrom other: RidgeSolver, penalty: Double) throws(RidgeError) -> Double {
    precondition(!fitsIntercept && !other.fitsIntercept, "errors are worked out without an intercept")
    guard count > 0 else { throw .noObservations }
    let slopes = try other.solution(penalty: penalty)
    let (q, p) = (Int32(outputs), Int32(features))
    var products = cross
    // Σ(y − x·w)² = wᵀ(G w − 2 c) + Σ y², one row an output.
    cblas_dsymm(CblasRowMajor, CblasRight, CblasUpper, q, p, 1, gram, p, slopes, p, -2, &products, p)
    var sum = targetSquares
    for place in slopes.indices { sum += slopes[place] * products[place] }
    return max(sum, 0) / Double(count * outputs)
  }

  /// The weights `[features, outputs]`; with an intercept, one more row that holds it.
  package func solve(penalty: Double) throws(RidgeError) -> Matrix { weights(try solution(penalty: penalty)) }

  /// The slopes, `[outputs, features]`.
  private func solution(penalty: Double) throws(RidgeError) -> [Double] {
    guard count > 0 else { throw .noObservations }
    var (factor, solution) = (gram, cross)
    if fitsIntercept { center(&factor, &solution) }
    for feature in 0..<features { factor[feature * (features + 1)] += penalty }
    var (n, q, info) = (Int32(features), Int32(outputs), Int32(0))
    dpotrf_("L", &n, &factor, &n, &info)
    guard info == 0 else { throw .singular(penalty: penalty, column: Int(info) - 1) }
    dpotrs_("L", &n, &q, factor, &n, &solution, &n, &info)
    guard info == 0, solution.allSatisfy(\.isFinite) else { throw .notFinite(penalty: penalty) }
    return solution
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
