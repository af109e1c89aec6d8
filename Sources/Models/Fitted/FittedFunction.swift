import Networks
import Tensors

/// What a model computes: outputs on the training scale from rows of inputs on it.
package enum FittedFunction: Sendable, Equatable {
  case network(NetworkWeights)
  /// Least squares with weights `[features + 1, outputs]`; the last row is the intercept.
  case linear(Matrix)
  /// For each output the input that it repeats; nil repeats the last value, from which windows are measured, that is 0.
  case copy([Int?], inputs: Int)
  /// Reads the whole past up to an origin, and no windows.
  case smoothing(FittedSmoothing)
  /// Likewise.
  case hybrid(FittedHybrid)
  /// Likewise.
  case theta(FittedTheta)

  /// Values of a row.
  package var inputs: Int {
    switch self {
    case .network(let weights): weights.architecture.inputs
    case .linear(let weights): weights.rows - 1
    case .copy(_, let inputs): inputs
    case .smoothing, .hybrid, .theta: 0
    }
  }

  package var outputs: Int {
    switch self {
    case .network(let weights): weights.architecture.outputs
    case .linear(let weights): weights.columns
    case .copy(let copied, _): copied.count
    case .smoothing(let smoothing): smoothing.horizon
    case .hybrid(let hybrid): hybrid.horizon
    case .theta(let theta): theta.horizon
    }
  }

  /// Whether it reads the whole past up to an origin, and no windows.
  package var readsPast: Bool { pastPredictor != nil }

  /// What computes it where it reads the whole past; nil where it reads windows.
  var pastPredictor: ((PastQuestion) -> DoubleMatrix)? {
    switch self {
    case .network, .linear, .copy: nil
    case .smoothing(let smoothing): smoothing.forecasts
    case .hybrid(let hybrid): hybrid.forecasts
    case .theta(let theta): theta.forecasts
    }
  }

  /// What computes it, `[n, inputs]` to `[n, outputs]`, in memory of its own: for one thread at a time.
  ///
  /// - Precondition: it reads windows.
  package func predictor() -> (Matrix) -> Matrix {
    switch self {
    case .network(let weights): InferenceNetwork(weights).predict
    case .linear(let weights): RidgeFit(weights: weights).predict
    case .copy(let copied, _): { Self.copies(copied, of: $0) }
    case .smoothing, .hybrid, .theta: preconditionFailure("windows for a model that reads the whole past")
    }
  }

  /// What it has learnt, layer by layer.
  package var arrays: [NamedTensor] {
    switch self {
    case .network(let weights): return weights.arrays
    case .linear(let matrix):
      let features = matrix.rows - 1
      return [
        NamedTensor(
          name: "weight", shape: [features, matrix.columns],
          values: Array(matrix.values[..<(features * matrix.columns)])),
        NamedTensor(name: "bias", shape: [matrix.columns], values: Array(matrix.row(features))),
      ]
    case .copy: return []
    case .smoothing(let smoothing): return smoothing.arrays
    case .hybrid(let hybrid): return hybrid.arrays
    case .theta(let theta): return theta.arrays
    }
  }

  private static func copies(_ copied: [Int?], of inputs: Matrix) -> Matrix {
    var outputs = Matrix(rows: inputs.rows, columns: copied.count)
    for row in 0..<inputs.rows {
      for (output, input) in copied.enumerated() {
        if let input { outputs[row, output] = inputs[row, input] }
      }
    }
    return outputs
  }
}
