import Networks
import Telemetry

/// Models of one rung that are solved at once, each by its own recipe. They are solved when they are first asked for.
final class SolvedModels {
  /// The first of those that could be made, to say what is learnt from; nil where none could.
  let outline: LearnerOutline?
  private var waiting: [(recipe: Recipe, learner: any Learner)]
  private var found: [ModelStanding] = []
  private let isChosen: Bool
  /// All that were solved, in the order in which they were.
  private(set) var tried: [ModelChoice.Tried] = []
  /// Multiply-adds that solving took.
  private(set) var work = 0

  /// Of all recipes that are solved at once, or of those that were chosen before.
  init(_ experiment: ForecastExperiment, _ rung: RungID, _ settings: Settings) {
    let own =
      settings.average?.members.map { ($0.recipe, settings.taken(by: $0)) }
      ?? RecipeRule.solvedAtOnce.map { ($0, settings.taken(by: $0)) }
    isChosen = settings.average != nil
    waiting = own.compactMap { recipe, settings in
      (try? recipe.rule.forecaster(experiment, rung, settings)).map { (recipe, $0) }
    }
    outline = waiting.first?.learner.outline
  }

  /// All of them, the best on validation first, of equal ones the plainest; in the order in which they were chosen where they
  /// were chosen before.
  var ranked: [ModelStanding] {
    for (recipe, learner) in waiting {
      let (loss, work) = Self.solve(learner)
      self.work += work
      let standing = ModelStanding(recipe, learner, trainingLoss: loss)
      tried.append(standing.tried)
      let place = isChosen ? found.count : found.firstIndex(where: standing.isBetter) ?? found.count
      found.insert(standing, at: place)
    }
    waiting = []
    return found
  }

  private static func solve(_ learner: any Learner) -> (loss: Float, work: Int) {
    withUnsafeTemporaryAllocation(of: Float.self, capacity: 1) { losses in
      losses.initialize(repeating: 0)
      defer { losses.deinitialize() }
      let work = learner.advance(limit: 1, live: Hyperparameters(), losses: losses).multiplyAdds
      return (losses[0], work)
    }
  }
}
