import Tensors

/// A linear map that is not learnt. Shapes: input `[rows, inputs]`, weights `[inputs, outputs]`, output
/// `[rows, outputs]`.
struct FixedMapNode {
  let input: Block
  let output: Block
  let weights: Block
  /// Absent where no gradient is wanted.
  let gradients: Gradients?

  struct Gradients {
    let output: Block
    let input: Block
    /// `[outputs, inputs]`
    let transposed: Block
  }

  func forward(_ pass: Pass) {
    Kernels.multiply(input, by: weights, into: output, rows: pass.rows)
  }

  func backward(_ pass: Pass) {
    guard let gradients else { return }
    Kernels.multiply(gradients.output, by: gradients.transposed, into: gradients.input, rows: pass.rows)
  }
}
