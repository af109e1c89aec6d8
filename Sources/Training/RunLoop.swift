import Basics
import Models
import Networks
import Telemetry

/// One run, step by step and without clock, queue or screen: the same calls give the same bits.
///
/// The trainer, the replay of a journal and the tests all drive this loop.
package final class RunLoop {
  package let run: RunID
  package let rung: RungID
  package private(set) var settings: Settings
  let learner: any Learner
  private(set) var state = RunState()
  private var best: LearnerCheckpoint?
  /// Whether the learner is still to the bit what ``best`` was taken of, so that a checkpoint need not copy it again.
  private var isBest = false
  private let beginning: LearnerCheckpoint
  /// Nil where the run is no branch.
  private var fork: RunCheckpoint.Fork?
  /// Of the best weights, once they were scored.
  private var bestScores: RunScores?
  /// What went wrong with the run and what to do, as one sentence; nil where nothing did.
  private(set) var failure: String?
  /// Why there is nothing to do; nil while steps are left.
  package private(set) var end: EndReason?

  /// Begins at step 0 with fresh weights.
  package init(run: RunID, rung: RungID, settings: Settings, learner: any Learner) {
    self.run = run
    self.rung = rung
    self.settings = settings
    self.learner = learner
    beginning = learner.checkpoint()
    state.beginEpoch(settings)
  }

  package var step: Int { state.step }
  /// Whether the network no longer responds to what it reads.
  var isDead: Bool { state.dead != nil }
  /// Of the next step: the knob's, as the schedule has it in this epoch.
  package var learningRate: Double { Double(settings.live.learningRate * state.scheduleFactor) }
  package var epoch: Int { state.epoch }
  package var seconds: Double { state.seconds }
  package var multiplyAdds: Int { state.multiplyAdds }

  /// What one call of ``advance(limit:losses:)`` did.
  package struct Advance {
    package var steps = 0
    package var epoch: EpochReport?
    package var divergence: Divergence?
  }

  /// Runs at most `limit` steps and stops early at the end of an epoch, at divergence, and at the run's end.
  ///
  /// `losses` receives the loss of each step.
  package func advance(limit: Int, losses: UnsafeMutableBufferPointer<Float>) -> Advance {
    guard end == nil else { return Advance() }
    isBest = false
    var live = settings.live
    live.learningRate *= state.scheduleFactor
    let outcome = learner.advance(limit: min(limit, losses.count), live: live, losses: losses)
    state.step += outcome.steps
    state.multiplyAdds += outcome.multiplyAdds
    for loss in losses[..<outcome.steps] { state.lossSum += Double(loss) }
    state.lossCount += outcome.steps
    var advance = Advance(steps: outcome.steps)
    if let step = outcome.divergedAtStep {
      advance.divergence = diverge(at: step)
    } else if outcome.epochEnded {
      advance.epoch = finishEpoch()
    }
    return advance
  }

  private func finishEpoch() -> EpochReport {
    state.epoch += 1
    let validation = learner.validationLoss()
    if settings.schedule.readsValidation, let validation { state.validationLosses.append(validation) }
    if state.best.take(epoch: state.epoch, step: state.step, validationLoss: validation) {
      best = learner.checkpoint()
      isBest = true
      bestScores = nil
    }
    var report = EpochReport(
      epoch: state.epoch, step: state.step, trainingLoss: Float(state.lossSum / Double(max(1, state.lossCount))),
      validationLoss: validation, learningRate: learningRate,
      multiplyAdds: state.multiplyAdds, seconds: state.seconds)
    report.parts = learner.partLosses()
    report.gradientNorm = learner.gradientNorm
    state.dead = learner.isDead ? state.dead ?? death(rate: report.learningRate) : nil
    report.dead = state.dead
    failure = state.dead?.explanation
    state.beginEpoch(settings)
    updateEnd()
    return report
  }

  /// The run is not ended: another rate or more noise may still revive the network.
  private func death(rate: Double) -> DeadNetwork {
    let (shownRate, epoch) = (shortDecimal(rate), "\(state.epoch)")
    let explanation =
      if !learner.outline.members.isEmpty {
        Words.runDeadPart(epoch: epoch, rate: shownRate)
      } else if settings.knobs(online: false).contains(.activation) {
        Words.runDeadActivation(epoch: epoch, activation: settings.activation.rawValue, rate: shownRate)
      } else {
        Words.runDead(epoch: epoch, rate: shownRate)
      }
    return DeadNetwork(epoch: state.epoch, step: state.step, learningRate: rate, explanation: explanation)
  }

  /// Keeps the last finite weights and ends the run.
  private func diverge(at step: Int) -> Divergence {
    let rate = settings.live.learningRate * state.scheduleFactor
    var keptStep = state.step
    if !learner.weightsAreFinite {
      learner.restore(best ?? fork?.learner ?? beginning)
      keptStep = state.best?.step ?? fork?.step ?? 0
    }
    end = .diverged
    let divergence = explained(step: step, keptStep: keptStep, rate: rate)
    failure = divergence.explanation
    return divergence
  }

  private func explained(step: Int, keptStep: Int, rate: Float) -> Divergence {
    let (shownRate, isClipped) = (shortDecimal(Double(rate)), settings.live.clipNorm > 0)
    return Divergence(
      step: step, epoch: state.epoch, keptStep: keptStep, learningRate: Double(rate),
      explanation: isClipped
        ? Words.runDiverged(step: "\(step)", rate: shownRate, kept: "\(keptStep)")
        : Words.runDivergedUnclipped(step: "\(step)", rate: shownRate, kept: "\(keptStep)"))
  }

  private func updateEnd() {
    if state.epoch >= settings.epochs || learner.isSolved && state.epoch > 0 {
      end = .completed
    } else if settings.patience > 0, let best = state.best, state.epoch - best.epoch >= settings.patience {
      end = .earlyStopped
    } else {
      end = nil
    }
  }
}

