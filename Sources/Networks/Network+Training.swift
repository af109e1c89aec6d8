import Tensors

extension Network {
  /// Takes up to `limit` optimizer steps, and stops early at the end of an epoch or before a step whose loss or gradient
  /// is not finite.
  ///
  /// The mean loss of each batch, before its update, is written to `losses`, which must hold `limit` values; a diverging
  /// step's loss stands after those of the completed ones. Allocates nothing, unless the batch outgrows the capacity or
  /// the number of examples changes.
  package func train(
    on examples: Examples, hyperparameters: Hyperparameters, limit: Int, losses: UnsafeMutableBufferPointer<Float>
  ) -> StepOutcome {
    precondition(losses.count >= limit, "room for \(losses.count) losses of \(limit) steps")
    precondition(examples.count > 0, "training without examples")
    let batch = hyperparameters.batchSize > 0 ? min(hyperparameters.batchSize, examples.count) : examples.count
    prepare(for: examples, rows: batch)
    var outcome = StepOutcome()
    while outcome.steps < limit, !outcome.epochEnded {
      if let done = descendTiny(
        on: examples, hyperparameters, limit: limit - outcome.steps, losses: losses, from: outcome.steps), done > 0
      {
        followAverage(hyperparameters)
        advance(&outcome, steps: done, rows: done, of: examples.count)
        continue
      }
      let rows = min(batch, examples.count - cursor)
      let (loss, isFinite) = takeStep(on: examples, hyperparameters, rows: rows)
      losses[outcome.steps] = loss
      guard isFinite else {
        outcome.divergedAtStep = step
        break
      }
      followAverage(hyperparameters)
      advance(&outcome, steps: 1, rows: rows, of: examples.count)
    }
    return outcome
  }

  private func advance(_ outcome: inout StepOutcome, steps: Int, rows: Int, of count: Int) {
    step += steps
    cursor += rows
    outcome.steps += steps
    outcome.examples += rows
    outcome.multiplyAdds += rows * multiplyAddsPerExample
    if cursor >= count {
      cursor = 0
      epoch += 1
      outcome.epochEnded = true
    }
  }

  /// Makes room for the batch and fills in the epoch's permutation.
  private func prepare(for examples: Examples, rows: Int) {
    precondition(
      examples.inputCount == architecture.inputs && examples.outputCount == outputs,
      "examples \(examples.inputCount)→\(examples.outputCount), network \(architecture.inputs)→\(outputs)"
    )
    if rows > plan.capacity, plan.capacity < Self.largestPass {
      plan = Plan(graph, store: store, capacity: min(rows, Self.largestPass), isTraining: true)
    }
    if order.count != examples.count {
      order = [Int32](repeating: 0, count: examples.count)
      orderEpoch = -1
      if cursor >= examples.count { cursor = 0 }
    }
    if orderEpoch != epoch {
      let key = RandomKey(seed: seed, stream: .permutation, step: UInt64(epoch))
      order.withUnsafeMutableBufferPointer { key.permute($0) }
      orderEpoch = epoch
    }
  }

  /// One example a step without momentum: the loop over steps lies in a kernel. Nil where that does not apply.
  private func descendTiny(
    on examples: Examples, _ hyperparameters: Hyperparameters, limit: Int, losses: UnsafeMutableBufferPointer<Float>,
    from first: Int
  ) -> Int? {
    guard !keepsGradient, hyperparameters.batchSize == 1, optimizer == .sgd, hyperparameters.clipNorm == 0,
      hyperparameters.l1 == 0, hyperparameters.averaging == 0,
      !hyperparameters.movesByGroups,
      hyperparameters.learningRate * hyperparameters.weightDecay < 1, let tinyChain,
      let loss = architecture.loss.elementLoss, case .table(let inputs, .values(let targets)) = examples.source
    else { return nil }
    let count = min(limit, examples.count - cursor)
    hasGradient = false
    return tinyChain.descend(
      inputs: inputs, targets: targets, order: order, first: cursor, loss: loss,
      rate: hyperparameters.learningRate, weightDecay: hyperparameters.weightDecay,
      losses: UnsafeMutableBufferPointer(rebasing: losses[first..<first + count]))
  }

  /// One batch forward, backward and, if all is finite, the update; a large batch in pieces whose gradients add up.
  private func takeStep(
    on examples: Examples, _ hyperparameters: Hyperparameters, rows: Int
  ) -> (loss: Float, isFinite: Bool) {
    var loss: Float = 0
    var first = 0
    while first < rows {
      let pass = pass(rows: min(plan.capacity, rows - first), firstRow: first, dropout: hyperparameters.dropout)
      examples.gatherInputs(order: order, first: cursor + first, count: pass.rows, starts: &starts, into: plan.input)
      plan.forward(pass)
      loss += lossGradient(examples, pass, ofBatch: rows)
      guard loss.isFinite else { return (loss, false) }
      plan.backward(pass)
      first += pass.rows
    }
    guard updateIsSound(hyperparameters) else { return (loss, false) }
    update(hyperparameters)
    return (loss, true)
  }

