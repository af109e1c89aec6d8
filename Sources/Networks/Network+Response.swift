import Tensors

extension Network {
  /// Whether nothing that is read comes through any more, as where every unit of a layer of rectifiers is below 0: the
  /// outputs are the same to the bit for all of the examples, although their inputs differ; or at least
  /// ``ResponseSample/deadShare`` of a sample of them are answered alike, and all of it no better than by one answer.
  ///
  /// One without an activation is never so: it has no unit that could stand still. The sample is small beside an epoch.
  package func ignoresInputs(of examples: Examples) -> Bool {
    guard hasNonlinearity, examples.count > 1 else { return false }
    // A few tell of nearly every network that it responds.
    let first = responses(to: examples, atMost: ResponseSample.few)
    guard first.areSame || first.areMostlyAlike else { return false }
    let sample = responses(to: examples, atMost: ResponseSample.most)
    guard sample.areSame else { return sample.isNearlyDead }
    // All of a sample may be in one place, as where few examples are unlike the others.
    var (responds, inputsDiffer) = (false, false)
    inference.forEachChunk(of: examples.count) { start, rows in
      guard !responds else { return }
      let (inputs, outputs) = answers(rows) { examples.load(first: start, count: rows, inputs: inference.plan.input) }
      let (width, length) = (inputs.count / rows, outputs.count / rows)
      for row in 0..<rows where !responds {
        responds = !outputs[row * length..<(row + 1) * length].elementsEqual(sample.outputs.prefix(length))
        inputsDiffer =
          inputsDiffer || !inputs[row * width..<(row + 1) * width].elementsEqual(sample.inputs.prefix(width))
      }
    }
    return responds ? sample.isNearlyDead : inputsDiffer
  }

  /// What comes out for examples at even distances, from the first to the last.
  private func responses(to examples: Examples, atMost most: Int) -> ResponseSample {
    let count = min(examples.count, most)
    let order = examples.evenlySpaced(count)
    var sample = ResponseSample(count: count)
    inference.forEachChunk(of: count) { first, rows in
      let (inputs, outputs) = answers(rows) {
        examples.gatherInputs(order: order, first: first, count: rows, starts: &starts, into: inference.plan.input)
      }
      sample.inputs += inputs
      sample.outputs += outputs
      switch examples.source {
      case .table(_, .labels(let all, _)):
        sample.labels += order[first..<first + rows].map { all[Int($0)] }
      case .table(_, .values), .windows, .rows:
        examples.gatherTargets(order: order, first: first, count: rows, starts: &starts, into: inference.plan.target)
        inference.plan.target.append(rows: rows, to: &sample.targets)
      }
    }
    return sample
  }

  private func answers(_ rows: Int, load: () -> Void) -> (inputs: [Float], outputs: [Float]) {
    var (inputs, outputs): ([Float], [Float]) = ([], [])
    load()
    inference.forward(rows)
    inference.plan.input.append(rows: rows, to: &inputs)
    inference.plan.output.append(rows: rows, to: &outputs)
    return (inputs, outputs)
  }
}
