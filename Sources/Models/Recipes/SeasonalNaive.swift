extension RecipeRule {
  static let seasonalNaive = RecipeRule(
    explanation: { Words.recipeSeasonalNaive },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    knobs: [.inputs],
    forecaster: { try $0.naiveLearner($1, $2, isSeasonal: true) },
    online: OnlineRule(
      knobs: [], learner: { _, request in OnlineNaive(horizon: request.horizon, season: max(request.season, 1)) }))
}
