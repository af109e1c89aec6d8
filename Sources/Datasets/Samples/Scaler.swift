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
package struct Scaler: Sendable, Hashable {
  package let scaling: Scaling
  /// One for each column.
  package let offsets: [Float]
  /// One for each column; finite and not 0.
  package let scales: [Float]

  /// Fits on the given rows of each column.
  package init(_ scaling: Scaling, fitting columns: [Column], rows: Range<Int>) {
    self.init(scaling, count: columns.count) { column, visit in
      for value in columns[column].values[rows] { visit(value) }
    }
  }

  /// Fits on all rows of a matrix (the training examples), column by column.
  package init(_ scaling: Scaling, fitting matrix: Matrix) {
    self.init(scaling, count: matrix.columns) { column, visit in
      for row in 0..<matrix.rows { visit(matrix.values[row * matrix.columns + column]) }
    }
  }

  private init(_ scaling: Scaling, count: Int, each: (Int, (Float) -> Void) -> Void) {
    var offsets: [Float] = []
    var scales: [Float] = []
    for column in 0..<count {
      var values: [Float] = []
      each(column) { if $0.isFinite { values.append($0) } }
      let (offset, scale) = Self.fit(scaling, values)
      offsets.append(offset)
      scales.append(scale.isFinite && scale > 0 ? scale : 1)
    }
    self.scaling = scaling
    self.offsets = offsets
    self.scales = scales
  }

  private static func fit(_ scaling: Scaling, _ values: [Float]) -> (Float, Float) {
    guard !values.isEmpty else { return (0, 1) }
    switch scaling {
    case .none: return (0, 1)
    case .minMax:
      let low = values.min() ?? 0
      return (low, (values.max() ?? 0) - low)
    case .zScore:
      let moments = Moments(values)
      return (Float(moments.mean), moments.isConstant ? 1 : Float(moments.deviation))
    case .robust:
      let sorted = values.sorted()
      return (Float(Quantile.of(sorted, 0.5)), Float(Quantile.of(sorted, 0.75) - Quantile.of(sorted, 0.25)))
    }
  }

  package func transform(_ value: Float, column: Int) -> Float { (value - offsets[column]) / scales[column] }
  package func inverse(_ value: Float, column: Int) -> Float { value * scales[column] + offsets[column] }

  /// Shape in and out: `[rows, columns fitted]`.
  package func transform(_ matrix: Matrix) -> Matrix { map(matrix, transform) }
  package func inverse(_ matrix: Matrix) -> Matrix { map(matrix, inverse) }

  private func map(_ matrix: Matrix, _ change: (Float, Int) -> Float) -> Matrix {
    precondition(
      matrix.columns == offsets.count,
      "a scaler of \(offsets.count) columns on a \(matrix.rows)×\(matrix.columns) matrix"
    )
    var values = matrix.values
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        values[row * matrix.columns + column] = change(values[row * matrix.columns + column], column)
      }
    }
    return Matrix(rows: matrix.rows, columns: matrix.columns, values: values)
  }
}

/// Mean and spread in Double, in two passes.
struct Moments {
  var mean = 0.0
  /// Population standard deviation.
  var deviation = 0.0
  var isConstant = true

  init(_ values: some Collection<Float>) {
    guard let first = values.first else { return }
    var sum = 0.0
    for value in values { sum += Double(value) }
    mean = sum / Double(values.count)
    var squares = 0.0
    for value in values {
      let difference = Double(value) - mean
      squares += difference * difference
      if value != first { isConstant = false }
    }
    deviation = isConstant ? 0 : (squares / Double(values.count)).squareRoot()
    if isConstant { mean = Double(first) }
  }
}

enum Quantile {
  /// Linear between order statistics, as NumPy's default.
  static func of(_ sorted: [Float], _ probability: Double) -> Double {
    guard let last = sorted.last else { return .nan }
    let position = probability * Double(sorted.count - 1)
    let index = Int(position)
    guard index + 1 < sorted.count else { return Double(last) }
    let low = Double(sorted[index])
    return low + (Double(sorted[index + 1]) - low) * (position - Double(index))
  }
}
