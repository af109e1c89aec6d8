import Telemetry

/// All that the screen knows of one training run.
package struct RunRecord: Sendable {
  package let plan: RunPlan
  package internal(set) var phase: Phase = .waiting
  /// Ascending by step.
  package internal(set) var epochs: [EpochReport] = []
  package internal(set) var interventions: [Intervention] = []
  /// The scores over time, for the comparison of all rungs.
  package internal(set) var standings: [Standing] = []
  /// The last evaluation, with its predictions.
  package internal(set) var evaluation: Evaluation?
  /// Test samples with the wrong ones first, where classes are predicted.
  var gallery: [Int] = []
  package internal(set) var divergence: Divergence?
  package internal(set) var end: EndReport?
  package internal(set) var progress = RunProgress(step: 0, epoch: 0, stepsPerSecond: 0)
  /// The knobs as they are applied.
  var settings: [Knob: KnobValue]
  /// Live knobs that were asked for and not yet applied, so that a second key press builds on the first.
  package internal(set) var requested: [Knob: KnobValue] = [:]
  /// Structural knobs that wait for a branch.
  var drafts: [Knob: KnobValue] = [:]
  /// A branch goes on counting from the step at which it left its parent.
  var firstStep: Int

  /// Scores at a point of the run's spending.
  package struct Standing: Sendable {
    package let step: Int
    package let multiplyAdds: Int
    package let scores: Scores
  }

  init(_ plan: RunPlan) {
    self.plan = plan
    firstStep = plan.parent?.step ?? 0
    settings = Dictionary(plan.knobs.map { ($0.knob, $0.value) }, uniquingKeysWith: { first, _ in first })
  }

  /// The value a knob is shown at: drafted, asked for, applied.
  func value(of knob: Knob) -> KnobValue? { drafts[knob] ?? requested[knob] ?? settings[knob] }

  func range(of knob: Knob) -> KnobRange? { plan.knobs.first { $0.knob == knob }?.range }

  var isFinished: Bool {
    if case .finished = phase { true } else { false }
  }

  /// Whether it still has steps to do.
  var canTrain: Bool { !isFinished && !plan.isClosedForm }

  /// The last step heard of.
  package var step: Int { max(progress.step, epochs.last?.step ?? 0, end?.step ?? 0) }

  /// It goes on as long as its stream.
  var isOpenEnded: Bool { plan.epochs == 0 }

  var plannedEpochs: Int {
    guard case .integer(let epochs)? = settings[.epochs] else { return max(plan.epochs, 1) }
    return max(epochs, 1)
  }

  /// With the batch as it is now; the plan's until it was changed.
  var stepsPerEpoch: Int {
    guard case .integer(let batch)? = settings[.batchSize],
      let planned = plan.knobs.first(where: { $0.knob == .batchSize })?.value, planned != .integer(batch)
    else { return max(plan.stepsPerEpoch, 1) }
    return batch > 0 ? max((plan.trainingRows + batch - 1) / batch, 1) : 1
  }

  /// Examples of a step, as the knob stands now.
  var batch: Int {
    guard case .integer(let batch)? = settings[.batchSize], batch > 0 else { return max(plan.trainingRows, 1) }
    return min(batch, max(plan.trainingRows, 1))
  }

  /// Epochs done, with the part of the running one.
  var epochsDone: Double {
    let done = epochs.last?.epoch ?? firstEpoch
    let since = step - (epochs.last?.step ?? firstStep)
    return Double(done) + min(max(Double(since) / Double(stepsPerEpoch), 0), 0.999)
  }

  /// Whole epochs before a branch's first step, by its own batch.
  var firstEpoch: Int { firstStep / stepsPerEpoch }

  var share: Double { min(epochsDone / Double(plannedEpochs), 1) }

  /// Steps of the whole run as planned now: the stable end of the curve's axis.
  var plannedSteps: Int {
    // An axis that doubles, as nobody knows where the run will end.
    if isOpenEnded {
      var steps = 64
      while steps < step { steps *= 2 }
      return steps
    }
    let done = epochs.last?.epoch ?? firstEpoch
    let anchor = epochs.last?.step ?? firstStep
    return anchor + max(plannedEpochs - done, 0) * stepsPerEpoch
  }

  /// Seconds of training left at the pace of the run so far; nil where there is none yet.
  ///
  /// From the last epoch's clock, which changes once an epoch, so that the figure does not dance.
  var secondsLeft: Double? {
    guard !plan.isClosedForm, !isFinished, !isOpenEnded else { return nil }
    let left = Double(max(plannedSteps - step, 0))
    if let last = epochs.last, last.step > firstStep, last.seconds > 0 {
      return left * last.seconds / Double(last.step - firstStep)
    }
    return progress.stepsPerSecond > 0 ? left / progress.stepsPerSecond : nil
  }

  /// A restart begins again at step 0 with the present knobs; a mark there says what was before.
  mutating func restart(told intervention: Intervention) {
    let lost = Words.runRestartedAt(step: intervention.step)
    firstStep = 0
    epochs = []
    standings = []
    interventions = [Intervention(step: 0, epoch: 0, summary: lost)]
    progress = RunProgress(step: 0, epoch: 0, stepsPerSecond: 0)
    divergence = nil
    end = nil
  }
}
