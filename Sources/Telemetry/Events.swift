import Basics

/// What the engine reports to the screen, the journal and the command line. None of these is ever dropped; the losses of
/// single steps go into a ``LossSeries`` instead.
///
/// What is large and rare stands apart, so that the epochs, which come by the thousand, are cheap to hand on.
package enum Event: Sendable {
  indirect case began(RunPlan)
  case epoch(RunID, EpochReport)
  indirect case applied(RunID, Intervention)
  case phase(RunID, Phase)
  indirect case diverged(RunID, Divergence)
  indirect case evaluated(RunID, Evaluation)
  indirect case ended(RunID, EndReport)
  /// The forecasts of several rungs were made to add up.
  indirect case reconciled(ReconciliationReport)
  /// A grain is being chosen.
  case choosing(ChoiceProgress)
  /// A grain was chosen.
  indirect case chosen(ChoiceReport)
  /// A stream continued: what is open as it is now, with the scores of its runs at the same origins.
  indirect case rolled(SessionInfo, [RunID: Evaluation])
  /// What was asked for cannot be had, with the reason as a sentence.
  indirect case refused(Question, String)
  case seedsAdvanced(SeedProgress)
  indirect case seedsEnded([ScoredPart: SeedReport])
  /// A grant of compute went to a run, or sharing out began or ended.
  indirect case allocated(AllocationReport)
  /// How a run's network looks inside, as was asked for.
  indirect case inside(RunID, InsideView)
  /// How the layers of a run's networks stand, as was asked for.
  indirect case layers(RunID, LayerReport)
  /// A sweep of the learning rate on a copy of a run, as far as it has come.
  indirect case rates(RunID, RateReport)
  /// A run of a rung cannot begin, with the reason as a sentence.
  case cannotBegin(RunID, RungID, String)
  /// Something the user should read once, already worded.
  case notice(String)
  /// From here on something of the session is lost, with the reason as a sentence.
  case unkept(Unkept, String)
}

/// What a session leaves behind, and may fail to.
package enum Unkept: Int, Hashable, Sendable, Comparable {
  case journal, runs

  package static func < (left: Unkept, right: Unkept) -> Bool { left.rawValue < right.rawValue }
}

extension Event {
  /// The run that it happened to; nil where it concerns several or none.
  package var run: RunID? {
    switch self {
    case .began(let plan): plan.run
    case .epoch(let run, _), .applied(let run, _), .phase(let run, _), .diverged(let run, _), .evaluated(let run, _),
      .ended(let run, _), .inside(let run, _), .layers(let run, _), .rates(let run, _):
      run
    case .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced, .seedsEnded, .allocated, .cannotBegin,
      .notice, .unkept:
      nil
    }
  }
}

/// What may be asked of all rungs together.
package enum Question: Hashable, Sendable {
  case reconciliation, choice, rate
}

/// Where a run stands.
package enum Phase: Hashable, Sendable {
  case waiting, running, paused
  case finished(EndReason)
}

package enum EndReason: String, Hashable, Sendable, Codable {
  case completed, earlyStopped, stopped, diverged
  /// Its program was cut off: it can be gone on with.
  case interrupted
}

/// Everything about a run that is known before its first step.
package struct RunPlan: Sendable {
  package var run: RunID
  package var rung: RungID
  /// The run and step that this one was branched from.
  package var parent: (run: RunID, step: Int)?
  /// Of a branch that another session made the step at which it left its parent, which is none of this one's; not part of what is
  /// kept.
  package var forkStep: Int?
  /// The recipe's name, as `mlp`.
  package var recipe: String
  /// One line, as `Dense 64 relu → Dense 32 relu → Dense 48`.
  package var summary: String
  /// Planned epochs; a closed-form recipe has 1, and 0 lasts as long as its stream.
  package var epochs: Int
  package var stepsPerEpoch: Int
  /// Training windows (or samples).
  package var trainingRows: Int
  package var validationRows: Int
  package var parameterCount: Int
  /// Of one training example, forward and backward.
  package var multiplyAddsPerExample: Int
  /// Multiply-adds of an epoch; of a plan that was read and says more than can be counted, the most.
  package var epochCost: Int {
    let (cost, isTooLarge) = multiplyAddsPerExample.multipliedReportingOverflow(by: trainingRows)
    return isTooLarge ? .max : cost
  }
  /// Of a single prediction; 0 where it is not reported.
  package var multiplyAddsPerPrediction = 0
  /// Training windows that are left out, as they touch a missing value.
  package var gappyRows = 0
  package var seed: UInt64
  /// What was taken at the beginning where a knob is 0 and leaves it to the rung or the run.
  package var suited: [Knob: KnobValue] = [:]
  /// Why knobs that it does not have change nothing beside its settings, as half sentences; not part of what is kept.
  package var idle: [Knob: String] = [:]
  /// What other choices of its knobs would bring; not part of what is kept.
  package var companions: [CompanionKnob] = []
  /// Epochs without a better validation loss after which it stops; 0 never does.
  package var patience = 0
  /// In display order.
  package var knobs: [(knob: Knob, value: KnobValue, range: KnobRange)]
  /// True for recipes without steps, as `ridge`: no loss curve, but `sweep` in the end report.
  package var isClosedForm: Bool
  /// The rungs that a joined run reads, fine to coarse; empty where it reads its own alone.
  package var members: [RungID] = []
  /// Its sub-models, fine to coarse; empty where there is one model.
  package var parts: [PartPlan] = []
  /// Nil where nobody keeps account of them, as on a stream.
  package var data: DataIdentity?

  package init(
    run: RunID, rung: RungID, parent: (run: RunID, step: Int)? = nil, recipe: String, summary: String, epochs: Int,
    stepsPerEpoch: Int, trainingRows: Int, validationRows: Int, parameterCount: Int, multiplyAddsPerExample: Int,
    seed: UInt64, knobs: [(knob: Knob, value: KnobValue, range: KnobRange)], isClosedForm: Bool
  ) {
    self.run = run
    self.rung = rung
    self.parent = parent
    self.recipe = recipe
    self.summary = summary
    self.epochs = epochs
    self.stepsPerEpoch = stepsPerEpoch
    self.trainingRows = trainingRows
    self.validationRows = validationRows
    self.parameterCount = parameterCount
    self.multiplyAddsPerExample = multiplyAddsPerExample
    self.seed = seed
    self.knobs = knobs
    self.isClosedForm = isClosedForm
  }
}

