extension RecipeRule {
  static let ridge = RecipeRule(
    explanation: "linear least squares with a penalty, solved at once; the penalty is chosen on validation data",
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    knobs: [.inputs],
    forecaster: { experiment, rung, settings in
      let ready = try experiment.ready(rung, settings)
      return RidgeLearner(
        settings: settings, training: ready.training.examples, validation: ready.validation.examples,
        lookback: ready.windows.lookback,
        judge: ready.judge)
    },
    online: OnlineRule(
      knobs: [.memory, .weightDecay],
      learner: { _, request in OnlineRidge(lookback: request.lookback, horizon: request.horizon) }),
    longHorizon: .leastSquares)
}
