import Tensors

/// An elementwise function, or softmax over each row.
///
/// Shapes: input, output and both gradients `[rows, columns]`.
struct ActivationNode {
  let function: Elementwise
  let input: Block
  let output: Block
  /// Absent for inference; the input's is absent too if nothing before this node learns.
  let outputGradient: Block?
  let inputGradient: Block?

  func forward(_ pass: Pass) {
    Kernels.apply(function, to: input, into: output, rows: pass.rows)
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let inputGradient else { return }
    Kernels.applyDerivative(
      of: function, input: input, output: output, outputGradient: outputGradient, into: inputGradient, rows: pass.rows)
  }
}
