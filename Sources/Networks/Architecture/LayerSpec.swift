/// One layer of an architecture, as a user would name it.
package enum LayerSpec: Hashable, Sendable, Codable {
  /// An affine map to `units` outputs.
  case dense(units: Int)
  /// An affine map of every window of an image, or of a signal, to `channels` outputs.
  case convolution(channels: Int, Sliding)
  /// The same on each of `groups` equal parts of the channels by itself, which make as many of the outputs; as many
  /// groups as channels is a depthwise convolution.
  case groupedConvolution(channels: Int, groups: Int, Sliding)
  /// Gated recurrent units over a signal, from its first place to its last: the last state, or the states of all places
  /// as a signal. Source: PyTorch's `GRU`.
  case gru(units: Int, returnsSequence: Bool)
  case activation(Activation)
  /// Inverted dropout; its probability is a live knob, `Hyperparameters.dropout`.
  case dropout
  /// The largest value, or the mean, of every window, channel by channel.
  case pool(Pooling, Sliding)
  /// Every channel to mean 0 and variance 1, then `γ · x + β` with learnt γ and β.
  ///
  /// Training goes by mean and variance of the rows and places of its pass and moves running ones towards them;
  /// inference goes by the running ones. A batch beyond `Network.largestPass` rows is normalized pass by pass.
  /// Source: Ioffe & Szegedy (2015), with the constants of PyTorch's `BatchNorm2d`.
  case batchNorm
  /// The values of every example to mean 0 and variance 1, then `γ · x + β` with γ and β learnt for each value; the same in
  /// training and in inference. Source: Ba, Kiros & Hinton (2016), with the constant of PyTorch's `LayerNorm`.
  case layerNorm
  /// The means of windows that divide an image of any size evenly, as PyTorch's `AdaptiveAvgPool2d`; to one place it is
  /// the global average.
  case adaptiveAverage(Sliding.Extent)
  /// An image at another size, as PyTorch's `interpolate` with `align_corners=False`.
  case upsample(Upsampling, Sliding.Extent)
  /// Two inputs mixed by a learnt share, `α · first + (1 − α) · second`, beginning at a half.
  case blend
  /// The sum of all inputs; one of a single column is added to every column.
  case add
  /// The first input less the second; one of a single column counts for every column.
  case subtract
  /// All inputs side by side: the channels of images of one size, or the columns of vectors.
  case concatenate
  /// The channels, or columns, from `first` on.
  case slice(first: Int, count: Int)
  /// The columns from the last to the first.
  case reverse
  /// The same values as an image.
  case reshape(Shape)
  /// The mean of `width` neighbours, an odd number, at every column; the first and the last column are repeated beyond
  /// the ends. Source: the trend of Zeng et al. (2023).
  case movingAverage(width: Int)
  /// Columns as knots, joined by straight lines and read at `columns` places; a column is the middle of its share of the
  /// span, as in PyTorch's `interpolate`.
  case interpolate(columns: Int)

  package enum Pooling: String, Hashable, Sendable, Codable {
    case largest
    /// Of what lies inside the image.
    case average
    /// Of the whole window, with zeros around the image, which is PyTorch's default.
    case averageOfPadded
  }

  package enum Upsampling: String, Hashable, Sendable, Codable {
    case nearest, bilinear
  }

  /// The mean of each channel over the image.
  package static let globalAverage = LayerSpec.adaptiveAverage(Sliding.Extent(height: 1, width: 1))

  /// Whether it has weights.
  package var learns: Bool {
    switch self {
    case .dense, .convolution, .groupedConvolution, .gru, .batchNorm, .layerNorm, .blend: true
    case .activation, .dropout, .pool, .adaptiveAverage, .upsample, .add, .subtract, .concatenate, .slice, .reverse,
      .reshape, .movingAverage, .interpolate:
      false
    }
  }

  /// Whether its outputs are more than sums of what it reads.
  var isNonlinear: Bool {
    switch self {
    case .gru, .layerNorm, .pool(.largest, _): true
    case .activation(let activation): activation != .linear
    case .dense, .convolution, .groupedConvolution, .dropout, .pool, .batchNorm, .adaptiveAverage, .upsample, .blend,
      .add, .subtract, .concatenate, .slice, .reverse, .reshape, .movingAverage, .interpolate:
      false
    }
  }

  /// Pairs of weight and bias of a node of its own: a recurrent layer has one for its input and one for its state.
  var pairCount: Int {
    if case .gru = self { return 2 }
    return learns ? 1 : 0
  }

  /// What comes out of inputs of these shapes; nil where they do not fit.
  func output(of inputs: [Shape]) -> Shape? {
    inputs.count == 1 ? output(of: inputs[0]) : joined(inputs)
  }

  private func output(of input: Shape) -> Shape? {
    switch self {
    case .dense(let units):
      units > 0 ? Shape(channels: units) : nil
    case .groupedConvolution(let channels, let groups, let sliding):
      groups > 0 && channels % groups == 0 && input.channels % groups == 0
        ? filled(sliding.output(on: input, channels: channels)) : nil
    case .gru(let units, let returnsSequence):
      input.height == 1 && units > 0 ? Shape(width: returnsSequence ? input.width : 1, channels: units) : nil
    case .convolution(let channels, let sliding):
      filled(sliding.output(on: input, channels: channels))
    case .pool(_, let sliding):
      filled(sliding.output(on: input, channels: input.channels))
    case .activation, .dropout, .reverse, .batchNorm, .layerNorm:
      input
    case .adaptiveAverage(let size), .upsample(_, let size):
      filled(Shape(height: size.height, width: size.width, channels: input.channels))
    case .slice(let first, let count):
      first >= 0 && count > 0 && first + count <= input.channels
        ? Shape(height: input.height, width: input.width, channels: count) : nil
    case .reshape(let shape):
      shape.count == input.count ? shape : nil
    case .movingAverage(let width):
      width % 2 == 1 ? input : nil
    case .interpolate(let columns):
      columns > 0 ? Shape(channels: columns) : nil
    case .add, .subtract, .concatenate, .blend:
      nil
    }
  }

  private func joined(_ inputs: [Shape]) -> Shape? {
    guard let widest = inputs.max(by: { $0.count < $1.count }) else { return nil }
    switch self {
    case .concatenate:
      guard inputs.allSatisfy({ $0.height == widest.height && $0.width == widest.width }) else { return nil }
      return Shape(height: widest.height, width: widest.width, channels: inputs.reduce(0) { $0 + $1.channels })
    case .subtract where inputs.count > 2:
      return nil
    case .add, .subtract:
      return inputs.allSatisfy { $0 == widest || $0.count == 1 } ? widest : nil
    case .blend:
      return inputs.count == 2 && inputs[0] == inputs[1] ? widest : nil
    case .dense, .convolution, .groupedConvolution, .gru, .activation, .dropout, .pool, .batchNorm, .layerNorm,
      .adaptiveAverage,
      .upsample, .slice, .reverse, .reshape, .movingAverage, .interpolate:
      return nil
    }
  }

  private func filled(_ shape: Shape) -> Shape? { shape.count > 0 ? shape : nil }
}