// MARK: - Interventions

extension RunLoop {
  /// Turns a live knob between two steps.
  ///
  /// - Throws: ``SettingsError`` where the value does not fit; the run is as before then.
  package func set(_ knob: Knob, to value: KnobValue) throws(SettingsError) -> Intervention {
    precondition(knob.isLive, "\(knob.title) is structural: it starts a branch")
    let old = settings.value(of: knob)
    try settings.set(knob, to: value)
    learner.adopt(settings.live)
    isBest = false
    // How forecasts are combined changes what the same weights score.
    bestScores = nil
    let new = settings.value(of: knob)
    if knob == .epochs, end != .diverged { updateEnd() }
    return Intervention(
      step: step, epoch: epoch, summary: "\(knob.title) \(old.display) → \(new.display)", knob: knob, old: old, new: new
    )
  }

  /// Takes over live knobs that were turned here when the run came by before.
  func take(_ turned: Settings) {
    settings = turned
    learner.adopt(turned.live)
    isBest = false
    bestScores = nil
    if end != .diverged { updateEnd() }
  }

  /// Begins again at step 0 with the current knobs and the first weights.
  package func restart() -> Intervention {
    let intervention = Intervention.restart(step: step, epoch: epoch)
    learner.restore(beginning)
    state = RunState()
    (best, isBest, bestScores, fork, failure) = (nil, false, nil, nil, nil)
    end = nil
    state.beginEpoch(settings)
    return intervention
  }

  /// Ends the run where it stands.
  package func stop() { if end == nil { end = .stopped } }

  /// Adds time spent computing; the loop itself has no clock.
  package func addSeconds(_ seconds: Double) { state.seconds += seconds }
}

// MARK: - Checkpoints

extension RunLoop {
  package func checkpoint() -> RunCheckpoint {
    let current = if isBest, let best { best } else { learner.checkpoint() }
    return RunCheckpoint(state: state, settings: settings, learner: current, best: best, fork: fork)
  }

