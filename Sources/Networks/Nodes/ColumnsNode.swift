import Tensors

/// Inputs side by side: at each place the channels of the first, then those of the second.
struct ConcatenationNode {
  let inputs: [Block]
  let output: Block
  let places: Int
  let outputGradient: Block?
  let sinks: [GradientSink?]

  func forward(_ pass: Pass) {
    var first = 0
    for input in inputs {
      let count = input.columns / places
      Kernels.copyColumns(
        of: input, from: 0, count: count, into: output, at: first, segments: places, rows: pass.rows)
      first += count
    }
  }

  func backward(_ pass: Pass) {
    guard let outputGradient else { return }
    var first = 0
    for (input, sink) in zip(inputs, sinks) {
      let count = input.columns / places
      if let sink {
        Kernels.copyColumns(
          of: outputGradient, from: first, count: count, into: sink.block, at: 0, segments: places, rows: pass.rows,
          add: sink.accumulates)
      }
      first += count
    }
  }
}

/// Some of the channels at each place.
struct SliceNode {
  let input: Block
  let output: Block
  let first: Int
  let places: Int
  let outputGradient: Block?
  let sink: GradientSink?

  func forward(_ pass: Pass) {
    Kernels.copyColumns(
      of: input, from: first, count: output.columns / places, into: output, at: 0, segments: places, rows: pass.rows)
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let sink else { return }
    if !sink.accumulates { Kernels.clear(sink.block, rows: pass.rows) }
    Kernels.copyColumns(
      of: outputGradient, from: 0, count: output.columns / places, into: sink.block, at: first, segments: places,
      rows: pass.rows, add: sink.accumulates)
  }
}

/// The columns from the last to the first.
struct ReversalNode {
  let input: Block
  let output: Block
  let outputGradient: Block?
  let inputGradient: Block?

  func forward(_ pass: Pass) {
    Kernels.reverseColumns(of: input, into: output, rows: pass.rows)
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let inputGradient else { return }
    Kernels.reverseColumns(of: outputGradient, into: inputGradient, rows: pass.rows)
  }
}
