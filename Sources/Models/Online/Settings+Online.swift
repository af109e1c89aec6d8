import Telemetry

/// The knobs that mean something while a model learns from a stream.
extension Settings {
  /// As ``knobs``: nothing of epochs, schedules and scalers, which a stream does not have.
  package var onlineKnobs: [(knob: Knob, value: KnobValue, range: KnobRange)] {
    var shown: [Knob] = []
    switch recipe {
    case .naive, .seasonalNaive: break
    case .mlp, .linear2:
      shown += [.learningRate, .batchSize]
      if recipe == .mlp { shown.append(.dropout) }
      if optimizer != .sgd { shown.append(.momentum) }
      shown += [.weightDecay, .clipNorm, .memory, .units, .optimizer]
    case .conv, .composite, .ridge, .nlinear, .dlinear, .nhits, .perGrain, .fused, .coupled, .shared, .cascade:
      shown += [.memory, .weightDecay]
    }
    return (shown + [.lookback, .recipe]).map { knob in
      (knob, value(of: knob), onlineRange(of: knob))
    }
  }

  /// Rows that a forecast from a stream may look back on.
  package static let onlineLookbacks = 1...200

  private func onlineRange(of knob: Knob) -> KnobRange {
    if knob == .recipe { return .choices(Self.onlineRecipes.map(\.rawValue)) }
    guard knob == .lookback else { return range(of: knob) }
    return .integers(lower: Self.onlineLookbacks.lowerBound, upper: Self.onlineLookbacks.upperBound, step: 1)
  }

  /// The recipe's own settings for a stream.
  package init(online recipe: Recipe) {
    self.init(recipe)
    // Per-sample descent stands for the batch of one here too, but what comes once a second has to count for more.
    if recipe == .linear2 { live.learningRate = 1e-2 }
  }
}
