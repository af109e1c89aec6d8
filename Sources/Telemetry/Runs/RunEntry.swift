/// What is kept of an event that happened to a run. All of them, in their order, make its ``RunRecord`` again.
package enum RunEntry: Sendable {
  case epoch(EpochReport)
  case change(Intervention)
  case phase(Phase)
  case diverged(Divergence)
  /// Scores without the predictions behind them, and beside them those of the best weights where they are known.
  case scored(RunScores, best: RunScores?)
  case ended(EndReport)

  /// Nil for what concerns no run alone, or is not kept.
  package init?(_ event: Event) {
    switch event {
    case .epoch(_, let report): self = .epoch(report)
    case .applied(_, let intervention): self = .change(intervention)
    case .phase(_, let phase): self = .phase(phase)
    case .diverged(_, let divergence): self = .diverged(divergence)
    case .evaluated(_, let evaluation): self = .scored(RunScores(evaluation), best: evaluation.best)
    case .ended(_, let report): self = .ended(report)
    case .began, .reconciled, .choosing, .chosen, .rolled, .refused, .seedsAdvanced, .seedsEnded, .allocated, .inside,
      .layers, .rates,
      .cannotBegin, .notice, .unkept:
      return nil
    }
  }

  /// The run's steps when it happened; nil where it does not say.
  package var step: Int? {
    switch self {
    case .epoch(let report): report.step
    case .change(let intervention): intervention.step
    case .phase: nil
    case .diverged(let divergence): divergence.step
    case .scored(let scores, _): scores.step
    case .ended(let report): report.step
    }
  }
}
