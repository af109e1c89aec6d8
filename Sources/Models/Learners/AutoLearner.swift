import Basics
import Networks
import Telemetry
import Tensors

/// The mean of the best that are solved at once, and a network that learns beside them: what does best on validation forecasts.
///
/// The losses are the network's; it takes over as soon as it surely beats the mean, and gives way again where it does not.
final class AutoLearner: Learner {
  var outline: LearnerOutline
  private let settings: Settings
  private let average: AverageLearner
  private let experiment: ForecastExperiment
  /// Nil where its windows are too few.
  private let network: NetworkLearner?

  /// - Parameter network: why there is none is said once.
  init(
    _ settings: Settings, _ average: AverageLearner, _ network: Result<NetworkLearner, any Error>,
    _ experiment: ForecastExperiment
  ) {
    self.settings = settings
    self.average = average
    self.experiment = experiment
    switch network {
    case .success(let learner):
      self.network = learner
      outline = learner.outline
      outline.summary = Words.summaryAuto(network: learner.outline.summary)
    case .failure:
      self.network = nil
      outline = average.outline
      self.outline.summary = Words.summaryAutoAlone
      self.outline.remarks.append(Words.remarkNoNetwork)
    }
  }

  // MARK: Learning

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    let isFirst = network?.network.step ?? 0 == 0
    var outcome =
      network?.advance(limit: limit, live: live, losses: losses)
      ?? StepOutcome(steps: 1, epochEnded: true, examples: outline.trainingRows)
    let loss = average.validationLoss()
    if network == nil { losses[0] = loss ?? 0 }
    // A run that is gone on with has counted it already.
    if isFirst { outcome.multiplyAdds += average.work }
    return outcome
  }

  func adopt(_ live: Hyperparameters) { network?.adopt(live) }
  var isSolved: Bool { network == nil }
  func validationLoss() -> Float? { network?.validationLoss() ?? average.validationLoss() }
  var learningNetworks: [LearningNetwork] { network?.learningNetworks ?? [] }
  var gradientNorm: Double? { network?.gradientNorm }
  func inside(_ request: InsideRequest) -> InsideView? { network?.inside(request) }

  // MARK: What forecasts

  /// The mean, which is the same at every step.
  private lazy var mean = ModelStanding(.average, average)

  /// What forecasts as the network is now, and what was chosen among.
  private var standing: (model: ModelStanding, choice: ModelChoice) {
    let learnt = network.map { ModelStanding(.mlp, $0) }
    let target = experiment.target
    let isBetter =
      learnt?.isSurelyBetter(than: mean, actual: target.validation.actual.values, steps: target.steps) ?? false
    let winner = isBetter ? learnt ?? mean : mean
    let choice = ModelChoice(
      recipe: winner.recipe.rawValue, learns: winner.learner === network,
      tried: average.tried + [mean.tried, learnt?.tried].compactMap { $0 })
    return (winner, choice)
  }

  var choice: ModelChoice? { standing.choice }

  func evaluate() -> Evaluation {
    let (model, choice) = standing
    var evaluation = model.evaluation
    evaluation.choice = choice
    return evaluation
  }

  func fitted() -> FittedModel {
    let fitted = standing.model.learner.fitted()
    var settings = settings
    settings.average = fitted.settings.average
    return FittedModel(settings: settings, subject: fitted.subject)
  }

  func nativeForecast() -> NativeForecast? { standing.model.learner.nativeForecast() }

  var finding: String? {
    let (model, choice) = standing
    let others = choice.tried.filter { $0.recipe != choice.recipe }.sorted { $0.error < $1.error }
    let found = Words.foundBest(
      recipe: choice.recipe, error: model.tried.shownError,
      others: Listing.all(others.map { "\($0.recipe) \($0.shownError)" }))
    return model.learner.finding.map { Words.foundBestIs(choice: found, model: $0) } ?? found
  }

  var sweep: [(parameter: Double, validationError: Double)] { [] }

  // MARK: State

  /// What is solved at once is found again: the network's state is all there is.
  func checkpoint() -> LearnerCheckpoint { network?.checkpoint() ?? .closedForm }
  func restore(_ checkpoint: LearnerCheckpoint) { network?.restore(checkpoint) }
  var weightsAreFinite: Bool { network?.weightsAreFinite ?? true }

  /// Of the network, and of the mean.
  func weightsHash() -> UInt64 {
    var hash = network?.weightsHash() ?? bitHashSeed
    bitHash([Int64(bitPattern: average.weightsHash())], into: &hash)
    return hash
  }
}

extension ModelChoice.Tried {
  fileprivate var error: Double { validation ?? .infinity }
  fileprivate var shownError: String { validation.map { shortDecimal($0, digits: 3) } ?? "–" }
}
