import Networks

extension RecipeRule {
  static let nhits = RecipeRule(
    explanation: { Words.recipeNhits },
    contents: [.series],
    architecture: { settings, request in
      ForecastArchitectures.nhits(
        inputs: request.inputs, past: request.past, horizon: request.outputs, units: settings.units,
        pools: settings.pools, loss: settings.loss)
    },
    readsPastAlone: true,
    knobs: [.dropout, .units, .pools],
    adjust: { settings in
      settings.units = [128, 128]
      settings.epochs = 60
    },
    longHorizon: .networks { LongHorizonCandidate.blocks($0) })
}
