import Networks

extension RecipeRule {
  static let dlinear = RecipeRule(
    explanation: { Words.recipeDlinear },
    contents: [.series],
    architecture: { settings, request in
      ForecastArchitectures.dlinear(
        inputs: request.inputs, past: request.past, horizon: request.outputs,
        trendWidth: settings.trendWidth, loss: settings.loss)
    },
    readsPastAlone: true,
    knobs: [.trendWidth],
    adjust: { $0.becomeLinear() },
    longHorizon: .networks { LongHorizonCandidate.linear($0, isMeasuredFromLast: true) })
}
