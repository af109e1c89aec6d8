import Networks

/// Graphs in which every operation stands between weights, so that the gradient of its inputs shows in theirs.
enum GraphCases: String, CaseIterable, Codable {
  case residual, subtraction, concatenation, fanOut, twins, spreading, seasonal, knots
  case pools, averages, convolution, narrowConvolution, stridedConvolution, tiedConvolution, pooledConvolution,
    groupedConvolution, image
  case paddedAverages, sizes, blend, normalized, twinNormalized, frozenNormalized, layerNormalized, recurrence

  var isNormalized: Bool { [.normalized, .twinNormalized, .frozenNormalized].contains(self) }

  /// Each reads six columns.
  func architecture(_ loss: Loss = .mse) -> Architecture {
    var graph = GraphBuilder(inputs: 6)
    build(&graph)
    return graph.architecture(loss: loss)
  }

  private func build(_ graph: inout GraphBuilder) {
    switch self {
    case .paddedAverages, .sizes, .blend, .normalized, .twinNormalized, .frozenNormalized: buildForImages(&graph)
    case .layerNormalized:
      // The same weights on two sets of rows, and a reader beside the normalization.
      let first = graph.add(.dense(units: 18), graph.input)
      let own = graph.add(.layerNorm, first)
      let twin = graph.add(.layerNorm, graph.add(.activation(.tanh), first), weightsOf: own)
      let sum = graph.add(.add, graph.add(.activation(.relu), own), twin, first)
      graph.add(.dense(units: 3), graph.add(.layerNorm, graph.add(.dense(units: 9), sum)))
    case .recurrence:
      let signal = graph.add(.reshape(Shape(width: 6, channels: 1)), graph.input)
      let series = graph.add(.dense(units: 20), graph.input)
      let stacked = graph.add(
        .gru(units: 18, returnsSequence: false), graph.add(.gru(units: 4, returnsSequence: true), signal))
      let shape = LayerSpec.reshape(Shape(width: 10, channels: 2))
      let alone = graph.add(.gru(units: 16, returnsSequence: false), graph.add(shape, series))
      // The same weights on the series backwards, with a gradient for every state.
      let twin = graph.add(
        .gru(units: 16, returnsSequence: true), graph.add(shape, graph.add(.reverse, series)), weightsOf: alone)
      graph.add(.dense(units: 3), graph.add(.concatenate, stacked, alone, flat(&graph, twin, 160)))
    case .residual:
      let first = graph.add(.activation(.relu), graph.add(.dense(units: 7), graph.input))
      let second = graph.add(.activation(.tanh), graph.add(.dense(units: 7), first))
      graph.add(.dense(units: 3), graph.add(.add, first, second, second))
    case .subtraction:
      let first = graph.add(.dense(units: 18), graph.input)
      let second = graph.add(.activation(.leakyRelu), graph.add(.dense(units: 18), graph.input))
      let difference = graph.add(.subtract, first, second)
      graph.add(.dense(units: 3), graph.add(.reverse, difference))
    case .concatenation:
      let first = graph.add(.dense(units: 5), graph.input)
      let second = graph.add(.activation(.sigmoid), graph.add(.dense(units: 20), first))
      graph.add(.dense(units: 3), graph.add(.concatenate, first, graph.input, second, first))
    case .fanOut:
      // One node read by dense layers, an activation, dropout, a slice twice, and the end.
      let hub = graph.add(.activation(.relu), graph.add(.dense(units: 6), graph.input))
      let left = graph.add(.dense(units: 4), hub)
      let right = graph.add(.dense(units: 4), graph.add(.dropout, hub))
      let middle = graph.add(.activation(.gelu), hub)
      let parts = graph.add(
        .concatenate, graph.add(.slice(first: 1, count: 3), hub), graph.add(.slice(first: 2, count: 4), hub))
      graph.add(.dense(units: 3), graph.add(.concatenate, left, right, middle, parts, hub))
    case .twins:
      let first = graph.add(.dense(units: 6), graph.input)
      let second = graph.add(.dense(units: 6), graph.add(.activation(.tanh), first), weightsOf: first)
      let third = graph.add(.dense(units: 6), graph.add(.activation(.sin), second), weightsOf: first)
      graph.add(.dense(units: 3), graph.add(.subtract, third, second))
    case .spreading:
      let level = graph.add(.dense(units: 1), graph.input)
      let change = graph.add(.subtract, graph.add(.dense(units: 18), graph.input), level)
      graph.add(.dense(units: 3), graph.add(.add, level, graph.add(.activation(.relu), change), level))
    case .seasonal:
      let series = graph.add(.dense(units: 20), graph.input)
      let trend = graph.add(.movingAverage(width: 5), series)
      let rest = graph.add(.subtract, series, trend)
      graph.add(.add, graph.add(.dense(units: 4), rest), graph.add(.dense(units: 4), trend))
    case .knots:
      let few = graph.add(.interpolate(columns: 17), graph.add(.dense(units: 4), graph.input))
      let one = graph.add(.interpolate(columns: 17), graph.add(.dense(units: 1), graph.input))
      graph.add(.interpolate(columns: 3), graph.add(.activation(.tanh), graph.add(.add, few, one)))
    case .pools:
      let series = graph.add(.reshape(Shape(width: 10, channels: 2)), graph.add(.dense(units: 20), graph.input))
      let coarse = graph.add(.pool(.largest, .signal(kernel: 4, stride: 4, rounding: .up)), series)
      let fine = graph.add(.pool(.largest, .signal(kernel: 3, stride: 2, padding: 1)), series)
      graph.add(.dense(units: 3), graph.add(.concatenate, graph.add(.dense(units: 2), coarse), flat(&graph, fine, 10)))
    case .averages:
      let series = graph.add(.reshape(Shape(width: 10, channels: 2)), graph.add(.dense(units: 20), graph.input))
      let coarse = graph.add(.pool(.average, .signal(kernel: 4, stride: 4, rounding: .up)), series)
      let fine = graph.add(.pool(.average, .signal(kernel: 3, stride: 2, padding: 1)), series)
      graph.add(.dense(units: 3), graph.add(.concatenate, graph.add(.dense(units: 2), coarse), flat(&graph, fine, 10)))
    case .convolution, .narrowConvolution, .stridedConvolution:
      let series = graph.add(.reshape(Shape(width: 10, channels: 2)), graph.add(.dense(units: 20), graph.input))
      let channels = self == .convolution ? 16 : 3
      let sliding = self == .stridedConvolution ? Sliding.signal(kernel: 4, stride: 3) : .signal(kernel: 3, padding: 1)
      let first = graph.add(.activation(.relu), graph.add(.convolution(channels: channels, sliding), series))
      let second = graph.add(.convolution(channels: channels, .signal(kernel: 2)), first)
      graph.add(.dense(units: 3), graph.add(.activation(.relu), second))
    case .tiedConvolution:
      // One kernel over a series and over what is left of it at half the resolution.
      let series = graph.add(.reshape(Shape(width: 10, channels: 1)), graph.add(.dense(units: 10), graph.input))
      let coarse = graph.add(.pool(.average, .signal(kernel: 2, stride: 2)), series)
      let fine = graph.add(.convolution(channels: 4, .signal(kernel: 3)), series)
      let twin = graph.add(.convolution(channels: 4, .signal(kernel: 3)), coarse, weightsOf: fine)
      let first = graph.add(.dense(units: 3), graph.add(.activation(.relu), fine))
      graph.add(.add, first, graph.add(.dense(units: 3), graph.add(.activation(.relu), twin)))
    case .pooledConvolution:
      // A rectifier before and one after the pool that is joined to a convolution.
      let image = graph.add(
        .reshape(Shape(height: 6, width: 7, channels: 2)), graph.add(.dense(units: 84), graph.input))
      let first = graph.add(
        .activation(.relu), graph.add(.convolution(channels: 9, .image(kernel: 3, padding: 1)), image))
      let pooled = graph.add(.pool(.largest, .image(kernel: 2, stride: 2)), first)
      let second = graph.add(.convolution(channels: 16, .image(kernel: 2)), pooled)
      let last = graph.add(
        .activation(.leakyRelu), graph.add(.pool(.largest, .image(kernel: 2, stride: 2)), second))
      graph.add(.dense(units: 3), graph.add(.activation(.tanh), last))
    case .groupedConvolution:
      let image = graph.add(
        .reshape(Shape(height: 5, width: 4, channels: 6)), graph.add(.dense(units: 120), graph.input))
      let depthwise = graph.add(.groupedConvolution(channels: 6, groups: 6, .image(kernel: 3, padding: 1)), image)
      let first = graph.add(
        .activation(.relu),
        graph.add(.groupedConvolution(channels: 9, groups: 3, .image(kernel: 3, stride: 2, padding: 1)), depthwise))
      let second = graph.add(.groupedConvolution(channels: 36, groups: 3, .image(kernel: 2)), first)
      graph.add(.dense(units: 3), graph.add(.activation(.tanh), second))
    case .image:
      let image = graph.add(
        .reshape(Shape(height: 5, width: 4, channels: 2)), graph.add(.dense(units: 40), graph.input))
      let first = graph.add(
        .activation(.relu), graph.add(.convolution(channels: 5, .image(kernel: 3, padding: 1)), image))
      let joined = graph.add(.concatenate, image, first)
      let second = graph.add(.convolution(channels: 16, .image(kernel: 2)), joined)
      let pooled = graph.add(.pool(.largest, .image(kernel: 2, stride: 2, rounding: .up)), second)
      let parts = graph.add(.slice(first: 3, count: 9), pooled)
      graph.add(.dense(units: 3), graph.add(.pool(.average, .image(kernel: 2)), parts))
    }
  }

  func flat(_ graph: inout GraphBuilder, _ node: GraphBuilder.Place, _ count: Int) -> GraphBuilder.Place {
    graph.add(.reshape(Shape(channels: count)), node)
  }
}
