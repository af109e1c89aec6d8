import Telemetry

/// Knobs that wait for a branch.
struct PendingBranch: Sendable, Equatable {
  /// Where it will begin; nil where that is the newest step when it is started.
  private(set) var step: Int?
  /// Where a step was chosen, the knobs as they stood there: what the branch's begin with.
  private(set) var base: [Knob: KnobValue] = [:]
  /// Turned for the branch.
  private(set) var edits: [Knob: KnobValue] = [:]

  var isEmpty: Bool { step == nil && edits.isEmpty }

  /// Moves to `step`, where the knobs stood at `base`; what was turned for the branch stays turned.
  mutating func move(to step: Int, base: [Knob: KnobValue]) {
    self.step = step
    self.base = base
    for (knob, value) in edits { turn(knob, to: value, from: base[knob]) }
  }

  /// Turns a knob that the branch would begin with at `start`.
  mutating func turn(_ knob: Knob, to value: KnobValue, from start: KnobValue?) {
    edits[knob] = start?.isClose(to: value) ?? false ? nil : value
  }

  /// Forgets what was turned on knobs that are no longer there: nothing waits that is not seen.
  mutating func keep(_ knobs: [Knob]) { edits = edits.filter { knobs.contains($0.key) } }
}
