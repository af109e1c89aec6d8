import Tensors

/// Every example to mean 0 and variance 1 over its own values, then `γ · x̂ + β`: the same in training and in inference.
///
/// Shapes: input and output `[rows, columns]`, γ and β `[1, columns]`. Source: Ba, Kiros & Hinton (2016).
struct LayerNormNode {
  let input: Block
  let output: Block
  let gamma: Block
  let beta: Block
  /// `[rows, 2]`: mean and `1 / √(variance + ε)` of each example, which the way back needs again.
  let moments: Block
  var gradients: NormalizationGradients?

  /// PyTorch's constant.
  static let epsilon: Float = 1e-5

  func forward(_ pass: Pass) {
    Kernels.normalizeRows(
      of: input, rows: pass.rows, gamma: gamma, beta: beta, epsilon: Self.epsilon, moments: moments, into: output)
  }

  /// `∂β = Σ ∂output`, `∂γ = Σ ∂output · x̂`, and with means over the values of an example and `g = γ · ∂output`
  /// `∂input = (g − mean g − x̂ · mean (g · x̂)) / √(variance + ε)`.
  func backward(_ pass: Pass) {
    guard let gradients else { return }
    if let gamma = gradients.gamma, let beta = gradients.beta {
      Kernels.rowNormalizationSums(
        of: input, moments: moments, gradient: gradients.output, rows: pass.rows, gamma: gamma, beta: beta,
        accumulate: pass.accumulates || gradients.addsToWeights)
    }
    guard let below = gradients.input else { return }
    Kernels.rowNormalizationDerivative(
      of: input, moments: moments, gradient: gradients.output, rows: pass.rows, gamma: gamma, into: below)
  }
}
