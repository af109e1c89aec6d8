/// What a run is, from its first step on: the words that the screen, the reports and the journal share.
///
/// Made of the plan with which a run begins; ``apply(_:)`` alone changes it afterwards.
package struct RunRecord: Sendable {
  package private(set) var plan: RunPlan
  /// The step from which it counts on: of a branch the one at which it left its parent.
  package internal(set) var firstStep: Int
  package internal(set) var phase: Phase = .waiting
  /// The knobs as they are applied.
  package internal(set) var settings: [Knob: KnobValue]
  /// What was done to it, ascending by step.
  package internal(set) var interventions: [Intervention] = []
  /// Its own, ascending by step: a branch's begin at its fork. At most ``historyLimit``.
  package internal(set) var epochs: [EpochReport] = []
  /// Of all its own epochs; nil before one has ended with a loss on a validation part.
  package internal(set) var best: BestEpoch?
  /// All that were made, ascending by step, without their matrices. At most ``historyLimit``.
  package internal(set) var scores: [RunScores] = []
  /// With the best weights that were scored so far; nil before any were.
  package internal(set) var bestScores: RunScores?
  /// Of whichever weights; they say themselves of which.
  package internal(set) var newestScores: RunScores?
  /// Behind the newest scores, with its predictions: for whoever looks at them now, not part of what is kept.
  package internal(set) var evaluation: Evaluation?
  package internal(set) var divergence: Divergence?
  /// Nil while it goes on.
  package internal(set) var end: EndReport?

  package init(_ plan: RunPlan) {
    self.plan = plan
    firstStep = plan.parent?.step ?? 0
    settings = Dictionary(plan.knobs.map { ($0.knob, $0.value) }, uniquingKeysWith: { first, _ in first })
  }
}

extension RunRecord {
  /// The same under another number, as a session that goes on with a run counts its own.
  package func numbered(_ run: RunID) -> RunRecord {
    var record = self
    record.plan.run = run
    return record
  }

  /// The same as a session takes it up that another one began.
  ///
  /// - Parameters:
  ///   - plan: with which it begins here; what is not kept comes from there.
  ///   - parent: its parent here; nil where that is none of the session's runs.
  package func takenUp(as plan: RunPlan, parent: RunID?) -> RunRecord {
    var record = numbered(plan.run)
    (record.plan.idle, record.plan.companions, record.plan.data) = (plan.idle, plan.companions, plan.data)
    if let fork = self.plan.parent?.step {
      record.plan.parent = parent.map { ($0, fork) }
      record.plan.forkStep = parent == nil ? fork : nil
    }
    return record
  }

  /// The means of its epochs in place of the losses of its steps.
  package var lossBuckets: [LossBucket] {
    var first = firstStep
    return epochs.map { report in
      defer { first = report.step }
      return LossBucket(
        firstStep: first, count: max(report.step - first, 1), minimum: report.trainingLoss,
        maximum: report.trainingLoss, mean: report.trainingLoss, last: report.trainingLoss)
    }
  }

  /// The epoch that ended last.
  package var last: EpochReport? { epochs.last }

  /// The network does not respond to what it reads; nil where it does, or has ended no epoch yet.
  package var dead: DeadNetwork? { last?.dead }

  /// The best weights are those of a network that does not respond.
  package var isBestDead: Bool {
    dead?.isScored(at: best) ?? false
  }

  /// Whether its scores say what its model is worth: it has learnt from a whole epoch, did not diverge, and its network
  /// responds to what it reads.
  package var canBeRanked: Bool { unranked == nil }

  /// Multiply-adds of an epoch.
  package var epochCost: Int { plan.epochCost }

  /// Multiply-adds of one prediction; of a cascade in the mean over the images of the part that is tuned on, of which it asks
  /// its finer models about some alone.
  package var predictionCost: Int {
    let cascade = evaluation?.validation?.cascade ?? evaluation?.test.cascade
    return cascade.map { Int($0.point.multiplyAdds) } ?? plan.multiplyAddsPerPrediction
  }

  /// What went wrong with the run and what to do, as one sentence; nil where nothing did.
  package var failure: String? { divergence?.explanation ?? dead?.explanation }

  /// The knobs as they are applied, with what was taken where one is 0 and leaves it to the rung or the run.
  package var effectiveSettings: [Knob: KnobValue] {
    settings.merging(plan.suited) { present, suited in present == .integer(0) ? suited : present }
  }

  package func range(of knob: Knob) -> KnobRange? { plan.knobs.first { $0.knob == knob }?.range }

  package var isFinished: Bool {
    if case .finished = phase { true } else { false }
  }

  /// Whether it still has steps to do.
  package var canTrain: Bool { !isFinished && !plan.isClosedForm }

  /// It goes on as long as its stream.
  package var isOpenEnded: Bool { plan.epochs == 0 }

  package var plannedEpochs: Int {
    guard case .integer(let epochs)? = settings[.epochs] else { return max(plan.epochs, 1) }
    return max(epochs, 1)
  }

  /// With the batch as it is now; the plan's until it was changed.
  package var stepsPerEpoch: Int {
    guard case .integer(let batch)? = settings[.batchSize],
      let planned = plan.knobs.first(where: { $0.knob == .batchSize })?.value, planned != .integer(batch)
    else { return max(plan.stepsPerEpoch, 1) }
    return batch > 0 ? max((plan.trainingRows + batch - 1) / batch, 1) : 1
  }

  /// Examples of a step, as the knob stands now.
  package var batch: Int {
    guard case .integer(let batch)? = settings[.batchSize], batch > 0 else { return max(plan.trainingRows, 1) }
    return min(batch, max(plan.trainingRows, 1))
  }

  /// Whole epochs before a branch's first step, by its own batch.
  package var firstEpoch: Int { firstStep / stepsPerEpoch }

  /// Whole epochs that lie behind it, its parent's among them: what was done, whatever is planned.
  package var completedEpochs: Int { last?.epoch ?? end?.epoch ?? firstEpoch }

  /// It ended with more epochs done than are planned, as its plan was shortened while it trained.
  package var endedPastPlan: Bool { isFinished && completedEpochs > plannedEpochs }

  /// The epochs that training from the beginning needs to come as far as this run came, or will come.
  package var epochsToRepeat: Int {
    switch phase {
    case .waiting, .running, .paused, .finished(.earlyStopped), .finished(.diverged): plannedEpochs
    case .finished(.completed), .finished(.stopped), .finished(.interrupted): max(completedEpochs, 1)
    }
  }

  /// The smallest loss on the validation part and its epoch; of a closed form the smallest of its sweep, without one.
  package var bestValidation: (loss: Double, epoch: Int?)? {
    if let best { return (Double(best.validationLoss), best.epoch) }
    return end?.penaltyChoice.map { ($0.validationError, nil) }
  }
}
