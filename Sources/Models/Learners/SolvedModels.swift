import Networks
import Telemetry

/// Models of one rung that are solved at once, each by its own recipe. They are solved when the best is first asked for, and
/// of the others only the scores are kept.
final class SolvedModels {
  /// The first of those that could be made, to say what is learnt from; nil where none could.
  let outline: LearnerOutline?
  private var waiting: [(recipe: Recipe, learner: any Learner)]
  private var found: ModelStanding?
  /// All that were solved, in the order in which they were.
  private(set) var tried: [ModelChoice.Tried] = []
  /// Multiply-adds that solving took.
  private(set) var work = 0

  init(_ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings) {
    waiting = RecipeRule.solvedAtOnce.compactMap { recipe in
      (try? recipe.rule.forecaster(experiment, rung, settings.taken(by: recipe))).map { (recipe, $0) }
    }
    outline = waiting.first?.learner.outline
  }

  /// The best on validation, of equal ones the plainest; nil where none could be solved.
  var best: ModelStanding? {
    for (recipe, learner) in waiting {
      work += Self.solve(learner)
      let standing = ModelStanding(recipe, learner)
      tried.append(standing.tried)
      if found.map(standing.isBetter) ?? true { found = standing }
    }
    waiting = []
    return found
  }

  private static func solve(_ learner: any Learner) -> Int {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { losses in
      losses.initialize(repeating: 0)
      defer { losses.deinitialize() }
      return learner.advance(limit: 1, live: Hyperparameters(), losses: losses).multiplyAdds
    }
  }
}

/// A model that may forecast, and how it does on validation.
struct ModelStanding {
  let recipe: Recipe
  let learner: any Learner
  let evaluation: Evaluation
  /// In all windows of the validation part, on the training scale; nil where there are none.
  private let loss: Float?

  init(_ recipe: Recipe, _ learner: any Learner) {
    self.recipe = recipe
    self.learner = learner
    evaluation = learner.evaluate()
    loss = learner.validationLoss()
  }

  var tried: ModelChoice.Tried {
    ModelChoice.Tried(recipe: recipe.rawValue, validation: evaluation.validation?.scores.rmsse)
  }

  /// By the errors at validation origins, which is what rungs are compared by; where there are none, by those in windows.
  func isBetter(than other: ModelStanding) -> Bool {
    errsLess(than: other, by: \.score) ?? errsLess(than: other, by: \.loss) ?? false
  }

  /// Whether it does better in both: one that stopped where its loss was lowest has been chosen on the same part already.
  func isSurelyBetter(than other: ModelStanding) -> Bool {
    let verdicts = [errsLess(than: other, by: \.score), errsLess(than: other, by: \.loss)].compactMap { $0 }
    return !verdicts.isEmpty && verdicts.allSatisfy { $0 }
  }

  private var score: Float? { evaluation.validation?.scores.rmse.map { Float($0) } }

  /// Whether it errs less than another; nil where one has no such error.
  private func errsLess(than other: ModelStanding, by error: KeyPath<ModelStanding, Float?>) -> Bool? {
    guard let own = self[keyPath: error], let others = other[keyPath: error] else { return nil }
    return own < others || others.isNaN && !own.isNaN
  }
}
