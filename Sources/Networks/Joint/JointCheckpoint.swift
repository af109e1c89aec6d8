/// Everything that joint training continues from, as a value.
package struct JointCheckpoint: Sendable, Equatable {
  package var parts: [NetworkCheckpoint]
  package var step: Int
  package var epoch: Int
  package var cursor: Int
  /// Nil in checkpoints that were written before there was one.
  package var sums: Sums?

  /// What the reported losses of the next steps and of the epoch under way are made of, beside those steps themselves.
  package struct Sums: Hashable, Sendable, Codable {
    /// Of each sub-model in the newest batch that had rows of it, in its scale.
    var losses: [Float]
    /// What each tie added when it last had rows.
    var ties: [Float]
    var parts: [Double]
    var steps: [Int]
  }

  package init(parts: [NetworkCheckpoint], step: Int, epoch: Int, cursor: Int, sums: Sums?) {
    self.parts = parts
    self.step = step
    self.epoch = epoch
    self.cursor = cursor
    self.sums = sums
  }
}

extension JointNetworks {
  package func checkpoint() -> JointCheckpoint {
    JointCheckpoint(
      parts: parts.map { $0.network.checkpoint() }, step: step, epoch: epoch, cursor: cursor,
      sums: JointCheckpoint.Sums(
        losses: batches.map(\.loss), ties: tieLosses, parts: partLossSums, steps: partSteps))
  }

  /// Continues from `checkpoint`. Sub-models correspond by position; one whose architecture or optimizer differs keeps
  /// what weights fit.
  package func restore(_ checkpoint: JointCheckpoint) {
    for (part, state) in zip(parts, checkpoint.parts) { part.network.takeUp(state) }
    step = checkpoint.step
    epoch = checkpoint.epoch
    cursor = min(checkpoint.cursor, max(count - 1, 0))
    beginEpochSums()
    guard let sums = checkpoint.sums, sums.ties.count == ties.count,
      [sums.losses.count, sums.parts.count, sums.steps.count].allSatisfy({ $0 == parts.count })
    else { return }
    for index in parts.indices { batches[index].loss = sums.losses[index] }
    (tieLosses, partLossSums, partSteps) = (sums.ties, sums.parts, sums.steps)
  }
}
