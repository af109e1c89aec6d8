import Telemetry

/// Knobs that come and go with the choice of another one, as soon as that waits for a branch.
extension LiveRun {
  /// The knobs that act beside what waits for a branch, in display order.
  var knobs: [Knob] {
    let planned = record.plan.knobs.map(\.knob)
    guard !pending.isEmpty, !record.plan.companions.isEmpty else { return planned }
    let acting = Set(record.plan.companions.filter(acts).map(\.knob))
    let dependent = Set(record.plan.companions.map(\.knob))
    return Knob.allCases.filter { acting.contains($0) || planned.contains($0) && !dependent.contains($0) }
  }

  /// Why a knob is not among them, as half a sentence; nil for one that is, or that is nothing to this run.
  func idleness(of knob: Knob) -> String? {
    guard !knobs.contains(knob) else { return nil }
    guard let companion = record.plan.companions.first(where: { $0.knob == knob }),
      let choice = value(of: companion.other)
    else { return record.plan.idle[knob] }
    return Words.knobNotUsed(knob: knob.title, choice: choice.display)
  }

  /// A knob as the choice that waits brings it; nil for one that no choice decides over.
  func companion(_ knob: Knob) -> CompanionKnob? {
    record.plan.companions.first { $0.knob == knob && acts($0) }
  }

  /// What a choice that waits brings to a knob which nobody has turned; nil elsewhere.
  func brought(to knob: Knob) -> KnobValue? {
    guard let companion = companion(knob), pending.edits[companion.other] != nil else { return nil }
    let planned = record.plan.knobs.first { $0.knob == knob }?.value
    return (pending.base[knob] ?? record.settings[knob]) == planned ? companion.value : nil
  }

  private func acts(_ companion: CompanionKnob) -> Bool { value(of: companion.other) == companion.choice }
}
