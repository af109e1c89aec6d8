import Tensors

/// The largest value, or the mean, of every window, channel by channel.
struct PoolNode {
  let kind: LayerSpec.Pooling
  let windows: WindowGeometry
  /// `[rows, height · width · channels]`
  let input: Block
  /// `[rows, places · channels]`
  let output: Block
  let outputGradient: Block?
  let inputGradient: Block?

  func forward(_ pass: Pass) {
    Kernels.pool(input, into: output, rows: pass.rows, windows: windows, largest: kind == .largest)
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let inputGradient else { return }
    Kernels.poolDerivative(
      input: input, output: output, outputGradient: outputGradient, into: inputGradient, rows: pass.rows,
      windows: windows, largest: kind == .largest)
  }
}
