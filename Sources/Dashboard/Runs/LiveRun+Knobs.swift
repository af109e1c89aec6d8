import Telemetry

/// What a run's knobs are, were, and can still do.
extension LiveRun {
  /// The knobs as they stood at `step`, after what was turned there.
  func knobs(at step: Int) -> [Knob: KnobValue] {
    record.interventions.reversed().reduce(into: record.settings) { settings, change in
      if change.step > step, let knob = change.knob, let old = change.old { settings[knob] = old }
    }
  }

  /// What a branch would begin with where the knob is not turned for it.
  func start(of knob: Knob) -> KnobValue? {
    brought(to: knob) ?? pending.base[knob] ?? record.settings[knob] ?? companion(knob)?.value
  }

  /// Whether it has a knob as it trains now, and not only once a branch does.
  func has(_ knob: Knob) -> Bool { record.range(of: knob) != nil }

  /// Whether turning a live knob changes anything: once a run has ended, only a few still do.
  func acts(_ knob: Knob) -> Bool { !record.isFinished || knob.actsAfterEnd && (knob != .epochs || canContinue) }

  /// More epochs take it up again: not where it diverged, or stopped as it no longer got better.
  var canContinue: Bool {
    guard !record.plan.isClosedForm, !record.isOpenEnded, case .finished(let reason) = record.phase else {
      return false
    }
    return switch reason {
    case .completed, .stopped, .interrupted: true
    case .earlyStopped, .diverged: false
    }
  }

  /// The epochs up to which it goes where more are asked for: by as many as it has done, beyond those and what is planned.
  var epochsOnceContinued: Int {
    max(record.plannedEpochs, record.completedEpochs) + max(record.completedEpochs, 1)
  }

  /// The epochs up to which a branch from its end goes: by as many again where all that were planned are done.
  var epochsOfBranch: Int {
    let done = record.completedEpochs
    return done < record.plannedEpochs ? record.plannedEpochs : 2 * done
  }

  /// Whether a plan of so many epochs is behind it already: a run that trains ends with that.
  func hasDone(_ knob: Knob, _ value: KnobValue) -> Bool {
    knob == .epochs && value.asInteger <= record.completedEpochs
  }

  /// Why a knob cannot be turned to a value any more, and what can be done; nil where it can.
  func objection(to knob: Knob, _ value: KnobValue, _ keymap: Keymap) -> String? {
    if pending.step == nil, record.isFinished, hasDone(knob, value) {
      return Words.knobEpochsDone(run: "\(record.plan.run)", done: record.completedEpochs)
    }
    return objection(to: knob, keymap)
  }

  /// Why a knob does nothing any more, and what can be done; nil where it acts.
  func objection(to knob: Knob, _ keymap: Keymap) -> String? {
    guard knob.isLive, pending.step == nil, has(knob), !acts(knob), case .finished(let reason) = record.phase else {
      return nil
    }
    let (branch, crosshair) = (keymap.name(of: .branch), keymap.name(of: .crosshair))
    return switch reason {
    case .diverged: Words.knobInertDiverged(run: "\(record.plan.run)", crosshair: crosshair, branch: branch)
    case .earlyStopped:
      Words.knobInertStoppedEarly(
        run: "\(record.plan.run)", branch: branch, last: epochsOfBranch, crosshair: crosshair)
    case .completed, .stopped, .interrupted:
      Words.knobInert(
        run: "\(record.plan.run)", branch: branch, last: epochsOfBranch, more: keymap.name(of: .moreEpochs),
        longer: epochsOnceContinued, crosshair: crosshair)
    }
  }
}