/// The state of a run at the end of an epoch.
package struct EpochReport: Hashable, Sendable, Codable {
  /// From 1.
  package var epoch: Int
  /// Steps done since the run began.
  package var step: Int
  /// Mean over the epoch's steps, on the scaled target.
  package var trainingLoss: Float
  /// On the whole validation part; nil where there is none.
  package var validationLoss: Float?
  package var learningRate: Double
  /// Of the gradient of the epoch's last step, before clipping; nil where a recipe, or an older program, has none.
  package var gradientNorm: Double?
  /// Spent since the run began.
  package var multiplyAdds: Int
  /// Spent computing, without pauses.
  package var seconds: Double
  /// The losses of a joined run's sub-models; empty where a run reads one rung.
  package var parts: [PartLoss] = []
  /// Since an epoch up to this one; nil where the network responds to what it reads.
  package var dead: DeadNetwork?

  package init(
    epoch: Int, step: Int, trainingLoss: Float, validationLoss: Float?, learningRate: Double, multiplyAdds: Int,
    seconds: Double
  ) {
    self.epoch = epoch
    self.step = step
    self.trainingLoss = trainingLoss
    self.validationLoss = validationLoss
    self.learningRate = learningRate
    self.multiplyAdds = multiplyAdds
    self.seconds = seconds
  }
}

/// What one sub-model's losses in an epoch add to those of the joined run.
package struct PartLoss: Hashable, Sendable, Codable {
  package var rung: RungID
  package var training: Float
  package var validation: Float?

  package init(rung: RungID, training: Float, validation: Float?) {
    self.rung = rung
    self.training = training
    self.validation = validation
  }
}

/// A loss or weight that stopped being finite. The run stops alone and keeps its last finite weights.
package struct Divergence: Hashable, Sendable, Codable {
  package var step: Int
  package var epoch: Int
  /// The step whose weights were kept.
  package var keptStep: Int
  package var learningRate: Double
  /// What happened and what to do, as one sentence.
  package var explanation: String

  package init(step: Int, epoch: Int, keptStep: Int, learningRate: Double, explanation: String) {
    self.step = step
    self.epoch = epoch
    self.keptStep = keptStep
    self.learningRate = learningRate
    self.explanation = explanation
  }
}

/// Which of the penalties of a closed form was taken, and whether the search ended there.
package struct PenaltyChoice: Hashable, Sendable, Encodable {
  package var penalty: Double
  package var validationError: Double
  package var tried: Int
  /// Whether the error still fell where no further penalty was tried.
  package var isAtEdge: Bool
}

extension EndReport {
  /// Nil where there was nothing to choose.
  package var penaltyChoice: PenaltyChoice? {
    guard let best = sweep.filter({ $0.validationError.isFinite }).min(by: { $0.validationError < $1.validationError })
    else { return nil }
    return PenaltyChoice(
      penalty: best.parameter, validationError: best.validationError, tried: sweep.count,
      isAtEdge: best.parameter == sweep.first?.parameter || best.parameter == sweep.last?.parameter)
  }
}

package struct EndReport: Sendable {
  package var reason: EndReason
  package var step: Int
  package var epoch: Int
  package var seconds: Double
  package var multiplyAdds: Int
  /// A hash of the final weights' bits, for comparing runs.
  package var weightsHash: UInt64
  /// The same of the best weights; nil where there are none.
  package var bestWeightsHash: UInt64?
  /// Closed-form recipes: validation error against each λ tried, in order.
  package var sweep: [(parameter: Double, validationError: Double)]
  /// What was found besides, in words without a full stop; nil of models that are numbers alone.
  package var finding: String?

  package init(
    reason: EndReason, step: Int, epoch: Int, seconds: Double, multiplyAdds: Int, weightsHash: UInt64,
    bestWeightsHash: UInt64? = nil, sweep: [(parameter: Double, validationError: Double)] = [],
    finding: String? = nil
  ) {
    self.reason = reason
    self.step = step
    self.epoch = epoch
    self.seconds = seconds
    self.multiplyAdds = multiplyAdds
    self.weightsHash = weightsHash
    self.bestWeightsHash = bestWeightsHash
    self.sweep = sweep
    self.finding = finding
  }
}
