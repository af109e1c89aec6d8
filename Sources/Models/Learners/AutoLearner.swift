import Basics
import Networks
import Telemetry
import Tensors

/// Models that are solved at once, and a network that learns beside them: what does best on validation forecasts.
///
/// The losses are the network's; it takes over as soon as it beats the best of the others, and gives way again where it does not.
final class AutoLearner: Learner {
  var outline: LearnerOutline
  private let settings: Settings
  private let solved: SolvedModels
  /// Nil where its windows are too few.
  private let network: NetworkLearner?

  /// - Parameter network: why there is none is said once.
  init(_ settings: Settings, _ solved: SolvedModels, _ network: Result<NetworkLearner, any Error>) throws {
    self.settings = settings
    self.solved = solved
    switch network {
    case .success(let learner):
      self.network = learner
      outline = learner.outline
      outline.summary = Words.summaryAuto(network: learner.outline.summary)
    case .failure(let error):
      guard let outline = solved.outline else { throw error }
      self.network = nil
      self.outline = outline
      self.outline.summary = Words.summaryAutoAlone
      self.outline.remarks.append(Words.remarkNoNetwork)
    }
  }

  // MARK: Learning

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    let best = solved.best
    let isFirst = network?.network.step ?? 0 == 0
    var outcome =
      network?.advance(limit: limit, live: live, losses: losses)
      ?? StepOutcome(steps: 1, epochEnded: true, examples: outline.trainingRows)
    if network == nil { losses[0] = best?.learner.validationLoss() ?? 0 }
    // A run that is gone on with has counted it already.
    if isFirst { outcome.multiplyAdds += solved.work }
    return outcome
  }

  func adopt(_ live: Hyperparameters) { network?.adopt(live) }
  var isSolved: Bool { network == nil }
  func validationLoss() -> Float? { network?.validationLoss() ?? solved.best?.learner.validationLoss() }
  var learningNetworks: [LearningNetwork] { network?.learningNetworks ?? [] }
  var gradientNorm: Double? { network?.gradientNorm }
  func inside(_ request: InsideRequest) -> InsideView? { network?.inside(request) }

  // MARK: What forecasts

  /// What forecasts as the network is now, and what was chosen among.
  private var standing: (model: ModelStanding, choice: ModelChoice) {
    let learnt = network.map { ModelStanding(.mlp, $0) }
    guard let best = solved.best ?? learnt else { preconditionFailure("a model of nothing") }
    let winner = learnt.map { $0.isSurelyBetter(than: best) ? $0 : best } ?? best
    let choice = ModelChoice(
      recipe: winner.recipe.rawValue, learns: winner.learner === network,
      tried: solved.tried + [learnt?.tried].compactMap { $0 })
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
    FittedModel(settings: settings, subject: standing.model.learner.fitted().subject)
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

  var sweep: [(parameter: Double, validationError: Double)] {
    solved.best.map { $0.learner === standing.model.learner ? $0.learner.sweep : [] } ?? []
  }

  // MARK: State

  /// What is solved at once is found again: the network's state is all there is.
  func checkpoint() -> LearnerCheckpoint { network?.checkpoint() ?? .closedForm }
  func restore(_ checkpoint: LearnerCheckpoint) { network?.restore(checkpoint) }
  var weightsAreFinite: Bool { network?.weightsAreFinite ?? true }

  /// Of the network, and of the best that was solved.
  func weightsHash() -> UInt64 {
    var hash = network?.weightsHash() ?? bitHashSeed
    bitHash([Int64(bitPattern: solved.best?.learner.weightsHash() ?? 0)], into: &hash)
    return hash
  }
}

extension ModelChoice.Tried {
  fileprivate var error: Double { validation ?? .infinity }
  fileprivate var shownError: String { validation.map { shortDecimal($0, digits: 3) } ?? "–" }
}
