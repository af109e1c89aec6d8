import Models
import Networks
import Tensors

extension LongHorizonProtocol {
  /// Penalties tried, on inputs of unit scale.
  package static let penalties: [Double] = [1, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000]

  /// Ridge regression with one matrix for all columns: inputs x − x_last, outputs y − x_last, penalty and lookback chosen
  /// on validation windows. Nil where the observer stopped it.
  ///
  /// - Throws: ``OpeningError`` where a part is shorter than one window.
  package func ridge(
    horizon: Int, lookbacks: [Int], penalties: [Double] = penalties, observer: Observer = { _ in true }
  ) throws(OpeningError) -> Result? {
    var best: (fit: RidgeWindowFit, penalty: Double, lookback: Int, error: Double)?
    let count = lookbacks.count * penalties.count
    for (number, lookback) in lookbacks.enumerated() {
      let validation = try windows(split.validation, lookback: lookback, horizon: horizon)
      var solver = RidgeSolver(features: lookback, outputs: horizon)
      try windows(split.train, lookback: lookback, horizon: horizon).forEachBlock(rows: 512) { inputs, targets in
        solver.add(inputs: inputs.measuredFromLast, targets: targets.measured(fromLastOf: inputs))
      }
      for (place, penalty) in penalties.enumerated() {
        let progress = Progress(
          recipe: .ridge, horizon: horizon, candidate: number * penalties.count + place + 1, candidates: count,
          epoch: 1,
          validationMSE: best?.error ?? .infinity)
        guard observer(progress) else { return nil }
        guard let weights = try? solver.solve(penalty: penalty) else { continue }
        let fit = RidgeWindowFit(weights: weights)
        let error = WindowErrors(of: validation, predict: fit.predict).squared
        if error < best?.error ?? .infinity { best = (fit, penalty, lookback, error) }
      }
    }
    guard let best else { throw .other(Words.protocolNoSolution) }
    return try result(
      .ridge, choice: "λ \(Int(best.penalty))", candidates: count, lookback: best.lookback, horizon: horizon,
      validationMSE: best.error, predict: best.fit.predict)
  }
}

/// Weights `[lookback, horizon]` on windows measured from their last value; the last row is the bias.
private struct RidgeWindowFit {
  let weights: Matrix

  func predict(_ inputs: Matrix) -> Matrix {
    var outputs = inputs.measuredFromLast * weights
    for row in 0..<inputs.rows {
      let last = inputs[row, inputs.columns - 1]
      for column in 0..<outputs.columns { outputs[row, column] += last }
    }
    return outputs
  }
}

extension Matrix {
  /// Each row less its last value. The last column would be 0; in its place stands a 1, whose weight is the bias, which
  /// bears the penalty too.
  fileprivate var measuredFromLast: Matrix {
    var measured = measured(fromLastOf: self)
    for row in 0..<rows { measured[row, columns - 1] = 1 }
    return measured
  }

  /// Each row less the last value of the same row of `inputs`.
  fileprivate func measured(fromLastOf inputs: Matrix) -> Matrix {
    var measured = self
    for row in 0..<rows {
      let last = inputs[row, inputs.columns - 1]
      for column in 0..<columns { measured[row, column] -= last }
    }
    return measured
  }
}
