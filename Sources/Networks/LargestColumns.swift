import Tensors

extension Matrix {
  /// The column of each row's largest value, the first of equals.
  package var largestColumns: [Int32] {
    (0..<rows).map { row in
      var best = 0
      for column in 1..<max(columns, 1) where self[row, column] > self[row, best] { best = column }
      return Int32(best)
    }
  }
}
