extension Architecture {
  /// The layers in words: "Dense 64 relu → Dense 32 relu → Dense 1"; of a graph its name, or its nodes with the numbers
  /// of what they read where that is not the node before.
  package var summary: String {
    if let name { return name }
    var parts: [String] = []
    for (index, node) in nodes.enumerated() {
      if case .activation(let activation) = node.layer, node.inputs == [index] {
        guard activation != .linear else { continue }
        if let last = parts.popLast() {
          parts.append("\(last) \(activation.rawValue)")
        } else {
          parts.append(activation.rawValue)
        }
      } else if node.inputs == [index] {
        parts.append(node.layer.words)
      } else {
        parts.append(
          Words.layerOf(layer: node.layer.words, inputs: node.inputs.map(String.init).joined(separator: ", ")))
      }
    }
    return parts.joined(separator: " → ")
  }
}

extension LayerSpec {
  /// As a summary names it.
  var words: String {
    switch self {
    case .dense(let units): Words.layerDense(units: "\(units)")
    case .convolution(let channels, let sliding): Words.layerConvolution(channels: "\(channels)", kernel: sliding.words)
    case .groupedConvolution(let channels, let groups, let sliding):
      Words.layerGroupedConvolution(channels: "\(channels)", kernel: sliding.words, groups: "\(groups)")
    case .gru(let units, _): Words.layerGru(units: "\(units)")
    case .activation(let activation): activation.rawValue
    case .dropout: Words.layerDropout
    case .pool(.largest, let sliding): Words.layerMaxPool(kernel: sliding.words)
    case .pool(.average, let sliding), .pool(.averageOfPadded, let sliding):
      Words.layerAveragePool(kernel: sliding.words)
    case .batchNorm: Words.layerBatchNorm
    case .layerNorm: Words.layerLayerNorm
    case .adaptiveAverage(let size):
      size == .init(height: 1, width: 1)
        ? Words.layerGlobalAverage : Words.layerAverageTo(size: "\(size.height)×\(size.width)")
    case .upsample(_, let size): Words.layerUpsample(size: "\(size.height)×\(size.width)")
    case .blend: Words.layerBlend
    case .add: Words.layerAdd
    case .subtract: Words.layerSubtract
    case .concatenate: Words.layerConcatenate
    case .slice(let first, let count): Words.layerSlice(first: "\(first)", end: "\(first + count)")
    case .reverse: Words.layerReverse
    case .reshape(let shape): Words.layerReshape(shape: "\(shape.height)×\(shape.width)×\(shape.channels)")
    case .movingAverage(let width): Words.layerMovingAverage(width: "\(width)")
    case .interpolate(let columns): Words.layerInterpolate(columns: "\(columns)")
    }
  }
}

extension Sliding {
  fileprivate var words: String {
    kernel.height == 1 ? "\(kernel.width)" : "\(kernel.height)×\(kernel.width)"
  }
}
