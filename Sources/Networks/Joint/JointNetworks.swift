import Tensors

/// Networks that take their steps together, each on its own examples, tied by their outputs or by their hidden weights.
///
/// A joint example is one origin: a row of the examples of every sub-model that has one there. The loss of a batch is
/// `Σ_k MSE_k / scale_k + μ · mean ‖e‖² / scale_tie`, each mean over the rows that the batch has of it; a term without rows in
/// the batch counts with its last value, so that losses of all steps can be compared.
package final class JointNetworks {
  package struct Part {
    package let network: Network
    package let examples: Examples
    /// For each joint example the row in `examples`, −1 where there is none.
    package let rows: [Int32]
    /// What the loss is measured in, such as the naive forecast's.
    package let scale: Float

    package init(network: Network, examples: Examples, rows: [Int32], scale: Float) {
      self.network = network
      self.examples = examples
      self.rows = rows
      self.scale = scale
    }
  }

  package let parts: [Part]
  package let ties: [Tie]
  /// Hidden layers whose weights are shared after each step; empty where none are.
  package let sharedLayers: [Int]
  package internal(set) var step = 0
  package internal(set) var epoch = 0
  /// Joint examples of this epoch already used.
  package internal(set) var cursor = 0

  private let shuffle: JointShuffle
  private var order: [Int32] = []
  private var orderEpoch = -1
  var batches: [PartBatch]
  /// What each tie added to the loss when it last had rows.
  var tieLosses: [Float]

  /// Sums of each sub-model's losses over the epoch under way, and the number of steps behind them.
  package internal(set) var partLossSums: [Double]
  package internal(set) var partSteps: [Int]

  /// - Parameter shares: whether hidden layers of equal shape are blended after each step.
  package init(parts: [Part], ties: [Tie], shares: Bool, seed: UInt64) {
    precondition(!parts.isEmpty, "a joint network without sub-models")
    let count = parts[0].rows.count
    precondition(parts.allSatisfy { $0.rows.count == count }, "sub-models of different joint examples")
    self.parts = parts
    self.ties = ties
    var layers = shares && parts.count > 1 ? Array(0..<64) : []
    for part in parts.dropFirst() where shares {
      let common = Set(parts[0].network.sharedLayers(with: part.network))
      layers.removeAll { !common.contains($0) }
    }
    sharedLayers = layers

    shuffle = JointShuffle(presence: (0..<count).map { example in parts.count { $0.rows[example] >= 0 } }, seed: seed)
    batches = parts.map { _ in PartBatch() }
    tieLosses = ties.map { _ in 0 }
    partLossSums = [Double](repeating: 0, count: parts.count)
    partSteps = [Int](repeating: 0, count: parts.count)
  }

  /// Joint examples that at least one sub-model has.
  package var count: Int { shuffle.count }

  /// Forward and backward, of one joint example, on average over an epoch: where the sum is learnt, only those that every
  /// sub-model has are stepped through.
  package func meanMultiplyAddsPerExample(_ combination: Joining.Combination) -> Int {
    let isSum = combination == .sum
    let common = parts[0].rows.indices.count { example in parts.allSatisfy { $0.rows[example] >= 0 } }
    let spent = parts.reduce(0) { sum, part in
      sum + (isSum ? common : part.rows.count { $0 >= 0 }) * part.network.multiplyAddsPerExample
    }
    return spent / max(count, 1)
  }

  /// Of the last step over the sub-models that had rows in it, before clipping; nil before a step.
  package var gradientNorm: Double? {
    Network.gradientNorm(of: parts.indices.filter { batches[$0].rowsInBatch > 0 }.map { parts[$0].network })
  }

  package var parametersAreFinite: Bool { parts.allSatisfy(\.network.parametersAreFinite) }

  package func weightsHash() -> UInt64 {
    var hash = bitHashSeed
    // Sixteen bits at a time, which a float holds as they are.
    let pieces = parts.flatMap { part in
      let whole = part.network.weightsHash()
      return stride(from: UInt64(0), to: 64, by: 16).map { Float((whole >> $0) & 0xFFFF) }
    }
    pieces.withUnsafeBufferPointer { bitHash($0, into: &hash) }
    return hash
  }

  /// Takes up to `limit` steps, and stops early at the end of an epoch or before a step whose loss or gradient is not
  /// finite; that step changes no weight. Allocates nothing unless the batch grows.
  package func train(
    hyperparameters: Hyperparameters, limit: Int, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    precondition(losses.count >= limit, "room for \(losses.count) losses of \(limit) steps")
    let total = count
    let batch = hyperparameters.batchSize > 0 ? min(hyperparameters.batchSize, total) : total
    prepare(rows: batch)
    var outcome = StepOutcome()
    while outcome.steps < limit, !outcome.epochEnded {
      let rows = min(batch, total - cursor)
      let (loss, isFinite, spent) = takeStep(hyperparameters, rows: rows)
      losses[outcome.steps] = loss
      guard isFinite else {
        outcome.divergedAtStep = step
        break
      }
      step += 1
      cursor += rows
      outcome.steps += 1
      outcome.examples += rows
      outcome.multiplyAdds += spent
      if cursor >= total {
        cursor = 0
        epoch += 1
        outcome.epochEnded = true
      }
    }
    return outcome
  }

  /// Begins the sums of the next epoch's losses.
  package func beginEpochSums() {
    for index in parts.indices { (partLossSums[index], partSteps[index]) = (0, 0) }
  }

  private func prepare(rows: Int) {
    for (index, part) in parts.enumerated() {
      part.network.makeRoom(rows: rows)
      batches[index].makeRoom(rows: min(rows, Network.largestPass))
    }
    if orderEpoch != epoch {
      shuffle.fill(&order, epoch: epoch)
      orderEpoch = epoch
    }
  }

  /// Forward, ties and backward in passes; then all updates or none; then the sharing.
  private func takeStep(
    _ live: Hyperparameters, rows: Int
  ) -> (loss: Float, isFinite: Bool, multiplyAdds: Int) {
    for index in parts.indices { batches[index].begin() }
    for place in cursor..<cursor + rows {
      for index in parts.indices where isPresent(index, Int(order[place]), live) { batches[index].rowsInBatch += 1 }
    }
    for index in ties.indices where batches[ties[index].coarse].rowsInBatch > 0 { tieLosses[index] = 0 }
    var first = cursor
    while first < cursor + rows {
      let count = min(Network.largestPass, cursor + rows - first)
      pass(live, first..<first + count)
      guard loss.isFinite else { return (loss, false, 0) }
      first += count
    }
    let loss = loss
    for index in parts.indices where batches[index].rowsInBatch > 0 {
      guard parts[index].network.updateIsSound(live) else { return (loss, false, 0) }
    }
    var spent = 0
    for index in parts.indices where batches[index].rowsInBatch > 0 {
      parts[index].network.finishStep(live)
      partLossSums[index] += Double(batches[index].loss * parts[index].scale)
      partSteps[index] += 1
      spent += batches[index].rowsInBatch * parts[index].network.multiplyAddsPerExample
    }
    share(live.joining)
    for index in parts.indices where batches[index].rowsInBatch > 0 { parts[index].network.followAverage(live) }
    return (loss, true, spent)
  }

  /// A fine sub-model that only adds detail has nothing to add it to where the coarse one is missing.
  func isPresent(_ index: Int, _ example: Int, _ live: Hyperparameters) -> Bool {
    guard parts[index].rows[example] >= 0 else { return false }
    guard live.joining.combination == .sum else { return true }
    for tie in ties where tie.fine == index {
      guard isPresent(tie.coarse, example, live) else { return false }
    }
    return true
  }

  /// Of the batch; terms without rows in it at their last value.
  private var loss: Float {
    var sum: Float = 0
    for batch in batches { sum += batch.loss }
    for loss in tieLosses { sum += loss }
    return sum
  }

  func example(at place: Int) -> Int { Int(order[place]) }

  private func share(_ joining: Joining) {
    guard !sharedLayers.isEmpty else { return }
    let leader = parts[0].network
    let (own, theirs) = (joining.sharing, (1 - joining.sharing) / Float(parts.count - 1))
    switch joining.sharingRule {
    case .symmetric:
      for (number, part) in parts.dropFirst().enumerated() {
        leader.blendLayers(sharedLayers, with: part.network, own: number == 0 ? own : 1, theirs: theirs)
      }
      for part in parts.dropFirst() { part.network.copyLayers(sharedLayers, from: leader) }
    case .oneSided:
      for part in parts.dropFirst() {
        part.network.blendLayers(sharedLayers, with: leader, own: 1 - own, theirs: own)
      }
    }
  }
}
