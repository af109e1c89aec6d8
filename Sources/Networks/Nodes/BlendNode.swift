import Tensors

/// A mixture by a learnt share, `output = α · first + (1 − α) · second`.
///
/// Shapes: inputs and output `[rows, columns]`, share `[1, 1]`.
struct BlendNode {
  let first: Block
  let second: Block
  let output: Block
  let share: Block
  let gradients: Gradients?

  struct Gradients {
    /// Absent where the share is frozen.
    let share: Block?
    let output: Block
    /// For each input; absent where nothing before it learns.
    let sinks: [GradientSink?]
    /// Another node that uses the same share has begun its gradient.
    let addsToWeights: Bool
  }

  func forward(_ pass: Pass) {
    let alpha = share[0, 0]
    Kernels.combine(nil, first, scale: alpha, into: output, rows: pass.rows)
    Kernels.combine(output, second, scale: 1 - alpha, into: output, rows: pass.rows)
  }

  /// `∂α = Σ ∂output · (first − second)`, `∂first = α · ∂output`, `∂second = (1 − α) · ∂output`.
  func backward(_ pass: Pass) {
    guard let gradients else { return }
    if let own = gradients.share {
      let sum = Kernels.sumOfProducts(of: gradients.output, first: first, second: second, rows: pass.rows)
      own[0, 0] = sum + (pass.accumulates || gradients.addsToWeights ? own[0, 0] : 0)
    }
    let alpha = share[0, 0]
    hand(gradients.sinks[0], alpha, pass)
    hand(gradients.sinks[1], 1 - alpha, pass)
  }

  private func hand(_ sink: GradientSink?, _ scale: Float, _ pass: Pass) {
    guard let sink, let gradients else { return }
    Kernels.combine(
      sink.accumulates ? sink.block : nil, gradients.output, scale: scale, into: sink.block, rows: pass.rows)
  }
}
