extension RecipeRule {
  static let ridge = RecipeRule(
    explanation: { Words.recipeRidge },
    grounds: [.series],
    architecture: nil,
    hasSteps: false,
    knobs: [.inputs],
    forecaster: { experiment, rung, settings in
      let ready = try experiment.ready(rung, settings)
      return RidgeLearner(
        training: (ready.training.inputs, ready.training.targets),
        validation: (ready.validation.inputs, ready.validation.targets), lookback: ready.windows.lookback,
        judge: ready.judge)
    },
    online: OnlineRule(
      knobs: [.memory, .weightDecay],
      learner: { _, request in OnlineRidge(lookback: request.lookback, horizon: request.horizon) }),
    longHorizon: .leastSquares)
}
