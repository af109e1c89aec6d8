import Networks
import Telemetry

/// A network on training examples, one step at a time.
package final class NetworkLearner: Learner {
  package var outline: LearnerOutline
  /// How a row of features is an image; nil where it is none.
  var imageShape: Shape?
  let network: Network
  private var settings: Settings
  /// Made when somebody looks inside.
  var lens: NetworkLens?
  private let training: Examples
  /// Where training images are varied in every epoch.
  private var varied: VariedExamples?
  private let validation: Examples?
  let judge: any Judge

  /// - Parameter architecture: nil takes the recipe's for windows whose first `lookback` inputs are the target's past.
  package init(
    settings: Settings, architecture: Architecture? = nil, training: Examples, validation: Examples?, lookback: Int,
    judge: any Judge, augmenter: Augmenter? = nil
  ) {
    self.settings = settings
    let architecture =
      architecture
      ?? settings.architecture(inputs: training.inputCount, outputs: training.outputCount, past: lookback)
    network = settings.network(architecture, examples: training.count)
    self.training = training
    varied = augmenter.map { VariedExamples(training, $0) }
    self.validation = validation.flatMap { $0.count > 0 ? $0 : nil }
    self.judge = judge
    outline = LearnerOutline(
      summary: architecture.modelName, trainingRows: training.count,
      validationRows: validation?.count ?? 0,
      parameterCount: architecture.parameterCount, multiplyAddsPerExample: architecture.multiplyAddsPerExample,
      lookback: lookback)
    outline.multiplyAddsPerPrediction = architecture.multiplyAddsPerPrediction
  }

  package func advance(
    limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    settings.live = live
    varied?.begin(network.epoch)
    return network.train(on: varied?.examples ?? training, hyperparameters: live, limit: limit, losses: losses)
  }

  package var learningNetworks: [LearningNetwork] { [LearningNetwork(network, on: training)] }

  /// Without a list of networks: it is asked after each epoch, which may take a few microseconds.
  package var gradientNorm: Double? { network.gradientNorm }

  package func validationLoss() -> Float? { validation.map(network.loss(on:)) }

  package var isDead: Bool { network.ignoresInputs(of: validation ?? training) }

  private var function: FittedFunction { .network(network.weights) }

  package func fitted() -> FittedModel { FittedModel(settings: settings, subject: judge.fitted(function)) }
  package func evaluate() -> Evaluation { judge.evaluate(function) }
  package func nativeForecast() -> NativeForecast? { judge.nativeForecast(function) }
  package func checkpoint() -> LearnerCheckpoint { .network(network.checkpoint()) }

  package func restore(_ checkpoint: LearnerCheckpoint) {
    if case .network(let state) = checkpoint { network.takeUp(state) }
  }

  package var weightsAreFinite: Bool { network.parametersAreFinite }
  package func weightsHash() -> UInt64 { network.weightsHash() }
  package var sweep: [(parameter: Double, validationError: Double)] { [] }
}
