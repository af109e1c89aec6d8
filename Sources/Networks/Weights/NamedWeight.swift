import Tensors

extension Architecture {
  /// Names and shapes of all weights by PyTorch's names, and of running statistics.
  package var namedShapes: [(name: String, shape: [Int])] { NamedWeight.all(of: self).map { ($0.name, $0.shape) } }
}

/// One of a network's tensors as PyTorch names it and lays it out.
struct NamedWeight {
  private enum Part {
    /// `[outputs, channels · places]` there, `[places · channels, outputs]` here.
    case dense(channels: Int, places: Int)
    /// `[outputs, channels, lines, columns]` there, `[lines · columns · channels, outputs]` here.
    case kernel(channels: Int, places: Int)
    case scale, bias, mean, variance
  }

  let name: String
  /// There.
  let shape: [Int]
  private let number: Int
  private let part: Part

  /// In the order of the network's layers; layers without a name have none.
  static func all(of architecture: Architecture) -> [NamedWeight] {
    let (shapes, parameters, indices) = (architecture.shapes, architecture.parameters, architecture.parameterIndices)
    return zip(architecture.nodes, indices.dropFirst()).flatMap { node, index -> [NamedWeight] in
      guard let index, let name = node.name, node.weightsOf == nil, let source = node.inputs.first else { return [] }
      let (read, units) = (shapes[source], parameters[index].units)
      func weight(_ suffix: String, _ shape: [Int], _ part: Part) -> NamedWeight {
        NamedWeight(name: "\(name).\(suffix)", shape: shape, number: index, part: part)
      }
      let bias = node.hasBias ? [weight("bias", [units], .bias)] : []
      switch node.layer {
      case .dense:
        return [weight("weight", [units, read.count], .dense(channels: read.channels, places: read.places))] + bias
      case .convolution(_, let sliding):
        let kernel = [sliding.kernel.height, sliding.kernel.width]
        let part = Part.kernel(channels: read.channels, places: kernel[0] * kernel[1])
        return [weight("weight", [units, read.channels] + kernel, part)] + bias
      case .groupedConvolution(_, let groups, let sliding):
        let kernel = [sliding.kernel.height, sliding.kernel.width]
        let channels = read.channels / groups
        let part = Part.kernel(channels: channels, places: kernel[0] * kernel[1])
        return [weight("weight", [units, channels] + kernel, part)] + bias
      case .batchNorm:
        return [
          weight("weight", [units], .scale), weight("bias", [units], .bias), weight("running_mean", [units], .mean),
          weight("running_var", [units], .variance),
        ]
      case .layerNorm: return [weight("weight", [units], .scale), weight("bias", [units], .bias)]
      case .gru, .activation, .dropout, .pool, .adaptiveAverage, .upsample, .blend, .add, .subtract, .concatenate,
        .slice, .reverse, .reshape, .movingAverage, .interpolate:
        return []
      }
    }
  }

  /// Its values, if the shape is this one's, or this one's but for channels that can be summed.
  func fitting(_ tensor: NamedTensor) -> [Float]? {
    if tensor.shape == shape { return tensor.values }
    guard case .kernel(1, let places) = part, tensor.shape.count == 4, tensor.shape[0] == shape[0],
      tensor.shape[2...] == shape[2...]
    else { return nil }
    var sums = [Float](repeating: 0, count: shape[0] * places)
    for (index, value) in tensor.values.enumerated() {
      sums[index / (tensor.shape[1] * places) * places + index % places] += value
    }
    return sums
  }

  func isSound(_ values: [Float]) -> Bool {
    if case .variance = part { return values.allSatisfy { $0.isFinite && $0 >= 0 } }
    return values.allSatisfy(\.isFinite)
  }

  /// Puts values in the order of there into the network.
  func store(_ values: [Float], in store: ParameterStore) {
    store.noteChange()
    forEachElement(in: store) { block, row, column, index in block[row, column] = values[index] }
  }

  func values(in store: ParameterStore) -> [Float] {
    var values = [Float](repeating: 0, count: shape.reduce(1, *))
    forEachElement(in: store) { block, row, column, index in values[index] = block[row, column] }
    return values
  }

  /// Goes through all elements: where each lies here, and its place in the order of there.
  private func forEachElement(
    in store: ParameterStore, _ body: (_ block: Block, _ row: Int, _ column: Int, _ index: Int) -> Void
  ) {
    let pair = store.pairs[number]
    switch part {
    case .dense(let channels, let places), .kernel(let channels, let places):
      let weight = store.parameters.block(pair.weight)
      for unit in 0..<pair.units {
        for channel in 0..<channels {
          for place in 0..<places {
            let (input, index) = (place * channels + channel, (unit * channels + channel) * places + place)
            if pair.isTransposed { body(weight, unit, input, index) } else { body(weight, input, unit, index) }
          }
        }
      }
    case .scale: forEachColumn(of: store.parameters.block(pair.weight), row: 0, body)
    case .bias: forEachColumn(of: store.parameters.block(pair.bias), row: 0, body)
    case .mean: forEachColumn(of: store.running(number), row: 0, body)
    case .variance: forEachColumn(of: store.running(number), row: 1, body)
    }
  }

  private func forEachColumn(
    of block: Block, row: Int, _ body: (_ block: Block, _ row: Int, _ column: Int, _ index: Int) -> Void
  ) {
    for column in 0..<block.columns { body(block, row, column, column) }
  }
}
