import Telemetry

extension RecipeRule {
  static let average = RecipeRule(
    explanation: { Words.recipeAverage },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    knobs: [.inputs, .seasons, .slope, .seasonForm],
    forecaster: { experiment, rung, settings in
      let solved = SolvedModels(experiment, rung, settings)
      // Where nothing can be solved, the plainest that learns says why.
      guard solved.outline != nil else {
        return try Recipe.smoothing.rule.forecaster(experiment, rung, settings.taken(by: .smoothing))
      }
      return AverageLearner(settings, solved, experiment)
    })

  /// Recipes that are solved at once, the plainest first: of two that do equally well on validation the first counts as the better.
  static let solvedAtOnce: [Recipe] = [.seasonalNaive, .naive, .theta, .smoothing, .ridge, .hybrid]
}
