/// A table of 64-bit numbers, row-major: values in the data's own units, which 32 bits would round. Networks take a
/// ``Matrix``.
///
/// Shape: `values.count == rows * columns`; element `(row, column)` lies at `row * columns + column`.
package struct DoubleMatrix: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  package var values: [Double] {
    didSet { precondition(values.count == rows * columns, "\(values.count) values in a \(rows)×\(columns) matrix") }
  }

  package init(rows: Int, columns: Int, values: [Double]) {
    precondition(values.count == rows * columns, "\(values.count) values cannot fill a \(rows)×\(columns) matrix")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  package init(rows: Int, columns: Int, repeating value: Double = 0) {
    precondition(rows >= 0 && columns >= 0, "a matrix cannot be \(rows)×\(columns)")
    self.init(rows: rows, columns: columns, values: [Double](repeating: value, count: rows * columns))
  }

  package subscript(row: Int, column: Int) -> Double {
    get { values[index(row, column)] }
    _modify { yield &values[index(row, column)] }
  }

  package func row(_ row: Int) -> ArraySlice<Double> {
    precondition(row >= 0 && row < rows, "row \(row) of a \(rows)×\(columns) matrix")
    return values[row * columns..<(row + 1) * columns]
  }

  /// The rows at `indices`, in that order.
  package func rows(at indices: some Collection<Int>) -> DoubleMatrix {
    var gathered: [Double] = []
    gathered.reserveCapacity(indices.count * columns)
    for index in indices { gathered.append(contentsOf: row(index)) }
    return DoubleMatrix(rows: indices.count, columns: columns, values: gathered)
  }

  private func index(_ row: Int, _ column: Int) -> Int {
    precondition(
      row >= 0 && row < rows && column >= 0 && column < columns,
      "element (\(row), \(column)) of a \(rows)×\(columns) matrix")
    return row * columns + column
  }
}
