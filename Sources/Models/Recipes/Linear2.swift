import Networks

extension RecipeRule {
  static let linear2 = RecipeRule(
    explanation: { Words.recipeLinear2 },
    contents: [.series, .table, .images],
    architecture: { settings, request in
      let layers = (settings.units + [request.outputs]).map { LayerSpec.dense(units: $0) }
      return settings.convolved(
        Architecture(inputs: request.inputs, layers: layers, loss: settings.loss), for: request)
    },
    knobs: Set.layered.union([.units, .kernel, .inputs]),
    adjust: { settings in
      settings.units = [5]
      settings.optimizer = .sgd
      settings.epochs = 50
      settings.live.batchSize = 1
      settings.live.momentum = 0
    },
    online: .network(
      knobs: [.memory, .units, .kernel],
      // Per-sample descent stands for the batch of one here too, but what comes once a second has to count for more.
      adjust: { $0.live.learningRate = 1e-2 }))
}
