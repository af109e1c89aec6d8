import Datasets
import Granularity
import Networks
import Telemetry
import Tensors

/// Least squares with a penalty, solved in closed form; what it reads and the penalty are those with the lowest errors over
/// folds of the training part and the validation part.
///
/// It takes a single step, in which forms and penalties are tried on inputs of unit scale, and has then finished.
final class RidgeLearner: Learner {
  var outline: LearnerOutline
  private(set) var sweep: [(parameter: Double, validationError: Double)] = []
  private let settings: Settings
  private let ground: RidgeGround
  private let experiment: ForecastExperiment
  private let validation: RungWindows.Part
  private var judge: any Judge
  private var form: RidgeForm
  private var fit: RidgeFit
  private var bestError: Double?

  /// - Parameters:
  ///   - ready: windows of the rung as it begins, or with what is held.
  ///   - ground: of the same windows.
  init(settings: Settings, ready: ForecastExperiment.Ready, ground: RidgeGround, experiment: ForecastExperiment) {
    self.settings = settings
    self.ground = ground
    self.experiment = experiment
    validation = ready.validation
    judge = ready.judge
    form = settings.ridgeForm ?? RidgeForm(lookback: ready.windows.lookback)
    let (features, outputs) = (ready.training.examples.inputCount, ready.training.examples.outputCount)
    fit = RidgeFit(weights: Matrix(rows: features + 1, columns: outputs))
    outline = LearnerOutline(
      summary: Words.summaryRidge(inputs: features, outputs: outputs), trainingRows: ready.training.count,
      validationRows: validation.count, parameterCount: features * outputs,
      multiplyAddsPerExample: features * (features + outputs), lookback: ready.windows.lookback)
    outline.remarks += ready.remarks
    outline.gappyRows = ready.training.gappyOrigins.count
  }

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    sweep = []
    if let penalty = settings.penalty, let form = settings.ridgeForm {
      losses[0] = learn(ground.windows, form, penalty)
    } else if let best = ground.best() {
      sweep = settings.penalty == nil ? best.penalties() : []
      let penalty = settings.penalty ?? sweep.min { $0.validationError < $1.validationError }?.parameter
      losses[0] = penalty.map { learn(best.windows, best.form, $0) } ?? .nan
    } else {
      losses[0] = .nan
    }
    let rows = outline.trainingRows
    return StepOutcome(
      steps: 1, epochEnded: true, examples: rows, multiplyAdds: rows * outline.multiplyAddsPerExample)
  }

  /// Takes the solution from all training windows of a form, if there is one.
  ///
  /// - Returns: its mean squared error on them; NaN where there is none.
  private func learn(_ windows: RungWindows, _ form: RidgeForm, _ penalty: Double) -> Float {
    do {
      let training = try windows.part(.training, of: experiment.borders)
      let judge = windows.lookback == ground.windows.lookback ? self.judge : try experiment.judge([windows])
      let reading = RidgeReading(windows.fitted, season: form.season)
      var solver = RidgeSolver(features: reading.features, outputs: windows.horizon)
      training.examples.forEachPiece { inputs, targets in
        solver.add(inputs: reading.inputs(inputs), targets: reading.targets(targets, of: inputs))
      }
      fit = RidgeFit(weights: reading.weights(try solver.solve(penalty: penalty)))
      self.form = form
      self.judge = judge
      let validation =
        windows.lookback == ground.windows.lookback
        ? self.validation : try windows.part(at: self.validation.origins)
      bestError = validation.count > 0 ? fit.meanSquaredError(validation.examples) : nil
      return Float(fit.meanSquaredError(training.examples))
    } catch {
      return .nan
    }
  }

  func validationLoss() -> Float? { bestError.map { Float($0) } }

  private var function: FittedFunction { .linear(fit.weights) }

  func fitted() -> FittedModel {
    var settings = settings
    settings.ridgeForm = form
    return FittedModel(settings: settings, subject: judge.fitted(function))
  }

  var finding: String? { form.finding }
  func evaluate() -> Evaluation { judge.evaluate(function) }
  func nativeForecast() -> NativeForecast? { judge.nativeForecast(function) }
  func checkpoint() -> LearnerCheckpoint { .closedForm }
  func restore(_ checkpoint: LearnerCheckpoint) {}
  var weightsAreFinite: Bool { fit.weights.values.allSatisfy(\.isFinite) }

  func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    fit.weights.values.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }
}
