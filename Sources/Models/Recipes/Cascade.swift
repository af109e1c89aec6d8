extension RecipeRule {
  static let cascade = RecipeRule(
    explanation: { Words.recipeCascade },
    contents: [.images],
    architecture: { settings, request in
      settings.kernel > 0 ? settings.convolutional(for: request) : settings.perceptron(for: request)
    },
    join: .all,
    knobs: [.threshold, .dropout, .units, .kernel, .activation],
    // Its models may have hidden layers in place of filters.
    kernels: .filterSides(from: 0),
    adjust: { settings in
      // Small models, so that the coarse one costs little and, in time, is sure of much.
      settings.units = [64]
      settings.epochs = 150
    },
    sampler: { experiment, rung, settings throws(ExperimentError) in
      try experiment.cascadeLearner(rung, settings)
    })
}
