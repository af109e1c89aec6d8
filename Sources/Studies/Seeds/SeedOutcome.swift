import Models
import Telemetry

/// One run of a rung under one seed, from its first epoch to its last.
package struct SeedOutcome: Sendable {
  package var plan: RunPlan
  package var seed: UInt64
  /// Scores alone, unless predictions were to be kept.
  package var evaluation: Evaluation
  package var epochs: Int
  package var multiplyAdds: Int
  package var seconds: Double
  /// At each origin; nil where it forecasts nothing.
  package var errors: OriginErrors?
  /// Why it stands beside others without a rank; nil where nothing went wrong.
  package var flaw: Flaw?

  /// What a run came to that no score tells.
  package enum Flaw: Sendable, Hashable {
    case diverged
    /// The network answers the same whatever it reads.
    case dead
  }

  package init(
    plan: RunPlan, seed: UInt64, evaluation: Evaluation, errors: OriginErrors? = nil, keepsPredictions: Bool = false,
    epochs: Int, multiplyAdds: Int, seconds: Double, flaw: Flaw? = nil
  ) {
    self.plan = plan
    self.seed = seed
    self.errors = errors
    self.evaluation = evaluation
    if !keepsPredictions {
      self.evaluation.validation = evaluation.validation.map { JudgedPart(scoresAlone: $0) }
      self.evaluation.test = JudgedPart(scoresAlone: evaluation.test)
    }
    self.epochs = epochs
    self.multiplyAdds = multiplyAdds
    self.seconds = seconds
    self.flaw = flaw
  }
}

extension JudgedPart {
  fileprivate init(scoresAlone judged: JudgedPart) {
    self = judged
    predictions = nil
    parts = []
  }
}
