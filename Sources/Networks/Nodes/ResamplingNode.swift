import Tensors

/// An image at another size, or the means of its parts.
///
/// Shapes: input `[rows, height · width · channels]`, output likewise at the other size.
struct ResamplingNode {
  let resampling: Resampling
  let input: Block
  let output: Block
  let outputGradient: Block?
  let inputGradient: Block?

  func forward(_ pass: Pass) {
    Kernels.resample(input, into: output, rows: pass.rows, resampling)
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let inputGradient else { return }
    Kernels.resampleDerivative(outputGradient: outputGradient, into: inputGradient, rows: pass.rows, resampling)
  }
}
