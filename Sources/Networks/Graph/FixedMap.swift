import Tensors

/// A linear map that is not learnt: `output = input · weights`.
struct FixedMap {
  /// `[inputs, outputs]`
  let weights: Matrix

  /// The mean of `width` neighbours of each of `columns`, the ends repeated.
  static func movingAverage(of columns: Int, width: Int) -> FixedMap {
    var weights = Matrix(rows: columns, columns: columns)
    for column in 0..<columns {
      for offset in -(width / 2)...(width / 2) {
        weights[min(max(column + offset, 0), columns - 1), column] += 1 / Float(width)
      }
    }
    return FixedMap(weights: weights)
  }

  /// Straight lines between knots, each the middle of its share of the span.
  static func interpolation(of knots: Int, to columns: Int) -> FixedMap {
    var weights = Matrix(rows: knots, columns: columns)
    for column in 0..<columns {
      let place = max((Double(column) + 0.5) * Double(knots) / Double(columns) - 0.5, 0)
      let lower = min(Int(place), knots - 1)
      let share = Float(place - Double(lower))
      weights[lower, column] += 1 - share
      weights[min(lower + 1, knots - 1), column] += share
    }
    return FixedMap(weights: weights)
  }
}
