import Networks
import Telemetry
import Tensors

/// Least squares with a penalty, solved in closed form; the penalty with the lowest validation error wins.
///
/// It takes a single step, in which penalties are tried on inputs of unit scale, and has then finished.
package final class RidgeLearner: Learner {
  package var outline: LearnerOutline
  package private(set) var sweep: [(parameter: Double, validationError: Double)] = []
  private let training: Examples
  private let validation: Examples
  private let settings: Settings
  private let judge: any Judge
  private var fit: RidgeFit
  private var bestError: Double?

  /// Inputs `[n, features]` and targets `[n, outputs]` of both parts.
  package init(settings: Settings, training: Examples, validation: Examples, lookback: Int, judge: any Judge) {
    self.settings = settings
    self.training = training
    self.validation = validation
    self.judge = judge
    let (features, outputs) = (training.inputCount, training.outputCount)
    fit = RidgeFit(weights: Matrix(rows: features + 1, columns: outputs))
    outline = LearnerOutline(
      summary: Words.summaryRidge(inputs: features, outputs: outputs), trainingRows: training.count,
      validationRows: validation.count, parameterCount: (features + 1) * outputs,
      multiplyAddsPerExample: features * (features + outputs), lookback: lookback)
  }

  package func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    var solver = RidgeSolver(features: training.inputCount, outputs: training.outputCount, fitsIntercept: true)
    training.forEachPiece { solver.add(inputs: $0, targets: $1) }
    bestError = nil
    if let penalty = settings.penalty {
      if let weights = try? solver.solve(penalty: penalty) { fit = RidgeFit(weights: weights) }
    } else {
      choosePenalty(solver)
    }
    losses[0] = Float(fit.meanSquaredError(training))
    let rows = training.count
    return StepOutcome(
      steps: 1, epochEnded: true, examples: rows, multiplyAdds: rows * outline.multiplyAddsPerExample)
  }

  private func choosePenalty(_ solver: RidgeSolver) {
    var search = PenaltySearch()
    search.run { penalty in
      guard let weights = try? solver.solve(penalty: penalty) else { return nil }
      let candidate = RidgeFit(weights: weights)
      let error = candidate.meanSquaredError(validation)
      if error < bestError ?? .infinity { (fit, bestError) = (candidate, error) }
      return error
    }
    sweep = search.sweep
  }

  package func validationLoss() -> Float? { bestError.map { Float($0) } }

  private var function: FittedFunction { .linear(fit.weights) }

  package func fitted() -> FittedModel { FittedModel(settings: settings, subject: judge.fitted(function)) }
  package func evaluate() -> Evaluation { judge.evaluate(function) }
  package func nativeForecast() -> NativeForecast? { judge.nativeForecast(function) }
  package func checkpoint() -> LearnerCheckpoint { .closedForm }
  package func restore(_ checkpoint: LearnerCheckpoint) {}
  package var weightsAreFinite: Bool { fit.weights.values.allSatisfy(\.isFinite) }

  package func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    fit.weights.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}
