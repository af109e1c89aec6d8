import Telemetry

/// The knobs that mean something while a model learns from a stream.
extension Settings {
  /// As ``knobs``: nothing of epochs, schedules and scalers, which a stream does not have.
  package var onlineKnobs: [(knob: Knob, value: KnobValue, range: KnobRange)] {
    knobs(online: true).map { ($0, value(of: $0), onlineRange(of: $0)) }
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
