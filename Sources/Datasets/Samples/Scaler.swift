import Tensors

/// How columns are brought to one scale.
package enum Scaling: String, Sendable, Hashable, CaseIterable, Codable {
  /// To 0…1.
  case minMax = "min-max"
  /// To mean 0 and population standard deviation 1.
  case zScore = "z-score"
  /// To median 0 and interquartile range 1.
  case robust
  /// As they are.
  case none
}

/// An affine map per column, `(value − offset) / scale`, fitted on training rows only.
///
/// NaN is ignored in fitting and stays NaN. A constant column has scale 1.
package struct Scaler: Sendable, Hashable, Codable {
  package let scaling: Scaling
  /// One for each column.
  package let offsets: [Double]
  /// One for each column; finite and not 0.
  package let scales: [Double]

  /// Fits on the given rows of each column.
  package init(_ scaling: Scaling, fitting columns: [Column], rows: Range<Int>) {
    self.init(scaling, count: columns.count) { column, visit in
      for value in columns[column].values[rows] { visit(value) }
    }
  }

  /// Fits on all rows of a matrix (the training examples), column by column.
  package init(_ scaling: Scaling, fitting matrix: DoubleMatrix) {
    self.init(scaling, count: matrix.columns) { column, visit in
      for row in 0..<matrix.rows { visit(matrix.values[row * matrix.columns + column]) }
    }
  }

  /// As above, for values that are 32-bit already, as pixels are.
  package init(_ scaling: Scaling, fitting matrix: Matrix) {
    self.init(scaling, count: matrix.columns) { column, visit in
      for row in 0..<matrix.rows { visit(Double(matrix.values[row * matrix.columns + column])) }
    }
  }

  private init(_ scaling: Scaling, count: Int, each: (Int, (Double) -> Void) -> Void) {
    var offsets: [Double] = []
    var scales: [Double] = []
    for column in 0..<count {
      var values: [Double] = []
      each(column) { if $0.isFinite { values.append($0) } }
      let (offset, scale) = Self.fit(scaling, values)
      offsets.append(offset)
      scales.append(scale.isFinite && scale > 0 ? scale : 1)
    }
    self.scaling = scaling
    self.offsets = offsets
    self.scales = scales
  }

  private static func fit(_ scaling: Scaling, _ values: [Double]) -> (Double, Double) {
    guard !values.isEmpty else { return (0, 1) }
    switch scaling {
    case .none: return (0, 1)
    case .minMax:
      let low = values.min() ?? 0
      return (low, (values.max() ?? 0) - low)
    case .zScore:
      let moments = Moments(values)
      return (moments.mean, moments.isConstant ? 1 : moments.deviation)
    case .robust:
      let sorted = values.sorted()
      return (Quantile.of(sorted, 0.5), Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25))
    }
  }

  package func transform(_ value: Double, column: Int) -> Double { (value - offsets[column]) / scales[column] }
  package func inverse(_ value: Double, column: Int) -> Double { value * scales[column] + offsets[column] }

  /// Scaled in 64 bits, then rounded to the 32 that networks take. Shape in and out: `[rows, columns fitted]`.
  package func transform(_ matrix: DoubleMatrix) -> Matrix {
    check(rows: matrix.rows, columns: matrix.columns)
    return Matrix(
      rows: matrix.rows, columns: matrix.columns,
      values: mapped(matrix.values.count) { Float(transform(matrix.values[$0], column: $1)) })
  }

  package func transform(_ matrix: Matrix) -> Matrix {
    check(rows: matrix.rows, columns: matrix.columns)
    return Matrix(
      rows: matrix.rows, columns: matrix.columns,
      values: mapped(matrix.values.count) { Float(transform(Double(matrix.values[$0]), column: $1)) })
  }

  /// Back in the columns' own units.
  package func inverse(_ matrix: Matrix) -> DoubleMatrix {
    check(rows: matrix.rows, columns: matrix.columns)
    return DoubleMatrix(
      rows: matrix.rows, columns: matrix.columns,
      values: mapped(matrix.values.count) { inverse(Double(matrix.values[$0]), column: $1) })
  }

  private func check(rows: Int, columns: Int) {
    precondition(columns == offsets.count, "a scaler of \(offsets.count) columns on a \(rows)×\(columns) matrix")
  }

  /// Row by row, with each element's index and column.
  private func mapped<Value>(_ count: Int, _ value: (_ index: Int, _ column: Int) -> Value) -> [Value] {
    var values: [Value] = []
    values.reserveCapacity(count)
    for start in stride(from: 0, to: count, by: max(1, offsets.count)) {
      for column in offsets.indices { values.append(value(start + column, column)) }
    }
    return values
  }
}

/// Mean and spread in Double, in two passes.
struct Moments {
  var mean = 0.0
  /// Population standard deviation.
  var deviation = 0.0
  var isConstant = true

  init(_ values: some Collection<Double>) {
    guard let first = values.first else { return }
    var sum = 0.0
    for value in values { sum += value }
    mean = sum / Double(values.count)
    var squares = 0.0
    for value in values {
      let difference = value - mean
      squares += difference * difference
      if value != first { isConstant = false }
    }
    deviation = isConstant ? 0 : (squares / Double(values.count)).squareRoot()
    // Of numbers that are nearly alike the sum has lost the digits in which they differ.
    if !isConstant, deviation < 1e-6 * mean.magnitude { measure(values, from: first) }
    if isConstant { mean = first }
  }

  /// By the differences from one of the values, corrected for what their own mean is off.
  private mutating func measure(_ values: some Collection<Double>, from first: Double) {
    let count = Double(values.count)
    let shift = values.reduce(0) { $0 + ($1 - first) } / count
    var (sum, squares) = (0.0, 0.0)
    for value in values {
      let difference = value - first - shift
      sum += difference
      squares += difference * difference
    }
    mean = first + shift
    deviation = ((squares - sum * sum / count) / count).squareRoot()
  }
}

enum Quantile {
  /// Linear between order statistics, as NumPy's default.
  static func of(_ sorted: [Double], _ probability: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = probability * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return last }
    let low = sorted[index]
    return low + (sorted[index + 1] - low) * (position - Double(index))
  }
}
