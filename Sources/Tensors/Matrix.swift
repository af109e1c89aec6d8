import COpenBLAS

/// A dense matrix of 32-bit floats, row-major.
///
/// Shape: `values.count == rows * columns`; element `(row, column)` lies at `row * columns + column`.
package struct Matrix: Sendable, Equatable {
  package private(set) var rows: Int
  package private(set) var columns: Int
  package var values: [Float] {
    didSet { precondition(values.count == rows * columns, "\(values.count) values in a \(rows)×\(columns) matrix") }
  }

  /// A matrix of zeros.
  package init(rows: Int, columns: Int) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot be \(rows)×\(columns)")
    self.init(rows: rows, columns: columns, values: [Float](repeating: 0, count: rows * columns))
  }

  package init(rows: Int, columns: Int, values: [Float]) {
    precondition(values.count == rows * columns, "\(values.count) values cannot fill a \(rows)×\(columns) matrix")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  /// A matrix from its rows, all of one length.
  package init(_ rows: [[Float]]) {
    let columns = rows.first?.count ?? 0
    precondition(rows.allSatisfy { $0.count == columns }, "rows of different lengths")
    self.init(rows: rows.count, columns: columns, values: rows.flatMap { $0 })
  }

  package subscript(row: Int, column: Int) -> Float {
    get { values[index(row, column)] }
    _modify { yield &values[index(row, column)] }
  }

  package func row(_ row: Int) -> ArraySlice<Float> {
    precondition(row >= 0 && row < rows, "row \(row) of a \(rows)×\(columns) matrix")
    return values[row * columns..<(row + 1) * columns]
  }

  package func column(_ column: Int) -> [Float] {
    (0..<rows).map { values[index($0, column)] }
  }

  /// The rows at `indices`, in that order.
  package func rows(at indices: some Collection<Int>) -> Matrix {
    var gathered: [Float] = []
    gathered.reserveCapacity(indices.count * columns)
    for index in indices { gathered.append(contentsOf: row(index)) }
    return Matrix(rows: indices.count, columns: columns, values: gathered)
  }

  package var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns { result.values[column * rows + row] = values[row * columns + column] }
    }
    return result
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "element (\(row), \(column)) of a \(rows)×\(columns) matrix")
    return row * columns + column
  }
}

extension Matrix {
  /// The matrix product.
  package static func * (left: Matrix, right: Matrix) -> Matrix {
    precondition(
      left.columns == right.rows, "\(left.rows)×\(left.columns) times \(right.rows)×\(right.columns)")
    var product = Matrix(rows: left.rows, columns: right.columns)
    guard !product.values.isEmpty, left.columns > 0 else { return product }
    cblas_sgemm(
      CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(left.rows), Int32(right.columns), Int32(left.columns), 1,
      left.values, Int32(left.columns), right.values, Int32(right.columns), 0, &product.values, Int32(right.columns))
    return product
  }
}
