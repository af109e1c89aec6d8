import Basics
import Networks
import Telemetry
import Tensors

/// The mean of the three models that do best on validation, of those that are solved at once, each weighed by how well it does.
///
/// An error at a few dozen validation origins is a weak judge of models that do nearly equally well, and what they err by is only
/// partly the same.
final class AverageLearner: Learner {
  var outline: LearnerOutline
  private let settings: Settings
  private let solved: SolvedModels
  private let experiment: ForecastExperiment
  private var found: Mean?

  /// So many are taken.
  private static let most = 3

  private struct Mean {
    /// The best first.
    let members: [ModelStanding]
    let weights: [Double]
    /// Of the members side by side; nil where there is one.
    let judge: ForecastJudge?
    let functions: [FittedFunction]
  }

  init(_ settings: Settings, _ solved: SolvedModels, _ experiment: ForecastExperiment) {
    guard let outline = solved.outline else { preconditionFailure("a mean of nothing") }
    self.settings = settings
    self.solved = solved
    self.experiment = experiment
    self.outline = outline
    self.outline.summary = Words.summaryAverage
  }

  // MARK: Solving

  private var mean: Mean {
    if let found { return found }
    let mean = solve()
    found = mean
    return mean
  }

  private func solve() -> Mean {
    let ranked = solved.ranked
    guard let best = ranked.first else { preconditionFailure("a mean of nothing") }
    let weights = settings.average?.members.map(\.weight) ?? Self.weights(ranked)
    let members = Array(ranked.prefix(weights.count))
    guard members.count > 1, let side = try? sideBySide(members) else {
      return Mean(members: [best], weights: [1], judge: nil, functions: [])
    }
    return Mean(members: members, weights: weights, judge: side.judge, functions: side.functions)
  }

  /// Of the best, by their errors at validation origins: of one alone where they have none, or where it errs nowhere.
  private static func weights(_ ranked: [ModelStanding]) -> [Double] {
    let errors = ranked.prefix(most).map { $0.evaluation.validation?.scores.rmse ?? .nan }
    guard let best = errors.first, best > 0 else { return [1] }
    // A model counts for its root mean squared error to the power of −8.
    let raw = errors.prefix { $0.isFinite }.map { error in
      let square = (best / error) * (best / error)
      return square * square * square * square
    }
    let sum = raw.reduce(0, +)
    return raw.map { $0 / sum }
  }

  /// One judge of all members, each with what it reads and computes.
  private func sideBySide(_ members: [ModelStanding]) throws -> (judge: ForecastJudge, functions: [FittedFunction]) {
    var windows: [any TargetWindows] = []
    var functions: [FittedFunction] = []
    for member in members {
      guard case .forecast(let forecast) = member.learner.fitted().subject else { continue }
      windows += try forecast.frame.windows(
        over: forecast.frame.prepared(experiment.source.series), for: forecast.functions)
      functions += forecast.functions
    }
    return (try experiment.judge(windows), functions)
  }

  func advance(limit: Int, live: Hyperparameters, losses: UnsafeMutableBufferPointer<Float>) -> StepOutcome {
    guard limit > 0 else { return StepOutcome() }
    losses[0] = mean.members[0].trainingLoss
    return StepOutcome(steps: 1, epochEnded: true, examples: outline.trainingRows, multiplyAdds: solved.work)
  }

  /// Multiply-adds that solving took.
  var work: Int { solved.work }
  /// All models that were tried, and this.
  var tried: [ModelChoice.Tried] { solved.tried }

  // MARK: What forecasts

  /// That of the best of them in all windows of the validation part: the mean is told by its forecasts at origins.
  func validationLoss() -> Float? { mean.members[0].loss }

  func evaluate() -> Evaluation {
    let mean = mean
    guard let judge = mean.judge else { return mean.members[0].evaluation }
    return judge.evaluate(mean.functions, .weighted, weights: mean.weights)
  }

  func fitted() -> FittedModel {
    let mean = mean
    var settings = settings
    settings.average = AverageChoice(
      members: zip(mean.members, mean.weights).map { member, weight in
        AverageChoice.Member(
          recipe: member.recipe, weight: weight, penalty: member.penalty,
          ridgeForm: member.learner.fitted().settings.ridgeForm)
      })
    guard let judge = mean.judge else {
      return FittedModel(settings: settings, subject: mean.members[0].learner.fitted().subject)
    }
    return FittedModel(
      settings: settings, subject: .forecast(judge.fitted(mean.functions, .weighted, weights: mean.weights)))
  }

  func nativeForecast() -> NativeForecast? {
    let mean = mean
    guard let judge = mean.judge else { return mean.members[0].learner.nativeForecast() }
    return judge.nativeForecast(mean.functions, .weighted, weights: mean.weights)
  }

  var finding: String? {
    let mean = mean
    let shares = zip(mean.members, mean.weights).map { member, weight in
      Words.foundShare(recipe: member.recipe.rawValue, percent: shortDecimal(100 * weight, digits: 2))
    }
    let found = Words.foundAverage(shares: Listing.all(shares))
    let best = mean.members[0]
    return best.learner.finding.map { model in
      Words.foundAverageBest(average: found, recipe: best.recipe.rawValue, model: model)
    } ?? found
  }

  // MARK: State

  func checkpoint() -> LearnerCheckpoint { .closedForm }
  func restore(_ checkpoint: LearnerCheckpoint) {}
  var sweep: [(parameter: Double, validationError: Double)] { [] }
  var weightsAreFinite: Bool { mean.members.allSatisfy { $0.learner.weightsAreFinite } }

  func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    for (member, weight) in zip(mean.members, mean.weights) {
      bitHash([Int64(bitPattern: member.learner.weightsHash()), Int64(bitPattern: weight.bitPattern)], into: &hash)
    }
    return hash
  }
}
