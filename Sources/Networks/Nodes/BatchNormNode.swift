import Tensors

/// Every channel to mean 0 and variance 1, then `γ · x̂ + β`, with a rectifier or none.
///
/// Shapes: input and output `[rows, places · channels]`, γ and β `[1, channels]`. Training normalizes by mean and variance
/// of the pass, inference by the running ones. Source: Ioffe & Szegedy (2015).
struct BatchNormNode {
  let places: Int
  let input: Block
  let output: Block
  let gamma: Block
  let beta: Block
  let rectifier: Rectifier
  /// Whether the reader of the output already applies the rectifier's derivative.
  let isGated: Bool
  let moments: Moments
  /// `[2, channels]`: running mean and variance.
  let running: Block
  /// What they will be after this step; nil for inference and where the layer is frozen.
  let next: Block?
  /// No earlier node of the step has moved the same statistics.
  let beginsStatistics: Bool
  var gradients: NormalizationGradients?

  /// Numbers of each channel that the way back needs again, `[1, channels]` each.
  struct Moments {
    let mean, variance, deviation, scale, shift, sums, products, slope, offset: Block

    static let rows = 9

    init(_ block: Block) {
      func row(_ index: Int) -> Block { block.rows(from: index, count: 1) }
      (mean, variance, deviation) = (row(0), row(1), row(2))
      (scale, shift) = (row(3), row(4))
      (sums, products, slope, offset) = (row(5), row(6), row(7), row(8))
    }
  }

  /// PyTorch's constants.
  static let momentum: Float = 0.1
  static let epsilon: Float = 1e-5

  private var channels: Int { gamma.columns }

  /// `scale = γ / √(variance + ε)`, `output = input · scale + β − mean · scale`
  func forward(_ pass: Pass) {
    if let next {
      if beginsStatistics, pass.firstRow == 0 { Kernels.copy(running, into: next) }
      Kernels.moments(of: input, places: places, rows: pass.rows, mean: moments.mean, variance: moments.variance)
      follow(next, count: pass.rows * places)
    }
    for channel in 0..<channels {
      let mean = next == nil ? running[0, channel] : moments.mean[0, channel]
      let variance = next == nil ? running[1, channel] : moments.variance[0, channel]
      let deviation = (variance + Self.epsilon).squareRoot()
      let scale = gamma[0, channel] / deviation
      moments.mean[0, channel] = mean
      moments.deviation[0, channel] = deviation
      moments.scale[0, channel] = scale
      moments.shift[0, channel] = beta[0, channel] - mean * scale
    }
    Kernels.scaleChannels(
      of: input, places: places, rows: pass.rows, by: moments.scale, shift: moments.shift,
      epilogue: rectifier.epilogue, into: output)
  }

  /// Running statistics follow those of the pass, the variance with Bessel's correction; a single value has none.
  private func follow(_ next: Block, count: Int) {
    guard count > 1 else { return }
    let correction = Float(Double(count) / Double(count - 1))
    for channel in 0..<channels {
      next[0, channel] += Self.momentum * (moments.mean[0, channel] - next[0, channel])
      next[1, channel] += Self.momentum * (moments.variance[0, channel] * correction - next[1, channel])
    }
  }

  /// With sums over the n values of a channel, `∂β = Σ ∂output`, `∂γ = Σ ∂output · x̂` and
  /// `∂input = scale · (∂output − ∂β / n − x̂ · ∂γ / n)`; by running statistics `∂input = scale · ∂output`.
  func backward(_ pass: Pass) {
    guard let gradients else { return }
    if rectifier != .none, !isGated {
      Kernels.gate(gradients.output, by: output, rows: pass.rows, epilogue: rectifier.gate)
    }
    if let gamma = gradients.gamma, let beta = gradients.beta {
      Kernels.normalizationSums(
        of: input, mean: moments.mean, gradient: gradients.output, places: places, rows: pass.rows,
        sums: moments.sums, products: moments.products)
      let keeps: Float = pass.accumulates || gradients.addsToWeights ? 1 : 0
      let count = Float(pass.rows * places)
      for channel in 0..<channels {
        let (deviation, scale) = (moments.deviation[0, channel], moments.scale[0, channel])
        let (sum, product) = (moments.sums[0, channel], moments.products[0, channel])
        gamma[0, channel] = product / deviation + keeps * gamma[0, channel]
        beta[0, channel] = sum + keeps * beta[0, channel]
        moments.slope[0, channel] = -scale * product / (deviation * deviation * count)
        moments.offset[0, channel] = -scale * sum / count
      }
    }
    guard let below = gradients.input else { return }
    Kernels.normalizationDerivative(
      of: input, mean: moments.mean, gradient: gradients.output, places: places, rows: pass.rows,
      scale: moments.scale, slope: moments.slope, offset: moments.offset, into: below)
  }
}