  /// These rows' share of the batch's mean loss; its gradient goes to the plan.
  private func lossGradient(_ examples: Examples, _ pass: Pass, ofBatch rows: Int) -> Float {
    let first = cursor + pass.firstRow
    switch (examples.source, architecture.loss.elementLoss) {
    case (.table(_, .values), let elementLoss?), (.windows, let elementLoss?), (.rows, let elementLoss?):
      examples.gatherTargets(order: order, first: first, count: pass.rows, starts: &starts, into: plan.target)
      return Kernels.lossGradient(
        elementLoss, output: plan.output, target: plan.target, into: plan.outputGradient, rows: pass.rows, ofBatch: rows
      )
    case (.table(_, .labels(let all, _)), nil):
      for row in 0..<pass.rows { labels[row] = all[Int(order[first + row])] }
      return Kernels.crossEntropyGradient(
        logits: plan.output, labels: labels, into: plan.outputGradient, rows: pass.rows, ofBatch: rows)
    case (.table(_, .values), nil), (.windows, nil), (.rows, nil), (.table(_, .labels), _?):
      preconditionFailure("cross-entropy needs labels, and labels need cross-entropy")
    }
  }

  /// Whether the gradient's squares and the weights after an update will be numbers: beyond these bounds nothing sound is
  /// left to do.
  func updateIsSound(_ hyperparameters: Hyperparameters) -> Bool {
    let rate = hyperparameters.learningRate
    guard Kernels.largestMagnitude(of: store.gradient) * max(rate, 1) < 1e18 else { return false }
    let growth = rate * hyperparameters.weightDecay
    return growth < 1 || Kernels.largestMagnitude(of: store.parameters) * growth < 1e18
  }

  func update(_ hyperparameters: Hyperparameters) {
    hasGradient = true
    store.commitStatistics()
    defer { store.noteChange() }
    if hyperparameters.l1 > 0 {
      Kernels.addL1(of: store.parameters, strength: hyperparameters.l1, to: store.gradient)
    }
    var scale: Float = 1
    if hyperparameters.clipNorm > 0 {
      let norm = Float(Kernels.sumOfSquares(of: store.gradient, in: learningRange(hyperparameters)).squareRoot())
      scale = min(1, hyperparameters.clipNorm / (norm + 1e-6))
    }
    if hyperparameters.movesByGroups || groupSteps != nil {
      updateGroups(hyperparameters, gradientScale: scale)
      return
    }
    Kernels.update(
      store.parameters, gradient: store.gradient, first: store.moments.first, second: store.moments.last,
      rule: optimizer.rule(hyperparameters, t: step + 1), rate: hyperparameters.learningRate,
      weightDecay: hyperparameters.weightDecay, gradientScale: scale)
  }

  /// What comes out of the last layer for all `inputs` as one batch, as the next step would see it. For inspection:
  /// allocates.
  package func trainingOutputs(_ inputs: Matrix, dropout: Float = 0) -> Matrix {
    let twin = Plan(graph, store: store, capacity: inputs.rows, isTraining: true)
    twin.input.load(inputs, first: 0, count: inputs.rows)
    twin.forward(pass(rows: inputs.rows, firstRow: 0, dropout: dropout))
    var values: [Float] = []
    twin.output.append(rows: inputs.rows, to: &values)
    return Matrix(rows: inputs.rows, columns: outputs, values: values)
  }

  /// Loss and gradient (laid out like a checkpoint's parameters, zero for frozen ones) of all `examples` as one batch, as the next step would
  /// see them. For inspection: allocates.
  package func gradient(
    on examples: Examples, hyperparameters: Hyperparameters
  ) -> (loss: Float, gradient: [Float]) {
    let twin = Network(architecture, optimizer: .sgd, seed: seed, capacity: examples.count)
    twin.store.load(store.flat(store.parameters), into: twin.store.parameters)
    twin.store.loadStatistics(store.flatStatistics)
    twin.step = step
    twin.order = (0..<Int32(examples.count)).map { $0 }
    twin.orderEpoch = 0
    var still = hyperparameters
    still.learningRate = 0
    still.weightDecay = 0
    still.l1 = 0
    let (loss, _) = twin.takeStep(on: examples, still, rows: examples.count)
    return (loss, twin.store.flatGradient)
  }
}

extension Loss {
  /// Nil for cross-entropy, which looks at whole rows.
  var elementLoss: ElementLoss? {
    switch self {
    case .mse: .squared
    case .mae: .absolute
    case .huber(let delta): .huber(delta: delta)
    case .crossEntropy: nil
    }
  }
}

extension Optimizer {
  func rule(_ values: Hyperparameters, t: Int) -> UpdateRule {
    switch self {
    case .sgd: .sgd
    case .momentum: .momentum(values.momentum)
    case .nesterov: .nesterov(values.momentum)
    case .rmsprop: .rmsprop(beta2: values.beta2, epsilon: values.epsilon)
    case .adam: .adam(beta1: values.momentum, beta2: values.beta2, epsilon: values.epsilon, t: t)
    case .adamw: .adamw(beta1: values.momentum, beta2: values.beta2, epsilon: values.epsilon, t: t)
    }
  }
}
