import Models
import Networks
import Telemetry

/// What decides, besides weights and settings, how a run continues.
struct RunState: Hashable, Sendable, Codable {
  var step = 0
  /// Epochs completed.
  var epoch = 0
  var multiplyAdds = 0
  /// Spent computing.
  var seconds = 0.0
  /// Sum and number of the step losses of the epoch under way.
  var lossSum = 0.0
  var lossCount = 0
  /// Of the run's own epochs.
  var best: BestEpoch?
  /// Nil while the network responds to what it reads.
  var dead: DeadNetwork?
  /// Factor on the learning rate in the epoch under way.
  var scheduleFactor: Float = 1
  /// Of all epochs so far; kept only for a schedule that reads them.
  var validationLosses: [Float] = []

  mutating func beginEpoch(_ settings: Settings) {
    lossSum = 0
    lossCount = 0
    scheduleFactor = settings.schedule.factor(
      epoch: epoch, of: settings.epochs, validationLosses: validationLosses)
  }
}

/// A run's whole state at a step boundary: restoring it and going on gives the same bits as never having stopped.
package struct RunCheckpoint: Sendable {
  package var step: Int { state.step }
  package var epoch: Int { state.epoch }
  let state: RunState
  /// Steps done when the best validation loss was found; nil before any epoch had one.
  package var bestStep: Int? { state.best?.step }
  package let settings: Settings
  let learner: LearnerCheckpoint
  /// The weights with the best validation loss so far.
  let best: LearnerCheckpoint?
  /// What a branch began with.
  let fork: Fork?

  /// Where a branch left its parent, with the weights that it took along.
  struct Fork: Sendable {
    let step: Int
    let learner: LearnerCheckpoint
  }

  /// What the checkpoint holds beside those that were taken before it.
  ///
  /// All checkpoints of a run share the fork; the best is shared from its epoch until the next best, and is the learner itself
  /// at its own step.
  ///
  /// - Parameter before: the one before it; nil for the first.
  func byteCount(after before: RunCheckpoint?) -> Int {
    guard let best, let found = bestStep, found != step, found != before?.bestStep else { return learner.byteCount }
    return learner.byteCount + best.byteCount
  }
}