  /// Goes on from `checkpoint` as the run that it was taken of.
  ///
  /// - Parameter divergence: with which it had ended there; nil of a run that may go on.
  package func resume(from checkpoint: RunCheckpoint, divergence: Divergence? = nil) {
    learner.restore(checkpoint.learner)
    state = checkpoint.state
    (best, isBest) = (checkpoint.best, false)
    fork = checkpoint.fork
    bestScores = nil
    failure = state.dead?.explanation
    updateEnd()
    guard let divergence else { return }
    end = .diverged
    failure = divergence.explanation
  }

  /// States that it was in before it was gone on with, ascending by step: of its first weights and of its best ones.
  func earlier(_ past: RunPast) -> [RunCheckpoint] {
    guard past.isExact else { return [] }
    var states: [RunCheckpoint] = []
    if past.course != nil {
      let settings = past.settings(at: -1)
      var first = RunState()
      first.beginEpoch(settings)
      states.append(RunCheckpoint(state: first, settings: settings, learner: beginning, best: nil, fork: nil))
    }
    if let best, let found = state.best, let report = past.best, report.step == found.step, found.step < step {
      let settings = past.settings(at: found.step)
      var then = RunState()
      (then.step, then.epoch, then.best, then.dead) = (found.step, found.epoch, found, report.dead)
      (then.multiplyAdds, then.seconds) = (report.multiplyAdds, report.seconds)
      then.validationLosses = state.validationLosses.dropLast(state.epoch - found.epoch)
      then.beginEpoch(settings)
      states.append(RunCheckpoint(state: then, settings: settings, learner: best, best: best, fork: fork))
    }
    return states
  }

  /// Goes on from the `checkpoint` of another run as a branch of it, with this loop's own settings.
  ///
  /// It has no best before an epoch of its own has ended: its parent's weights may not even fit it.
  package func branch(from checkpoint: RunCheckpoint) {
    resume(from: checkpoint)
    state.best = nil
    (state.dead, failure) = (nil, nil)
    best = nil
    fork = RunCheckpoint.Fork(step: step, learner: learner.checkpoint())
    updateEnd()
  }
}

// MARK: - Best and last

extension RunLoop {
  /// Nil before an epoch of this run has ended with a loss on a validation part.
  package var bestEpoch: BestEpoch? { state.best }

  /// Whether the current weights are the best.
  private var isAtBest: Bool { state.best?.step == step }

  /// Scores with the weights of the best validation loss, or with the current ones where there is none better.
  package func evaluateBest() -> Evaluation {
    var evaluation = withBest(evaluate)
    if let best = state.best { evaluation.weights = scored(.best(epoch: best.epoch), evaluation.choice) }
    return evaluation
  }

  /// What is scored where the run's own weights are these.
  private func scored(_ weights: ScoredWeights, _ choice: ModelChoice?) -> ScoredWeights {
    guard let choice, !choice.learns else { return weights }
    return .solved(recipe: choice.recipe, epoch: weights.epoch)
  }

  /// Scores with the current weights, and beside them those of the best, which are made once for each best.
  package func evaluateBoth() -> Evaluation {
    var evaluation = evaluate()
    guard state.best != nil else { return evaluation }
    let best = isAtBest ? RunScores(evaluation) : bestScores ?? RunScores(evaluateBest())
    bestScores = best
    evaluation.best = best
    return evaluation
  }

  /// Scores with the current weights.
  package func evaluate() -> Evaluation {
    var evaluation = learner.evaluate()
    evaluation.step = state.step
    evaluation.epoch = state.epoch
    evaluation.multiplyAdds = state.multiplyAdds
    evaluation.weights = scored(
      isAtBest ? .best(epoch: state.epoch) : .last(epoch: state.epoch), evaluation.choice)
    return evaluation
  }

  /// The rung's own forecasts at its own grain with the weights of the best validation loss; nil where there are none.
  package func bestNativeForecast() -> NativeForecast? { withBest(learner.nativeForecast) }

