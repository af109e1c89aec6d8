extension RecipeRule {
  static let shared = RecipeRule(
    explanation: { Words.recipeShared },
    contents: [.series],
    architecture: { $0.perceptron(for: $1) },
    join: .ends,
    knobs: .perceptron.union([.sharing, .sharingRule, .combination]),
    forecaster: { try $0.jointLearner($1, $2, shares: true) })
}
