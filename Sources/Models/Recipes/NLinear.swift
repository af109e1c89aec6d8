import Networks

extension RecipeRule {
  static let nlinear = RecipeRule(
    explanation: { Words.recipeNlinear },
    contents: [.series],
    architecture: { settings, request in
      ForecastArchitectures.nlinear(
        inputs: request.inputs, past: request.past, horizon: request.outputs, loss: settings.loss)
    },
    readsPastAlone: true,
    adjust: { $0.becomeLinear() },
    // It measures from the last value itself.
    longHorizon: .networks { LongHorizonCandidate.linear($0, isMeasuredFromLast: false) })
}

extension Settings {
  /// What `nlinear` and `dlinear` begin with.
  mutating func becomeLinear() {
    units = []
    epochs = 100
  }
}
