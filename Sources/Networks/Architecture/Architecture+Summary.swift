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
        parts.append("\(node.layer.words) of \(node.inputs.map(String.init).joined(separator: ", "))")
      }
    }
    return parts.joined(separator: " → ")
  }
}

extension LayerSpec {
  /// As a summary names it.
  var words: String {
    switch self {
    case .dense(let units): "Dense \(units)"
    case .convolution(let channels, let sliding): "Conv \(channels) \(sliding.words)"
    case .groupedConvolution(let channels, let groups, let sliding):
      "Conv \(channels) \(sliding.words) in \(groups) groups"
    case .gru(let units, _): "GRU \(units)"
    case .activation(let activation): activation.rawValue
    case .dropout: "Dropout"
    case .pool(.largest, let sliding): "MaxPool \(sliding.words)"
    case .pool(.average, let sliding), .pool(.averageOfPadded, let sliding): "AveragePool \(sliding.words)"
    case .batchNorm: "BatchNorm"
    case .adaptiveAverage(let size):
      size == .init(height: 1, width: 1) ? "GlobalAveragePool" : "AveragePool to \(size.height)×\(size.width)"
    case .upsample(_, let size): "Upsample to \(size.height)×\(size.width)"
    case .blend: "Blend"
    case .add: "Add"
    case .subtract: "Subtract"
    case .concatenate: "Concatenate"
    case .slice(let first, let count): "Slice \(first)..<\(first + count)"
    case .reverse: "Reverse"
    case .reshape(let shape): "Reshape \(shape.height)×\(shape.width)×\(shape.channels)"
    case .movingAverage(let width): "MovingAverage \(width)"
    case .interpolate(let columns): "Interpolate \(columns)"
    }
  }
}

extension Sliding {
  fileprivate var words: String {
    kernel.height == 1 ? "\(kernel.width)" : "\(kernel.height)×\(kernel.width)"
  }
}
