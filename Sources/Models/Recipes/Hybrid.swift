extension RecipeRule {
  static let hybrid = RecipeRule(
    explanation: { Words.recipeHybrid },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    readsPastAlone: true,
    readsWholePast: true,
    knobs: [.seasons, .slope, .seasonForm],
    forecaster: { experiment, rung, settings in
      let ready = try experiment.smoothing(rung, settings)
      let learner = HybridLearner(settings: settings, ground: ready.ground, judge: ready.judge)
      learner.outline.remarks += ready.remarks
      return learner
    })
}
