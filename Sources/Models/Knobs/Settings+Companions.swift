import Telemetry

extension Settings {
  /// What each choice of a knob that decides over others would bring, beside the other settings as they are.
  package var companions: [CompanionKnob] {
    knobs(online: false).filter(Knob.deciding.contains).flatMap { other -> [CompanionKnob] in
      guard case .choices(let names) = range(of: other) else { return [] }
      return names.map(KnobValue.choice).flatMap { choice -> [CompanionKnob] in
        var settings = self
        guard (try? settings.set(other, to: choice)) != nil else { return [] }
        return settings.knobs.filter { $0.knob.decider == other }.map {
          CompanionKnob(knob: $0.knob, value: $0.value, range: $0.range, other: other, choice: choice)
        }
      }
    }
  }
}

extension Knob {
  /// The knob whose choice decides whether this one acts; nil where none does.
  fileprivate var decider: Knob? {
    guard case .beside(let other, _) = rule.condition else { return nil }
    return other
  }

  fileprivate static let deciding = Set(allCases.compactMap(\.decider))
}
