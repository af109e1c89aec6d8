import Tensors

extension Network {
  /// Whether the outputs are the same to the bit for all of the examples, although their inputs differ: nothing that is
  /// read comes through any more, as where every unit of a layer of rectifiers is below 0 for all of them.
  ///
  /// One without an activation is never so: it has no unit that could stand still. A network that responds shows it with its
  /// first two examples, so that this costs next to nothing at the end of an epoch.
  package func ignoresInputs(of examples: Examples) -> Bool {
    guard hasNonlinearity, examples.count > 1 else { return false }
    let plan = inference.plan
    var first: (inputs: [Float], outputs: [Float])?
    var (responds, inputsDiffer) = (false, false)
    func look(first start: Int, rows: Int) {
      examples.load(first: start, count: rows, inputs: plan.input)
      inference.forward(rows)
      var (inputs, outputs): ([Float], [Float]) = ([], [])
      plan.input.append(rows: rows, to: &inputs)
      plan.output.append(rows: rows, to: &outputs)
      let (width, length) = (inputs.count / rows, outputs.count / rows)
      let known = first ?? (Array(inputs.prefix(width)), Array(outputs.prefix(length)))
      first = known
      for row in 0..<rows where !responds {
        responds = !outputs[row * length..<(row + 1) * length].elementsEqual(known.outputs)
        inputsDiffer = inputsDiffer || !inputs[row * width..<(row + 1) * width].elementsEqual(known.inputs)
      }
    }
    look(first: 0, rows: 2)
    guard !responds else { return false }
    inference.forEachChunk(of: examples.count) { start, rows in
      if !responds { look(first: start, rows: rows) }
    }
    return inputsDiffer && !responds
  }
}
