import Networks

/// Graphs of the layers that image networks are made of.
extension GraphCases {
  func buildForImages(_ graph: inout GraphBuilder) {
    let size = Shape(height: 5, width: 4, channels: 2)
    switch self {
    case .paddedAverages:
      let series = graph.add(.reshape(Shape(width: 10, channels: 2)), graph.add(.dense(units: 20), graph.input))
      let coarse = graph.add(
        .pool(.averageOfPadded, .signal(kernel: 4, stride: 4, padding: 1, rounding: .up)), series)
      let fine = graph.add(.pool(.averageOfPadded, .signal(kernel: 3, stride: 2, padding: 1)), series)
      graph.add(.dense(units: 3), graph.add(.concatenate, graph.add(.dense(units: 2), coarse), flat(&graph, fine, 10)))
    case .sizes:
      let image = graph.add(.reshape(size), graph.add(.dense(units: 40), graph.input))
      let near = graph.add(.upsample(.nearest, .init(height: 7, width: 9)), image)
      let line = graph.add(.upsample(.bilinear, .init(height: 3, width: 8)), image)
      let small = Sliding.Extent(height: 2, width: 3)
      let both = graph.add(
        .concatenate, graph.add(.adaptiveAverage(small), near),
        graph.add(.adaptiveAverage(small), graph.add(.activation(.tanh), line)))
      let means = graph.add(
        .globalAverage, graph.add(.upsample(.bilinear, .init(height: 11, width: 2)), image))
      let few = graph.add(.upsample(.nearest, .init(height: 2, width: 1)), image)
      graph.add(
        .dense(units: 3), graph.add(.concatenate, flat(&graph, both, 24), flat(&graph, few, 4), flat(&graph, means, 2)))
    case .blend:
      let first = graph.add(.dense(units: 4), graph.input)
      let second = graph.add(.dense(units: 4), graph.input)
      let mixed = graph.add(.blend, graph.add(.activation(.relu), first), second)
      graph.add(.dense(units: 3), graph.add(.blend, second, mixed, weightsOf: mixed))
    case .normalized:
      let image = graph.add(.reshape(size), graph.add(.dense(units: 40), graph.input))
      let first = graph.add(.activation(.relu), graph.add(.batchNorm, image))
      let wide = graph.add(.convolution(channels: 16, .image(kernel: 3, padding: 1)), first, hasBias: false)
      let left = graph.add(.activation(.leakyRelu), graph.add(.batchNorm, wide))
      let narrow = graph.add(.convolution(channels: 5, .image(kernel: 1)), first, hasBias: false)
      let right = graph.add(.activation(.gelu), graph.add(.batchNorm, narrow))
      graph.add(.dense(units: 3), graph.add(.globalAverage, graph.add(.concatenate, left, right)))
    case .twinNormalized:
      let first = graph.add(.batchNorm, graph.add(.dense(units: 6), graph.input))
      let second = graph.add(.batchNorm, graph.add(.activation(.tanh), first), weightsOf: first)
      graph.add(.dense(units: 3), graph.add(.subtract, first, second))
    default:
      let frozen = Architecture(
        inputs: 40, layers: [.reshape(size), .batchNorm, .activation(.relu), .dropout], loss: .mse)
      let image = graph.add(frozen, on: graph.add(.dense(units: 40), graph.input), isFrozen: true)
      let second = graph.add(.convolution(channels: 3, .image(kernel: 2)), image)
      graph.add(.dense(units: 3), graph.add(.batchNorm, second))
    }
  }
}
