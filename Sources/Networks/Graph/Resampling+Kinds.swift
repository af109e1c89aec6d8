import Tensors

/// The maps of images to another size that layers use; each treats lines and columns by themselves.
extension Resampling {
  /// Source: PyTorch's `interpolate` with `align_corners=False`.
  static func upsampling(_ kind: LayerSpec.Upsampling, of shape: Shape, to size: Sliding.Extent) -> Resampling {
    Resampling(shape, size) { kind == .nearest ? nearest($0, of: $1, to: $2) : linear($0, of: $1, to: $2) }
  }

  /// Source: PyTorch's `AdaptiveAvgPool2d`.
  static func adaptiveAverage(of shape: Shape, to size: Sliding.Extent) -> Resampling {
    Resampling(shape, size) { index, places, count in
      let first = index * places / count
      let end = ((index + 1) * places + count - 1) / count
      return Span(first: first, weights: .init(repeating: 1 / Float(end - first), count: end - first))
    }
  }

  /// Windows whose mean counts the zeros around the image, but not what lies beyond those.
  static func average(of shape: Shape, _ sliding: Sliding) -> Resampling {
    let output = sliding.output(on: shape, channels: shape.channels)
    func span(_ index: Int, _ places: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> Span {
      let start = index * stride - padding
      let end = min(start + kernel, places + padding)
      let inside = max(start, 0)..<min(end, places)
      return Span(
        first: inside.lowerBound, weights: .init(repeating: 1 / Float(end - start), count: inside.count))
    }
    return Resampling(
      height: shape.height, width: shape.width, channels: shape.channels,
      lines: (0..<output.height).map {
        span($0, shape.height, sliding.kernel.height, sliding.stride.height, sliding.padding.height)
      },
      columns: (0..<output.width).map {
        span($0, shape.width, sliding.kernel.width, sliding.stride.width, sliding.padding.width)
      })
  }

  private init(_ shape: Shape, _ size: Sliding.Extent, _ span: (_ index: Int, _ places: Int, _ count: Int) -> Span) {
    self.init(
      height: shape.height, width: shape.width, channels: shape.channels,
      lines: (0..<size.height).map { span($0, shape.height, size.height) },
      columns: (0..<size.width).map { span($0, shape.width, size.width) })
  }

  private static func nearest(_ index: Int, of places: Int, to count: Int) -> Span {
    Span(first: index * places / count, weights: [1])
  }

  private static func linear(_ index: Int, of places: Int, to count: Int) -> Span {
    let place = max((Double(index) + 0.5) * Double(places) / Double(count) - 0.5, 0)
    let lower = min(Int(place), places - 1)
    let share = Float(place - Double(lower))
    return lower + 1 < places ? Span(first: lower, weights: [1 - share, share]) : Span(first: lower, weights: [1])
  }
}
