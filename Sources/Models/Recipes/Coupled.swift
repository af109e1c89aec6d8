import Networks

extension RecipeRule {
  static let coupled = RecipeRule(
    explanation: { Words.recipeCoupled },
    contents: [.series],
    architecture: { $0.perceptron(for: $1) },
    join: .ends,
    knobs: .perceptron.union([.coupling, .combination, .couplingRule]),
    combinations: Joining.Combination.allCases,
    adjust: { $0.live.joining.coupling = 0.3 },
    forecaster: { try $0.jointLearner($1, $2, isTied: true) })
}
