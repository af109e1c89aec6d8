import Tensors

extension Network {
  /// The mean loss in inference mode, in chunks of a fixed size: the batch size of training does not show.
  package func loss(on examples: Examples) -> Float {
    let plan = inference.plan
    var total = 0.0
    inference.forEachChunk(of: examples.count) { first, rows in
      examples.load(first: first, count: rows, inputs: plan.input)
      inference.forward(rows)
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
  package func predict(_ inputs: Matrix) -> Matrix { inference.predict(inputs) }
}
