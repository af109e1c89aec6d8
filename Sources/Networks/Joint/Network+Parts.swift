import Tensors

/// A network's step in pieces, for sub-models that take it together.
extension Network {
  /// Brings rows of examples through the network as a training step sees them.
  ///
  /// - Parameter firstRow: rows of the same batch that went before, whose gradients these are added to.
  func stepForward(
    _ examples: Examples, rows: [Int32], count: Int, firstRow: Int, dropout: Float
  ) {
    examples.gatherInputs(order: rows, first: 0, count: count, starts: &starts, into: plan.input)
    plan.forward(pass(rows: count, firstRow: firstRow, dropout: dropout))
  }

  /// The way back of the rows that went forward last, from the gradient of their outputs.
  func stepBackward(count: Int, firstRow: Int, dropout: Float) {
    plan.backward(pass(rows: count, firstRow: firstRow, dropout: dropout))
  }

  func pass(rows: Int, firstRow: Int, dropout: Float) -> Pass {
    Pass(rows: rows, firstRow: firstRow, seed: seed, step: step, dropout: min(max(dropout, 0), 0.99))
  }

  /// Makes room for passes of `rows` rows.
  func makeRoom(rows: Int) {
    guard rows > plan.capacity, plan.capacity < Self.largestPass else { return }
    plan = Plan(graph, store: store, capacity: min(rows, Self.largestPass), isTraining: true)
  }

  /// Takes the weights' update of the gradient that the passes added up.
  func finishStep(_ hyperparameters: Hyperparameters) {
    update(hyperparameters)
    step += 1
  }
}

/// Hidden layers that two networks have in common.
extension Network {
  /// Positions of the hidden dense layers that have the same shape in `other`. The last layer is nobody's to share.
  package func sharedLayers(with other: Network) -> [Int] {
    let hidden = min(store.pairs.count, other.store.pairs.count) - 1
    return (0..<max(hidden, 0)).filter { index in
      let (here, there) = (store.pairs[index], other.store.pairs[index])
      return here.kind == there.kind && here.inputs == there.inputs && here.units == there.units
    }
  }

  /// Takes over the weights of `other` in the layers at `positions`.
  func copyLayers(_ positions: [Int], from other: Network) {
    blendLayers(positions, with: other, own: 0, theirs: 1)
  }

  /// `W ← own · W + theirs · W_other` for weights and biases of the layers at `positions`.
  func blendLayers(_ positions: [Int], with other: Network, own: Float, theirs: Float) {
    store.noteChange()
    for position in positions {
      let (here, there) = (store.pairs[position], other.store.pairs[position])
      Kernels.blend(
        store.parameters.block(here.weight), own, with: other.store.parameters.block(there.weight), theirs)
      Kernels.blend(store.parameters.block(here.bias), own, with: other.store.parameters.block(there.bias), theirs)
    }
  }
}
