import Telemetry

extension RecipeRule {
  /// What is solved at once, and a perceptron beside it that has to beat it.
  static let auto = RecipeRule(
    explanation: { Words.recipeAuto },
    contents: [.series],
    architecture: { $0.perceptron(for: $1) },
    knobs: Set.perceptron.union(Set.layered).union([.normalization, .seasons, .slope, .seasonForm]),
    // Mostly another model forecasts, and who asked for a forecast need not wait for a network that no longer gets better.
    adjust: { $0.patience = 20 },
    forecaster: { experiment, rung, settings in
      let solved = SolvedModels(experiment, rung, settings)
      let network = Result { try experiment.networkLearner(rung, settings.taken(by: .mlp)) }
      // Where nothing can be solved, the network says why; where it alone cannot learn, it is done without.
      guard solved.outline != nil else { return try network.get() }
      let average = AverageLearner(settings.taken(by: .average), solved, experiment)
      return AutoLearner(settings, average, network, experiment)
    })
}

extension Settings {
  /// The settings of another recipe with all that was set here and that it has too.
  package func taken(by other: Recipe) -> Settings {
    var settings = Settings(other, on: content, classifying: loss == .crossEntropy)
    settings.seed = seed
    settings.patience = patience
    settings.penalty = penalty
    for knob in Knob.inOrderOfSetting
    where knob != .recipe && settings.has(knob, online: false) && has(knob, online: false) {
      // A choice that the other does not have stays its own.
      try? settings.set(knob, to: value(of: knob))
    }
    settings.lookback = lookback
    return settings
  }
}
