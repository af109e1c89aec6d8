import Tensors

extension Network {
  /// The mean loss in inference mode, in chunks of a fixed size: the batch size of training does not show.
  package func loss(on examples: Examples) -> Float {
    let plan = inferencePlan
    var total = 0.0
    forEachChunk(of: examples.count) { first, rows in
      examples.load(first: first, count: rows, inputs: plan.input)
      infer(rows)
      let share: Float
      switch (examples.source, architecture.loss.elementLoss) {
      case (.table(_, .values), let elementLoss?), (.windows, let elementLoss?), (.rows, let elementLoss?):
        examples.load(first: first, count: rows, targets: plan.target)
        share = Kernels.lossGradient(
          elementLoss, output: plan.output, target: plan.target, into: plan.outputGradient, rows: rows,
          ofBatch: examples.count)
      case (.table(_, .labels(let all, _)), nil):
        for row in 0..<rows { labels[row] = all[first + row] }
        share = Kernels.crossEntropyGradient(
          logits: plan.output, labels: labels, into: plan.outputGradient, rows: rows, ofBatch: examples.count)
      case (.table(_, .values), nil), (.windows, nil), (.rows, nil), (.table(_, .labels), _?):
        preconditionFailure("cross-entropy needs labels, and labels need cross-entropy")
      }
      total += Double(share)
    }
    return Float(total)
  }

  /// What comes out of the last layer, `[n, outputs]`; class probabilities if the loss is cross-entropy.
  package func predict(_ inputs: Matrix) -> Matrix {
    precondition(
      inputs.columns == architecture.inputs, "inputs of \(inputs.columns) columns, network of \(architecture.inputs)")
    var values: [Float] = []
    values.reserveCapacity(inputs.rows * outputs)
    let isClassifier = architecture.loss == .crossEntropy
    forEachChunk(of: inputs.rows) { first, rows in
      inferencePlan.input.load(inputs, first: first, count: rows)
      infer(rows)
      if isClassifier {
        Kernels.apply(.softmax, to: inferencePlan.output, into: inferencePlan.outputGradient, rows: rows)
      }
      (isClassifier ? inferencePlan.outputGradient : inferencePlan.output).append(rows: rows, to: &values)
    }
    return Matrix(rows: inputs.rows, columns: outputs, values: values)
  }

  /// From the input that lies in the plan to its output.
  private func infer(_ rows: Int) {
    inferencePlan.forward(Pass(rows: rows, firstRow: 0, seed: seed, step: step, dropout: 0))
  }

  private func forEachChunk(of count: Int, _ body: (_ first: Int, _ rows: Int) -> Void) {
    var first = 0
    while first < count {
      let rows = min(inferenceRows, count - first)
      body(first, rows)
      first += rows
    }
  }
}
