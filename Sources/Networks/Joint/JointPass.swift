import Tensors

/// One sub-model's rows of the batch under way.
struct PartBatch {
  /// Rows of the sub-model's examples in this pass.
  var rows: [Int32] = []
  /// For each place of the pass the sub-model's row in it, −1 where it has none.
  var places: [Int32] = []
  /// Rows of the whole batch.
  var rowsInBatch = 0
  /// Rows of the passes before.
  var rowsBefore = 0
  var count = 0
  /// `MSE / scale` over the last batch that had rows.
  var loss: Float = 0

  mutating func makeRoom(rows capacity: Int) {
    guard rows.count < capacity else { return }
    rows = [Int32](repeating: 0, count: capacity)
    places = [Int32](repeating: -1, count: capacity)
  }

  mutating func begin() {
    rowsInBatch = 0
    rowsBefore = 0
  }
}

extension JointNetworks {
  /// Some joint examples of the batch forward and backward.
  func pass(_ live: Hyperparameters, _ places: Range<Int>) {
    for index in parts.indices {
      collect(index, live, places)
      guard batches[index].count > 0 else { continue }
      parts[index].network.stepForward(
        parts[index].examples, rows: batches[index].rows, count: batches[index].count,
        firstRow: batches[index].rowsBefore, dropout: live.dropout)
    }
    let isSum = live.joining.combination == .sum
    // A level may itself be a detail around a coarser one: coarsest first.
    if isSum { for tie in ties.reversed() { addLevels(tie, places) } }
    for index in parts.indices where batches[index].count > 0 { addOwnLoss(index) }
    if live.joining.coupling > 0 {
      for index in ties.indices { tieLosses[index] += couple(ties[index], live.joining, places) }
    }
    // Coarse gradients are complete only when the finer sub-models' have been handed down, finest first.
    if isSum { for tie in ties { passLevelGradients(tie, places) } }
    for index in parts.indices where batches[index].count > 0 {
      parts[index].network.stepBackward(
        count: batches[index].count, firstRow: batches[index].rowsBefore, dropout: live.dropout)
      batches[index].rowsBefore += batches[index].count
    }
  }

  private func collect(_ index: Int, _ live: Hyperparameters, _ places: Range<Int>) {
    var count = 0
    for (place, position) in places.enumerated() {
      let example = example(at: position)
      if isPresent(index, example, live) {
        batches[index].rows[count] = parts[index].rows[example]
        batches[index].places[place] = Int32(count)
        count += 1
      } else {
        batches[index].places[place] = -1
      }
    }
    batches[index].count = count
  }

  /// `MSE_k / scale_k` and its gradient.
  private func addOwnLoss(_ index: Int) {
    let (part, batch) = (parts[index], batches[index])
    guard let element = part.network.architecture.loss.elementLoss else {
      preconditionFailure("sub-models that are joined learn numbers")
    }
    let plan = part.network.plan
    part.examples.gatherTargets(
      order: batch.rows, first: 0, count: batch.count, starts: &part.network.starts, into: plan.target)
    let loss = Kernels.lossGradient(
      element, output: plan.output, target: plan.target, into: plan.outputGradient, rows: batch.count,
      ofBatch: batch.rowsInBatch)
    batches[index].loss = (batch.rowsBefore > 0 ? batch.loss : 0) + loss / part.scale
    if part.scale != 1 { Kernels.scale(plan.outputGradient, by: 1 / part.scale, rows: batch.count) }
  }

  private func addLevels(_ tie: Tie, _ places: Range<Int>) {
    forEachTied(tie, places) { fine, coarse, example in
      tie.addLevel(
        parts[tie.fine].network.plan.output, fine, parts[tie.coarse].network.plan.output, coarse,
        spreadRow: Int(parts[tie.coarse].rows[example]))
    }
  }

  private func passLevelGradients(_ tie: Tie, _ places: Range<Int>) {
    forEachTied(tie, places) { fine, coarse, example in
      tie.passLevelGradient(
        parts[tie.fine].network.plan.outputGradient, fine, parts[tie.coarse].network.plan.outputGradient, coarse,
        spreadRow: Int(parts[tie.coarse].rows[example]))
    }
  }

  /// `μ · mean ‖e‖² / scale` over the rows that both sub-models have, and its gradient.
  private func couple(_ tie: Tie, _ joining: Joining, _ places: Range<Int>) -> Float {
    let (fine, coarse) = (parts[tie.fine], parts[tie.coarse])
    let terms = batches[tie.coarse].rowsInBatch * coarse.network.plan.output.columns
    guard terms > 0 else { return 0 }
    let weight = joining.coupling / (tie.scale * Float(terms))
    let sign: Float = joining.couplingRule == .consensus ? -1 : 1
    var squares: Float = 0
    forEachTied(tie, places) { fineRow, coarseRow, example in
      squares += tie.couple(
        (fine.network.plan.output, fine.network.plan.outputGradient, fineRow),
        (coarse.network.plan.output, coarse.network.plan.outputGradient, coarseRow), example: example, weight: weight,
        fineSign: sign)
    }
    return weight * squares
  }

  private func forEachTied(
    _ tie: Tie, _ places: Range<Int>, _ body: (_ fine: Int, _ coarse: Int, _ example: Int) -> Void
  ) {
    for (place, position) in places.enumerated() {
      let (fine, coarse) = (batches[tie.fine].places[place], batches[tie.coarse].places[place])
      if fine >= 0, coarse >= 0 { body(Int(fine), Int(coarse), example(at: position)) }
    }
  }
}
