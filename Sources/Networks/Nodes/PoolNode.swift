import Tensors

/// The largest value, or the mean, of every window, channel by channel.
struct PoolNode {
  let kind: LayerSpec.Pooling
  let windows: WindowGeometry
  /// `[rows, height · width · channels]`
  let input: Block
  /// `[rows, places · channels]`
  let output: Block
  /// Which cell of each window was the largest; absent for means and for inference.
  let winners: Block?
  let outputGradient: Block?
  let inputGradient: Block?

  func forward(_ pass: Pass) {
    switch kind {
    case .largest:
      Kernels.poolLargest(input, into: output, winners: winners, rows: pass.rows, windows: windows)
    case .average, .averageOfPadded:
      Kernels.poolMean(input, into: output, rows: pass.rows, windows: windows)
    }
  }

  func backward(_ pass: Pass) {
    guard let outputGradient, let inputGradient else { return }
    if let winners {
      Kernels.poolLargestDerivative(
        outputGradient: outputGradient, winners: winners, into: inputGradient, rows: pass.rows, windows: windows)
    } else {
      Kernels.poolMeanDerivative(
        outputGradient: outputGradient, into: inputGradient, rows: pass.rows, windows: windows)
    }
  }
}
