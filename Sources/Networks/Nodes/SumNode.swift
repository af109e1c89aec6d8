import Tensors

/// The first input plus or minus the others; an input of one column counts for every column.
struct SumNode {
  let inputs: [Block]
  let output: Block
  let sign: Float
  let outputGradient: Block?
  /// For each input; absent where nothing before it learns.
  let sinks: [GradientSink?]

  func forward(_ pass: Pass) {
    Kernels.combine(inputs[0], inputs[1], scale: sign, into: output, rows: pass.rows)
    for input in inputs.dropFirst(2) { Kernels.combine(output, input, scale: sign, into: output, rows: pass.rows) }
  }

  /// `∂input = ± ∂output`, summed over the columns for an input of one column.
  func backward(_ pass: Pass) {
    guard let outputGradient else { return }
    for (index, sink) in sinks.enumerated() {
      guard let sink else { continue }
      let scale = index == 0 ? 1 : sign
      if inputs[index].columns == output.columns {
        Kernels.combine(
          sink.accumulates ? sink.block : nil, outputGradient, scale: scale, into: sink.block, rows: pass.rows)
      } else {
        Kernels.rowSums(of: outputGradient, scale: scale, into: sink.spill ?? sink.block, rows: pass.rows)
        sink.collect(pass)
      }
    }
  }
}
