import Basics

extension RunRecord {
  /// Takes in what happened to the run. Events of other runs change nothing.
  package mutating func apply(_ event: Event) {
    switch event {
    case .rolled(_, let evaluations):
      if let evaluation = evaluations[plan.run] { roll(evaluation) }
    case .epoch(plan.run, let report): take(report)
    case .applied(plan.run, let intervention): take(intervention)
    case .phase(plan.run, let phase): enter(phase)
    case .diverged(plan.run, let divergence): enter(divergence)
    case .evaluated(plan.run, let evaluation): take(evaluation)
    case .ended(plan.run, let report): enter(report)
    case .began, .epoch, .applied, .phase, .diverged, .evaluated, .ended, .inside, .layers, .rates, .reconciled,
      .choosing, .chosen,
      .refused, .seedsAdvanced, .seedsEnded, .allocated, .cannotBegin, .notice, .unkept:
      break
    }
  }

  /// Takes in what was kept of such an event.
  package mutating func apply(_ entry: RunEntry) {
    switch entry {
    case .epoch(let report): take(report)
    case .change(let intervention): take(intervention)
    case .phase(let phase): enter(phase)
    case .diverged(let divergence): enter(divergence)
    case .scored(let scores, let best): take(scores, best: best)
    case .ended(let report): enter(report)
    }
  }

  private mutating func enter(_ divergence: Divergence) {
    self.divergence = divergence
    enter(.finished(.diverged))
  }

  private mutating func enter(_ report: EndReport) {
    end = report
    enter(.finished(report.reason))
  }

  private mutating func enter(_ phase: Phase) {
    self.phase = phase
    // More epochs take up again what had ended.
    if phase == .running { end = nil }
  }

  private mutating func take(_ report: EpochReport) {
    _ = best.take(epoch: report.epoch, step: report.step, validationLoss: report.validationLoss)
    epochs.append(report)
    Self.thinOut(&epochs, keeping: { $0.epoch == self.best?.epoch })
  }

  private mutating func take(_ evaluation: Evaluation) {
    self.evaluation = evaluation
    take(RunScores(evaluation), best: evaluation.best)
  }

  private mutating func take(_ made: RunScores, best: RunScores?) {
    newestScores = made
    if let best = made.weights.areBest ? made : best { bestScores = best }
    scores.append(made.withoutMatrices)
    Self.thinOut(&scores, keeping: { _ in false })
  }

  /// Between two origins of a stream actual values come in, and scores stay.
  private mutating func roll(_ evaluation: Evaluation) {
    if self.evaluation?.epoch == evaluation.epoch {
      self.evaluation = evaluation
    } else {
      take(evaluation)
    }
  }

  private mutating func take(_ intervention: Intervention) {
    guard !intervention.isRestart else { return beginAgain(after: intervention.step) }
    interventions.append(intervention)
    if let knob = intervention.knob, let value = intervention.new { settings[knob] = value }
  }

  /// A restart begins again at step 0 with the present knobs; a mark there says what was before.
  private mutating func beginAgain(after step: Int) {
    firstStep = 0
    epochs = []
    best = nil
    scores = []
    bestScores = nil
    newestScores = nil
    interventions = [
      Intervention(step: 0, epoch: 0, summary: Words.runRestartedAt(step: step))
    ]
    divergence = nil
    end = nil
  }
}

// MARK: - Bounded histories

extension RunRecord {
  /// Beyond so many entries every other one of the older is forgotten, so that a run of a million epochs costs no more to
  /// keep and to draw than one of some thousands. Single steps are kept elsewhere, at every resolution.
  package static let historyLimit = 4096
  private static let alwaysKept = 256

  private static func thinOut<Entry>(_ entries: inout [Entry], keeping isKept: (Entry) -> Bool) {
    guard entries.count > historyLimit else { return }
    let newest = entries.count - alwaysKept
    var kept = 0
    for index in entries.indices where index % 2 == 0 || index >= newest || isKept(entries[index]) {
      entries[kept] = entries[index]
      kept += 1
    }
    entries.removeLast(entries.count - kept)
  }
}
