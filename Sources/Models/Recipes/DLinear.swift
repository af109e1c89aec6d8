import Networks

extension RecipeRule {
  static let dlinear = RecipeRule(
    explanation: "two linear layers, for the trend (a moving average) and for what is left",
    contents: [.series],
    architecture: { settings, request in
      ForecastArchitectures.dlinear(
        inputs: request.inputs, past: request.past, horizon: request.outputs, loss: settings.loss)
    },
    readsPastAlone: true,
    adjust: { $0.becomeLinear() },
    longHorizon: .networks { LongHorizonCandidate.linear($0, isMeasuredFromLast: true) })
}
