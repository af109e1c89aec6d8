/// What a user asks of a training run. Takes effect at the next step boundary and is written in the journal before
/// that step.
package enum Command: Hashable, Sendable {
  case pause
  case resume
  /// Runs one step, then pauses.
  case step
  /// Turns a live knob.
  case set(Knob, KnobValue)
  /// Begins again at step 0 with the current knobs; the history before stays visible as a mark.
  case restart
  case stop
}

/// A command that was applied: the mark on the curve.
package struct Intervention: Hashable, Sendable, Codable {
  package let step: Int
  package let epoch: Int
  /// As `learning rate 1e-3 → 5e-4`.
  package let summary: String
  package let knob: Knob?
  package let old: KnobValue?
  package let new: KnobValue?

  package init(
    step: Int, epoch: Int, summary: String, knob: Knob? = nil, old: KnobValue? = nil, new: KnobValue? = nil
  ) {
    self.step = step
    self.epoch = epoch
    self.summary = summary
    self.knob = knob
    self.old = old
    self.new = new
  }
}

extension Intervention {
  private static let restart = "restart"

  /// The run began again at step 0.
  package static func restart(step: Int, epoch: Int) -> Intervention {
    Intervention(step: step, epoch: epoch, summary: restart)
  }

  package var isRestart: Bool { knob == nil && summary == Self.restart }
}
