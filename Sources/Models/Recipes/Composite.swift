import Networks

extension RecipeRule {
  static let composite = RecipeRule(
    explanation: { Words.recipeComposite },
    contents: [.images],
    architecture: { settings, request in
      CompositeArchitecture(
        image: request.image, outputs: request.outputs, channels: settings.units, kernel: settings.kernel,
        settings: settings.composite, form: settings.taken(request.weights)?.form, loss: settings.loss
      ).architecture
    },
    knobs: Set.layered.union([.base, .baseNetwork, .join, .dropout, .units, .kernel]),
    kernels: .filterSides(from: 1),
    adjust: { settings in
      settings.units = [32, 64]
      settings.kernel = 3
      // A deep network on few images jumps from epoch to epoch unless the rate falls.
      settings.schedule = .cosine
      settings.epochs = 8
    },
    remarks: { settings, request in settings.remarks(weights: request.weights) },
    sampler: { experiment, rung, settings throws(ExperimentError) in
      let learner = try experiment.networkLearner(rung, settings)
      if let taken = settings.taken(experiment.weights) { learner.begin(with: taken) }
      return learner
    })
}
