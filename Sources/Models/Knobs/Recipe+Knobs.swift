import Telemetry

extension Recipe {
  /// The knobs that not every recipe of its kind has.
  ///
  /// - Parameter online: whether it learns from a stream.
  func ownKnobs(online: Bool) -> Set<Knob> { online ? ownOnlineKnobs : ownKnobs }

  private var ownKnobs: Set<Knob> {
    let perceptron: Set<Knob> = [.units, .dropout, .kernel, .activation, .inputs]
    return switch self {
    case .mlp, .conv: perceptron
    case .composite: [.base, .baseNetwork, .join, .units, .dropout, .kernel]
    case .linear2: [.units, .inputs]
    case .ridge, .naive, .seasonalNaive: [.inputs]
    case .nlinear, .dlinear: []
    case .nhits: [.units, .dropout]
    case .perGrain: perceptron.union([.combination])
    case .fused: perceptron.subtracting([.kernel])
    case .coupled: perceptron.union([.coupling, .combination, .couplingRule])
    case .shared: perceptron.union([.sharing, .sharingRule, .combination])
    case .cascade: perceptron.union([.threshold])
    }
  }

  private var ownOnlineKnobs: Set<Knob> {
    switch self {
    case .mlp: [.memory, .units, .dropout]
    case .linear2: [.memory, .units]
    case .naive, .seasonalNaive: []
    case .conv, .composite, .ridge, .nlinear, .dlinear, .nhits, .perGrain, .fused, .coupled, .shared, .cascade:
      [.memory, .weightDecay]
    }
  }
}
