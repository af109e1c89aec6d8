extension RecipeRule {
  static let ridge = RecipeRule(
    explanation: { Words.recipeRidge },
    contents: [.series],
    architecture: nil,
    hasSteps: false,
    knobs: [.inputs],
    forecaster: { experiment, rung, settings in
      var own = settings
      if let form = settings.ridgeForm { own.lookback = form.lookback }
      let ready = try experiment.ready(rung, own)
      // The penalty is chosen on validation windows: without them it would be chosen on nothing.
      guard ready.validation.count > 0 || settings.penalty != nil else {
        throw ExperimentError.unusable(rung, reason: Words.reasonNoPenalty)
      }
      let target = experiment.target
      let windows = ready.windows
      let suggested = target.suggestedLookback(windows.grain, horizon: windows.horizon)
      let ground = try RidgeGround(
        windows, isHeld: own.lookback > 0 || windows.lookback != suggested, validation: ready.validation.origins,
        origins: target.validation.origins + target.test.origins, borders: experiment.borders)
      return RidgeLearner(settings: settings, ready: ready, ground: ground, experiment: experiment)
    },
    online: OnlineRule(
      knobs: [.memory, .weightDecay],
      learner: { _, request in OnlineRidge(lookback: request.lookback, horizon: request.horizon) }),
    longHorizon: .leastSquares)
}
