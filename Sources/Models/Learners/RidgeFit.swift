import Networks
import Tensors

/// Weights `[features + 1, outputs]`; the last row is the intercept.
package struct RidgeFit: Sendable {
  package let weights: Matrix
  private let slopes: Matrix
  private let intercept: [Float]

  package init(weights: Matrix) {
    self.weights = weights
    let features = weights.rows - 1
    slopes = Matrix(
      rows: features, columns: weights.columns, values: Array(weights.values[..<(features * weights.columns)]))
    intercept = Array(weights.row(features))
  }

  /// `[n, features]` to `[n, outputs]`.
  package func predict(_ inputs: Matrix) -> Matrix {
    var outputs = inputs * slopes
    let columns = outputs.columns
    outputs.values.withUnsafeMutableBufferPointer { values in
      for start in stride(from: 0, to: values.count, by: columns) {
        for column in 0..<columns { values[start + column] += intercept[column] }
      }
    }
    return outputs
  }

  package func meanSquaredError(_ examples: Examples) -> Double {
    var sum = 0.0
    examples.forEachPiece { inputs, targets in
      let predicted = predict(inputs).values
      for (index, target) in targets.values.enumerated() {
        let error = Double(predicted[index] - target)
        sum += error * error
      }
    }
    return sum / Double(max(1, examples.count * examples.outputCount))
  }
}
