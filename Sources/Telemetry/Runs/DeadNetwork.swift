/// A network that no longer responds to what it reads. The run goes on, but hardly learns any more.
package struct DeadNetwork: Hashable, Sendable, Codable {
  /// At whose end this was found first, from 1.
  package var epoch: Int
  /// Steps done then.
  package var step: Int
  package var learningRate: Double
  /// What happened and what to do, as one sentence.
  package var explanation: String

  /// Whether weights that are scored are of the dead network: those of its own epochs, or those at hand where none were best.
  package func isScored(at best: BestEpoch?) -> Bool { best.map { $0.epoch >= epoch } ?? true }

  package init(epoch: Int, step: Int, learningRate: Double, explanation: String) {
    self.epoch = epoch
    self.step = step
    self.learningRate = learningRate
    self.explanation = explanation
  }
}
