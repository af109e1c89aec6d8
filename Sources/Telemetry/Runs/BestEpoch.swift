/// The epoch with the smallest validation loss so far: the one rule by which a run's best weights are kept, and by which
/// its best is shown.
///
/// Only the run's own epochs count: a branch has no best before it has ended an epoch, however good its parent was.
package struct BestEpoch: Hashable, Sendable, Codable {
  /// From 1.
  package var epoch: Int
  /// Steps done at its end.
  package var step: Int
  /// On the whole validation part, on the scaled target.
  package var validationLoss: Float

  package init(epoch: Int, step: Int, validationLoss: Float) {
    self.epoch = epoch
    self.step = step
    self.validationLoss = validationLoss
  }
}

extension BestEpoch? {
  /// Takes the epoch that has just ended into account; of equal losses the first stays, and what is no number is no loss.
  ///
  /// - Returns: whether it is the best so far.
  package mutating func take(epoch: Int, step: Int, validationLoss: Float?) -> Bool {
    guard let validationLoss, validationLoss < self?.validationLoss ?? .infinity else { return false }
    self = BestEpoch(epoch: epoch, step: step, validationLoss: validationLoss)
    return true
  }
}
