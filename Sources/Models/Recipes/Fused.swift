extension RecipeRule {
  static let fused = RecipeRule(
    explanation: { Words.recipeFused },
    contents: [.series],
    architecture: { $0.perceptron(for: $1) },
    join: .all,
    knobs: .perceptron.subtracting([.kernel]),
    forecaster: { try $0.fusedLearner($1, $2) })
}
