extension RecipeRule {
  static let perGrain = RecipeRule(
    explanation: "a model on each grain, side by side, their forecasts combined (late fusion)",
    contents: [.series],
    architecture: { $0.perceptron(for: $1) },
    join: .all,
    knobs: .perceptron.union([.combination]),
    forecaster: { try $0.jointLearner($1, $2) })
}
