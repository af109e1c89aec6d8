extension RecipeRule {
  static let perGrain = RecipeRule(
    explanation: { Words.recipePerGrain },
    contents: [.series],
    architecture: { $0.perceptron(for: $1) },
    join: .all,
    knobs: .perceptron.union([.combination]),
    forecaster: { try $0.jointLearner($1, $2) })
}
