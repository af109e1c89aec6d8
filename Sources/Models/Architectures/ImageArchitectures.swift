import Networks

/// Networks that see an image as an image.
package enum ImageArchitectures {
  /// For each width a convolution with padding, `activation` and a pool of 2×2; then one dense layer.
  ///
  /// A pool that would leave a side without a pixel is left out.
  ///
  /// - Parameter kernel: side of the filters, an odd number.
  package static func convolutional(
    _ image: Shape, outputs: Int, channels: [Int], kernel: Int, activation: Activation, loss: Loss
  ) -> Architecture {
    var layers: [LayerSpec] = [.reshape(image)]
    var sides = Sides(image)
    for width in channels {
      layers.append(.convolution(channels: width, .image(kernel: kernel, padding: kernel / 2)))
      layers.append(.activation(activation))
      if sides.halve() { layers.append(.pool(.largest, .image(kernel: 2, stride: 2))) }
    }
    layers += [.dropout, .dense(units: outputs)]
    return Architecture(
      inputs: image.count, layers: layers, loss: loss, initializer: activation == .relu ? .he : .glorot)
  }

  /// Which pools, counted from 1, are left out on images of that size.
  package static func omittedPools(on image: Shape, layers: Int) -> [Int] {
    var sides = Sides(image)
    return (0..<layers).filter { _ in !sides.halve() }.map { $0 + 1 }
  }

  private struct Sides {
    var height: Int
    var width: Int

    init(_ image: Shape) { (height, width) = (image.height, image.width) }

    /// False where a side of one pixel cannot be halved; nothing happens then.
    mutating func halve() -> Bool {
      guard min(height, width) >= 2 else { return false }
      (height, width) = (height / 2, width / 2)
      return true
    }
  }
}

extension Architecture {
  /// Multiply-adds with weights of one example's forward pass: what a prediction costs.
  package var multiplyAddsPerPrediction: Int {
    let shapes = shapes
    return nodes.enumerated().reduce(0) { total, node in
      guard let source = node.element.inputs.first else { return total }
      switch node.element.layer {
      case .dense(let units): return total + shapes[source].count * units
      case .convolution(let channels, let sliding):
        let window = sliding.kernel.height * sliding.kernel.width * shapes[source].channels
        return total + shapes[node.offset + 1].places * window * channels
      case .groupedConvolution(let channels, let groups, let sliding):
        let window = sliding.kernel.height * sliding.kernel.width * shapes[source].channels / groups
        return total + shapes[node.offset + 1].places * window * channels
      case .gru(let units, _):
        return total + shapes[source].width * 3 * units * (shapes[source].channels + units)
      case .activation, .dropout, .pool, .batchNorm, .layerNorm, .adaptiveAverage, .upsample, .blend, .add, .subtract,
        .concatenate,
        .slice, .reverse, .reshape, .movingAverage, .interpolate:
        return total
      }
    }
  }
}
