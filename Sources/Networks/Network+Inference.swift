import Tensors

extension Network {
  /// The mean loss in inference mode, in chunks of a fixed size: the batch size of training does not show.
  package func loss(on examples: Examples) -> Float {
    let plan = inferencePlan
    var total = 0.0
    forEachChunk(of: examples.inputs) { first, rows in
      let share: Float
      switch (examples.targets, architecture.loss.elementLoss) {
      case (.values(let targets), let elementLoss?):
        plan.target.load(targets, first: first, count: rows)
        share = Kernels.lossGradient(
          elementLoss, output: plan.output, target: plan.target, into: plan.outputGradient, rows: rows,
          ofBatch: examples.count)
      case (.labels(let all, _), nil):
        for row in 0..<rows { labels[row] = all[first + row] }
        share = Kernels.crossEntropyGradient(
          logits: plan.output, labels: labels, into: plan.outputGradient, rows: rows, ofBatch: examples.count)
      default:
        preconditionFailure("cross-entropy needs labels, and labels need cross-entropy")
      }
      total += Double(share)
    }
    return Float(total)
  }

  /// What comes out of the last layer, `[n, outputs]`; class probabilities if the loss is cross-entropy.
  package func predict(_ inputs: Matrix) -> Matrix {
    var values: [Float] = []
    values.reserveCapacity(inputs.rows * architecture.outputs)
    let isClassifier = architecture.loss == .crossEntropy
    forEachChunk(of: inputs) { _, rows in
      if isClassifier {
        Kernels.apply(.softmax, to: inferencePlan.output, into: inferencePlan.outputGradient, rows: rows)
      }
      (isClassifier ? inferencePlan.outputGradient : inferencePlan.output).append(rows: rows, to: &values)
    }
    return Matrix(rows: inputs.rows, columns: architecture.outputs, values: values)
  }

  private func forEachChunk(of inputs: Matrix, _ body: (_ first: Int, _ rows: Int) -> Void) {
    precondition(
      inputs.columns == architecture.inputs, "inputs of \(inputs.columns) columns, network of \(architecture.inputs)")
    var first = 0
    while first < inputs.rows {
      let rows = min(Self.inferenceRows, inputs.rows - first)
      inferencePlan.input.load(inputs, first: first, count: rows)
      inferencePlan.forward(Pass(rows: rows, firstRow: 0, seed: seed, step: step, dropout: 0))
      body(first, rows)
      first += rows
    }
  }
}
