import CKernels

/// Rows `[rows, columns]` brought to mean 0 and variance 1, each by itself; γ and β are a row `[1, columns]`, moments
/// `[rows, 2]` hold the mean and `1 / √(variance + ε)`.
extension Kernels {
  /// `output = (row − mean) / √(variance + ε) · γ + β`; the variance is the mean square, without correction.
  package static func normalizeRows(
    of input: Block, rows: Int, gamma: Block, beta: Block, epsilon: Float, moments: Block, into output: Block
  ) {
    precondition(
      input.columns == output.columns && gamma.columns == input.columns && rows <= min(input.rows, moments.rows))
    ck_normalize_rows(
      Int32(rows), Int32(input.columns), input.base, Int32(input.stride), gamma.base, beta.base, epsilon, moments.base,
      Int32(moments.stride), output.base, Int32(output.stride))
  }

  /// `gamma = Σ gradient · x̂` and `beta = Σ gradient`, or added to what is there.
  package static func rowNormalizationSums(
    of input: Block, moments: Block, gradient: Block, rows: Int, gamma: Block, beta: Block, accumulate: Bool
  ) {
    precondition(input.columns == gradient.columns && gamma.columns == input.columns && rows <= input.rows)
    ck_row_normalization_sums(
      Int32(rows), Int32(input.stride), input.base, Int32(input.stride), moments.base, Int32(moments.stride),
      gradient.base, Int32(gradient.stride), gamma.base, beta.base, accumulate)
  }

  /// `output = (g − mean g − x̂ · mean (g · x̂)) / √(variance + ε)` with `g = γ · gradient`.
  package static func rowNormalizationDerivative(
    of input: Block, moments: Block, gradient: Block, rows: Int, gamma: Block, into output: Block
  ) {
    precondition(input.columns == gradient.columns && output.columns == input.columns && rows <= input.rows)
    ck_row_normalization_backward(
      Int32(rows), Int32(input.columns), input.base, Int32(input.stride), moments.base, Int32(moments.stride),
      gradient.base, Int32(gradient.stride), gamma.base, output.base, Int32(output.stride))
  }
}
