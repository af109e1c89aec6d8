import Models
import Telemetry

/// Whoever wants to know of runs that no trainer drives, as those of a study or a replay.
package struct RunObserver: Sendable {
  /// What happened, in its order for each run.
  package let note: @Sendable ([Event]) -> Void
  /// A run's state and best model where it ended.
  package let end: @Sendable (RunID, RunCheckpoint, FittedModel) -> Void

  package init(
    note: @escaping @Sendable ([Event]) -> Void,
    end: @escaping @Sendable (RunID, RunCheckpoint, FittedModel) -> Void
  ) {
    self.note = note
    self.end = end
  }

  /// Tells the end of a run, with its scores.
  func noteEnd(of loop: RunLoop, as run: RunID, _ evaluation: Evaluation, _ reason: EndReason) {
    note([
      .evaluated(run, evaluation), .phase(run, .finished(reason)), .ended(run, loop.endReport(reason)),
    ])
    end(run, loop.checkpoint(), loop.bestFitted())
  }
}
