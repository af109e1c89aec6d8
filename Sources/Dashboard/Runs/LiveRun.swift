import Telemetry

/// A run as the screen follows it: its record, how far it is at this moment, and what was asked of it and not yet done.
///
/// Whatever the record knows is asked for as if it were the run's own.
@dynamicMemberLookup
package struct LiveRun: Sendable {
  package private(set) var record: RunRecord
  /// Between its epochs, once a frame.
  package internal(set) var progress = RunProgress(step: 0, epoch: 0, stepsPerSecond: 0)
  /// Samples of the part on view with the wrong ones first, where classes are predicted.
  var gallery: [Int] = []
  /// The steps at which its scores on the test part were first and last looked at, as the journal has them; nil while they
  /// were not.
  package internal(set) var testSeen: ClosedRange<Int>?
  /// Live knobs that were asked for and not yet applied, so that a second key press builds on the first.
  package internal(set) var requested: [Knob: KnobValue] = [:]
  /// Knobs that wait for a branch.
  var pending = PendingBranch()

  /// - Parameter past: what it did in another session; nil for a run that begins here.
  init(_ plan: RunPlan, _ past: KeptRun.Past? = nil) {
    record = past.map { $0.record.takenUp(as: plan, parent: $0.parent) } ?? RunRecord(plan)
  }

  /// The step at which its scores on the test part were first looked at; nil while they were not.
  package var testSeenAt: Int? { testSeen?.lowerBound }

  package subscript<Value>(dynamicMember path: KeyPath<RunRecord, Value>) -> Value { record[keyPath: path] }

  mutating func apply(_ event: Event) {
    record.apply(event)
    switch event {
    // Whatever was asked for has been applied, or refused, by now.
    case .epoch: requested = [:]
    case .applied(_, let intervention): settle(intervention)
    case .began, .phase, .diverged, .evaluated, .ended, .reconciled, .choosing, .chosen, .rolled, .refused,
      .seedsAdvanced, .seedsEnded, .allocated, .inside, .layers, .rates, .cannotBegin, .notice, .unkept:
      break
    }
  }

  private mutating func settle(_ intervention: Intervention) {
    if intervention.isRestart { progress = RunProgress(step: 0, epoch: 0, stepsPerSecond: 0) }
    guard let knob = intervention.knob, let value = intervention.new else { return }
    if requested[knob]?.isClose(to: value) ?? false { requested[knob] = nil }
  }

  /// The value a knob is shown at: of the branch that waits, asked for, applied.
  func value(of knob: Knob) -> KnobValue? {
    pending.edits[knob] ?? brought(to: knob) ?? pending.base[knob] ?? requested[knob] ?? record.settings[knob]
      ?? companion(knob)?.value
  }

  func range(of knob: Knob) -> KnobRange? { record.range(of: knob) ?? companion(knob)?.range }
}

// MARK: - How far it is

extension LiveRun {
  /// The last step heard of.
  package var step: Int { max(progress.step, record.last?.step ?? 0, record.end?.step ?? 0) }

  /// Epochs done, with the part of the running one.
  var epochsDone: Double {
    let done = record.completedEpochs
    let since = step - (record.last?.step ?? record.firstStep)
    return Double(done) + min(max(Double(since) / Double(record.stepsPerEpoch), 0), 0.999)
  }

  var share: Double { min(epochsDone / Double(record.plannedEpochs), 1) }

  /// Steps of the whole run as planned now: the stable end of the curve's axis.
  var plannedSteps: Int {
    // An axis that doubles, as nobody knows where the run will end.
    if record.isOpenEnded {
      var steps = 64
      while steps < step { steps *= 2 }
      return steps
    }
    let anchor = record.last?.step ?? record.firstStep
    // A plan that was shortened lies behind what was done.
    return max(anchor + max(record.plannedEpochs - record.completedEpochs, 0) * record.stepsPerEpoch, step)
  }

  /// Seconds of training left at the pace of the run so far; nil where there is none yet.
  ///
  /// From the last epoch's clock, which changes once an epoch, so that the figure does not dance.
  var secondsLeft: Double? {
    guard !record.plan.isClosedForm, !record.isFinished, !record.isOpenEnded else { return nil }
    let left = Double(max(plannedSteps - step, 0))
    if let last = record.last, last.step > record.firstStep, last.seconds > 0 {
      return left * last.seconds / Double(last.step - record.firstStep)
    }
    return progress.stepsPerSecond > 0 ? left / progress.stepsPerSecond : nil
  }
}
