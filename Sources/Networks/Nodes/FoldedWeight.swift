import Tensors

/// A convolution's weight and bias as inference reads them: in panels, with the normalization that follows worked in,
/// `γ · (w · x + b − mean) / √(variance + ε) + β`. Made again only after the network's weights have changed.
final class FoldedWeight {
  /// Of the normalization, each `[1, units]`, and running mean and variance, `[2, units]`.
  struct Normalization {
    let gamma, beta, running: Block
  }

  let panels: Block
  /// `[1, units]`
  let bias: Block
  private let scale: Block
  private let convolution: Convolution
  private let weight: Block
  private let ownBias: Block
  private let normalization: Normalization?
  private let store: ParameterStore
  private var version: Int?

  init(
    _ convolution: Convolution, panels: Block, terms: Block, weight: Block, bias: Block,
    normalization: Normalization?, store: ParameterStore
  ) {
    self.convolution = convolution
    self.panels = panels
    self.bias = terms.rows(from: 0, count: 1)
    scale = terms.rows(from: 1, count: 1)
    self.weight = weight
    ownBias = bias
    self.normalization = normalization
    self.store = store
  }

  func refresh() {
    guard version != store.version else { return }
    version = store.version
    for unit in 0..<bias.columns {
      guard let normalization else {
        (bias[0, unit], scale[0, unit]) = (ownBias[0, unit], 1)
        continue
      }
      let deviation = (normalization.running[1, unit] + BatchNormNode.epsilon).squareRoot()
      let factor = normalization.gamma[0, unit] / deviation
      scale[0, unit] = factor
      bias[0, unit] = (ownBias[0, unit] - normalization.running[0, unit]) * factor + normalization.beta[0, unit]
    }
    convolution.pack(weight, scale: scale, into: panels)
  }
}
