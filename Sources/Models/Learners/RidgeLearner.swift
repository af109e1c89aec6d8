import Networks
import Telemetry
import Tensors

/// Least squares with a penalty, solved in closed form; the penalty with the lowest validation error wins.
///
/// It takes a single step, in which every penalty is tried, and has then finished.
package final class RidgeLearner: Learner {
  /// Penalties tried on inputs of unit scale, from none to nearly constant forecasts.
  package static let penalties: [Double] = [1e-2, 1e-1, 1, 10, 100, 300, 1e3, 3e3, 1e4, 3e4, 1e5]

  package let outline: LearnerOutline
  package private(set) var sweep: [(parameter: Double, validationError: Double)] = []
  private let training: (inputs: Matrix, targets: Matrix)
  private let validation: (inputs: Matrix, targets: Matrix)
  private let judge: any Judge
  private var fit: RidgeFit
  private var bestError: Double?

  /// Inputs `[n, features]` and targets `[n, outputs]` of both parts.
  package init(
    training: (inputs: Matrix, targets: Matrix), validation: (inputs: Matrix, targets: Matrix), lookback: Int,
    judge: any Judge
  ) {
    self.training = training
    self.validation = validation
    self.judge = judge
    let (features, outputs) = (training.inputs.columns, training.targets.columns)
    fit = RidgeFit(weights: Matrix(rows: features + 1, columns: outputs))
    outline = LearnerOutline(
      summary: Words.summaryRidge(inputs: features, outputs: outputs), trainingRows: training.inputs.rows,
      validationRows: validation.inputs.rows, parameterCount: (features + 1) * outputs,
      multiplyAddsPerExample: features * (features + outputs), lookback: lookback)
  }

  package func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    var solver = RidgeSolver(features: training.inputs.columns, outputs: training.targets.columns, fitsIntercept: true)
    solver.add(inputs: training.inputs, targets: training.targets)
    sweep = []
    bestError = nil
    for penalty in Self.penalties {
      guard let weights = try? solver.solve(penalty: penalty) else { continue }
      let candidate = RidgeFit(weights: weights)
      let error = candidate.meanSquaredError(validation.inputs, validation.targets)
      sweep.append((penalty, error))
      if error < bestError ?? .infinity { (fit, bestError) = (candidate, error) }
    }
    losses[0] = Float(fit.meanSquaredError(training.inputs, training.targets))
    let rows = training.inputs.rows
    return StepOutcome(
      steps: 1, epochEnded: true, examples: rows, multiplyAdds: rows * outline.multiplyAddsPerExample)
  }

  package func validationLoss() -> Float? { bestError.map { Float($0) } }
  package func evaluate() -> Evaluation { judge.evaluate(fit.predict) }
  package func nativeForecast() -> NativeForecast? { judge.nativeForecast(fit.predict) }
  package func checkpoint() -> LearnerCheckpoint { .closedForm }
  package func restore(_ checkpoint: LearnerCheckpoint) {}
  package var weightsAreFinite: Bool { fit.weights.values.allSatisfy(\.isFinite) }

  package func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    fit.weights.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}

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

  package func meanSquaredError(_ inputs: Matrix, _ targets: Matrix) -> Double {
    let predicted = predict(inputs).values
    var sum = 0.0
    for (index, target) in targets.values.enumerated() {
      let error = Double(predicted[index] - target)
      sum += error * error
    }
    return sum / Double(max(1, targets.values.count))
  }
}
