import COpenBLAS

/// A symmetric positive definite matrix in double precision, gathered term by term and then factored.
///
/// Shape: `[order, order]`; only the upper triangle of the rows is kept, which LAPACK reads as the lower one of columns.
package struct PositiveMatrix: Sendable {
  package let order: Int
  private var values: [Double]

  /// A matrix of zeros, to which terms are added.
  package init(order: Int) {
    precondition(order >= 0, "a matrix of order \(order)")
    self.order = order
    values = [Double](repeating: 0, count: order * order)
  }

  /// Adds to an element on or above the diagonal, and so to its mirror image.
  package mutating func add(_ value: Double, row: Int, column: Int) {
    precondition(row <= column && column < order, "element (\(row), \(column)) above the diagonal of order \(order)")
    values[row * order + column] += value
  }

  /// Adds the sum of the outer products of rows `[count, order]` with themselves.
  package mutating func addGram(of rows: [Double]) {
    guard order > 0, !rows.isEmpty else { return }
    precondition(rows.count % order == 0, "\(rows.count) values in rows of \(order)")
    let (n, k) = (Int32(order), Int32(rows.count / order))
    cblas_dsyrk(CblasRowMajor, CblasUpper, CblasTrans, n, k, 1, rows, n, 1, &values, n)
  }

  /// The Cholesky factor, with which systems are solved.
  package func factored() throws(PositiveMatrixError) -> CholeskyFactor {
    var factor = values
    var (n, info) = (Int32(order), Int32(0))
    if order > 0 { dpotrf_("L", &n, &factor, &n, &info) }
    guard info == 0 else { throw .notPositive(row: Int(info) - 1, order: order) }
    return CholeskyFactor(order: order, factor: factor)
  }
}

/// The factor of a ``PositiveMatrix``.
package struct CholeskyFactor: Sendable {
  package let order: Int
  fileprivate let factor: [Double]

  /// Solves for right sides `[count, order]`, one a row, and leaves the solutions in their place.
  package func solve(_ right: inout [Double]) {
    guard order > 0, !right.isEmpty else { return }
    precondition(right.count % order == 0, "\(right.count) values in right sides of \(order)")
    var (n, count, info) = (Int32(order), Int32(right.count / order), Int32(0))
    dpotrs_("L", &n, &count, factor, &n, &right, &n, &info)
    precondition(info == 0, "LAPACK refused argument \(-info)")
  }
}

/// Why a matrix has no Cholesky factor.
package enum PositiveMatrixError: Error, Hashable {
  /// From this row on it depends on the rows before, or holds what is not a number.
  case notPositive(row: Int, order: Int)
}