  /// How the network looks inside with the current weights, or once the run has ended with the best; nil where there is
  /// nothing to be seen.
  func inside(_ request: InsideRequest) -> InsideView? {
    guard var view = end == nil ? learner.inside(request) : withBest({ learner.inside(request) }) else { return nil }
    view.step = state.step
    return view
  }

  /// How the layers stand and what the next step would do to them, with the current weights, or once the run has ended with
  /// the best; nil where there is no network.
  func layers() -> LayerReport? {
    var live = settings.live
    live.learningRate *= measuredFactor
    guard var report = end == nil ? learner.layers(live: live) : withBest({ learner.layers(live: live) }) else {
      return nil
    }
    report.step = end == nil ? state.step : state.best?.step ?? state.step
    return report
  }

  /// Of the schedule in the next step; once the run has ended, when the best weights were made, as many schedules end at 0.
  private var measuredFactor: Float {
    guard end != nil else { return state.scheduleFactor }
    let epoch = max(state.best?.epoch ?? state.epoch, 1) - 1
    return settings.schedule.factor(
      epoch: epoch, of: settings.epochs, validationLosses: Array(state.validationLosses.prefix(epoch)))
  }

  /// The model as it is now, with the knobs as they stand.
  package func fitted() -> FittedModel {
    var model = learner.fitted()
    model.settings = settings
    return model
  }

  /// The same with the weights of the best validation loss, or with the current ones where there is none better.
  package func bestFitted() -> FittedModel { withBest(fitted) }

  /// Of which weights ``bestFitted()`` is, and the step at which they were.
  package var bestWeights: (weights: ScoredWeights, step: Int) {
    let (weights, step): (ScoredWeights, Int) =
      state.best.map { (.best(epoch: $0.epoch), $0.step) } ?? (.last(epoch: state.epoch), state.step)
    return (scored(weights, withBest { learner.choice }), step)
  }

  private func withBest<Result>(_ ask: () -> Result) -> Result {
    guard let best, !isAtBest else { return ask() }
    let current = learner.checkpoint()
    learner.restore(best)
    defer { learner.restore(current) }
    return ask()
  }
}

// MARK: - Reports

extension RunLoop {
  /// The end of the run in figures.
  package func endReport(_ reason: EndReason) -> EndReport {
    let found = withBest { (hash: learner.weightsHash(), sweep: learner.sweep, finding: learner.finding) }
    return EndReport(
      reason: reason, step: step, epoch: epoch, seconds: seconds, multiplyAdds: multiplyAdds,
      weightsHash: learner.weightsHash(), bestWeightsHash: state.best == nil ? nil : found.hash, sweep: found.sweep,
      finding: found.finding)
  }

  package func plan(parent: (run: RunID, step: Int)?) -> RunPlan {
    let outline = learner.outline
    let batch = settings.live.batchSize == 0 ? outline.trainingRows : settings.live.batchSize
    var plan = RunPlan(
      run: run, rung: rung, parent: parent, recipe: settings.recipe.rawValue, summary: outline.summary,
      epochs: settings.recipe.hasSteps ? settings.epochs : 1,
      stepsPerEpoch: settings.recipe.hasSteps ? max(1, (outline.trainingRows + batch - 1) / max(1, batch)) : 1,
      trainingRows: outline.trainingRows, validationRows: outline.validationRows,
      parameterCount: outline.parameterCount, multiplyAddsPerExample: outline.multiplyAddsPerExample,
      seed: settings.seed, knobs: settings.knobs, isClosedForm: !settings.recipe.hasSteps)
    plan.members = outline.members
    plan.parts = outline.parts
    plan.suited = settings.suited(lookback: outline.lookback)
    plan.idle = settings.idleKnobs
    plan.companions = settings.companions
    plan.patience = settings.patience
    plan.multiplyAddsPerPrediction = outline.multiplyAddsPerPrediction
    plan.gappyRows = outline.gappyRows
    return plan
  }
}
