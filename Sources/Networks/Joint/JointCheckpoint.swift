/// Everything that joint training continues from, as a value.
package struct JointCheckpoint: Sendable, Equatable {
  package var parts: [NetworkCheckpoint]
  package var step: Int
  package var epoch: Int
  package var cursor: Int

  package init(parts: [NetworkCheckpoint], step: Int, epoch: Int, cursor: Int) {
    self.parts = parts
    self.step = step
    self.epoch = epoch
    self.cursor = cursor
  }
}

extension JointNetworks {
  package func checkpoint() -> JointCheckpoint {
    JointCheckpoint(parts: parts.map { $0.network.checkpoint() }, step: step, epoch: epoch, cursor: cursor)
  }

  /// Continues from `checkpoint`. Sub-models correspond by position; one whose architecture or optimizer differs keeps
  /// what weights fit.
  package func restore(_ checkpoint: JointCheckpoint) {
    for (part, state) in zip(parts, checkpoint.parts) { part.network.takeUp(state) }
    step = checkpoint.step
    epoch = checkpoint.epoch
    cursor = min(checkpoint.cursor, max(count - 1, 0))
    beginEpochSums()
  }
}
