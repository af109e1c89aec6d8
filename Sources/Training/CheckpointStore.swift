/// Checkpoints of one run in memory, thinned out so that they stay within a budget: recent ones dense, old ones sparse.
struct CheckpointStore: Sendable {
  private(set) var checkpoints: [RunCheckpoint] = []

  /// Keeps `checkpoint`. Of one step there may be several: before and after a command.
  ///
  /// - Parameter budget: in bytes, for all that are kept.
  mutating func add(_ checkpoint: RunCheckpoint, within budget: Int) {
    checkpoints.removeAll {
      $0.step > checkpoint.step || ($0.step == checkpoint.step && $0.settings == checkpoint.settings)
    }
    checkpoints.append(checkpoint)
    thinOut(to: budget)
  }

  /// Lets go of some, so that the rest takes at most so many bytes; three always stay.
  mutating func thinOut(to budget: Int) {
    while checkpoints.count > 3, byteCount > budget || checkpoints.count > 256 { removeLeastMissed() }
  }

  private var byteCount: Int {
    checkpoints.indices.reduce(0) { sum, index in
      sum + checkpoints[index].byteCount(after: index > 0 ? checkpoints[index - 1] : nil)
    }
  }

  mutating func removeAll() { checkpoints.removeAll() }

  /// The newest that is not after `step`; nil where the run began later.
  func nearest(atOrBefore step: Int) -> RunCheckpoint? { checkpoints.last { $0.step <= step } }

  /// Removes the one whose neighbours stand closest together, weighed by age: the gap that opens is small against the
  /// distance back to it. The first and the last always stay.
  private mutating func removeLeastMissed() {
    guard let newest = checkpoints.last?.step else { return }
    let candidates = checkpoints.indices.dropFirst().dropLast()
    let least = candidates.min { left, right in cost(left, newest) < cost(right, newest) }
    if let least { checkpoints.remove(at: least) }
  }

  private func cost(_ index: Int, _ newest: Int) -> Double {
    let gap = checkpoints[index + 1].step - checkpoints[index - 1].step
    return Double(gap) / Double(max(1, newest - checkpoints[index].step))
  }
}
