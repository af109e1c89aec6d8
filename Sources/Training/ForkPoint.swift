import Models

/// A step that a run has passed, with all that it takes to be there again.
struct ForkPoint: Sendable {
  let step: Int
  /// The nearest that is held, at `step` or before it.
  let checkpoint: RunCheckpoint
  /// What was turned from the checkpoint's step on up to this one, in its order.
  let turns: [Turn]
  /// How the run came there; nil where that began in another session.
  let course: RunCourse?

  /// The settings from a step on, after a live knob was turned there.
  struct Turn: Sendable {
    let step: Int
    let settings: Settings
  }

  /// As they stood at `step`.
  var settings: Settings { turns.last?.settings ?? checkpoint.settings }
}
