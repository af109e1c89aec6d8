extension RecipeRule {
  static let ridge = RecipeRule(
    explanation: { Words.recipeRidge },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    knobs: [.inputs],
    forecaster: { experiment, rung, settings in
      let ready = try experiment.ready(rung, settings)
      // The penalty is chosen on validation windows: without them it would be chosen on nothing.
      guard ready.validation.count > 0 || settings.penalty != nil else {
        throw ExperimentError.unusable(rung, reason: Words.reasonNoPenalty)
      }
      let learner = RidgeLearner(
        settings: settings, training: ready.training.examples, validation: ready.validation.examples,
        lookback: ready.windows.lookback,
        judge: ready.judge)
      learner.outline.remarks += ready.remarks
      learner.outline.gappyRows = ready.training.gappyOrigins.count
      return learner
    },
    online: OnlineRule(
      knobs: [.memory, .weightDecay],
      learner: { _, request in OnlineRidge(lookback: request.lookback, horizon: request.horizon) }),
    longHorizon: .leastSquares)
}
