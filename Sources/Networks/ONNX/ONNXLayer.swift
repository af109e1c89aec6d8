import Tensors

/// A layer as operators of ONNX, between values `[batch, places · channels]`.
struct ONNXLayer {
  typealias Value = ONNXGraph.Value

  let layer: LayerSpec
  let read: [Shape]
  let made: Shape
  /// Its own pairs of weights first.
  let weights: [NetworkWeights.Slice]

  func add(to graph: inout ONNXGraph, reading inputs: [Value]) -> Value {
    let (input, shape) = (inputs[0], read[0])
    switch layer {
    case .dense:
      let pair = weights[0]
      let weight = graph.constant(pair.weight, [pair.inputs, pair.units])
      return graph.node("Gemm", [input, weight, graph.constant(pair.bias, [pair.units])])
    case .convolution(_, let sliding): return convolution(sliding, groups: 1, input, &graph)
    case .groupedConvolution(_, let groups, let sliding):
      return convolution(sliding, groups: groups, input, &graph)
    case .gru(let units, let returnsSequence):
      return ONNXRecurrence(times: shape.width, channels: shape.channels, units: units, weights: weights)
        .add(to: &graph, reading: input, returnsSequence: returnsSequence)
    case .activation(let activation): return self.activation(activation, input, &graph)
    case .dropout, .reshape: return input
    case .pool(let kind, let sliding): return pool(kind, sliding, input, &graph)
    case .batchNorm: return normalization(input, &graph)
    case .layerNorm:
      let pair = weights[0]
      return graph.node(
        "LayerNormalization",
        [input, graph.constant(pair.weight, [pair.units]), graph.constant(pair.bias, [pair.units])],
        ["axis": .integer(1), "epsilon": .number(LayerNormNode.epsilon)])
    case .adaptiveAverage(let size): return resampled(.adaptiveAverage(of: shape, to: size), input, &graph)
    case .upsample(let kind, let size): return resampled(.upsampling(kind, of: shape, to: size), input, &graph)
    case .blend:
      let share = weights[0].weight[0]
      let first = graph.node("Mul", [input, graph.constant([share], [1])])
      let second = graph.node("Mul", [inputs[1], graph.constant([1 - share], [1])])
      return graph.node("Add", [first, second])
    case .add: return inputs.dropFirst().reduce(input) { graph.node("Add", [$0, $1]) }
    case .subtract: return graph.node("Sub", [input, inputs[1]])
    case .concatenate:
      let images = zip(inputs, read).map { value, shape in
        graph.reshaped(value, [shape.places, shape.channels])
      }
      return graph.reshaped(graph.node("Concat", images, ["axis": .integer(2)]), [made.count])
    case .slice(let first, let count):
      return gathered(input, &graph) { place in place / count * shape.channels + first + place % count }
    case .reverse: return gathered(input, &graph) { shape.count - 1 - $0 }
    case .movingAverage(let width): return mapped(.movingAverage(of: shape.count, width: width), input, &graph)
    case .interpolate(let columns): return mapped(.interpolation(of: shape.count, to: columns), input, &graph)
    }
  }

  /// - Parameter source: the place among the values read of each that comes out.
  private func gathered(_ input: Value, _ graph: inout ONNXGraph, _ source: (Int) -> Int) -> Value {
    graph.node("Gather", [input, graph.constant((0..<made.count).map(source))], ["axis": .integer(1)])
  }

  private func mapped(_ map: FixedMap, _ input: Value, _ graph: inout ONNXGraph) -> Value {
    graph.node("MatMul", [input, graph.constant(map.weights.values, [map.weights.rows, map.weights.columns])])
  }

  private func activation(_ activation: Activation, _ input: Value, _ graph: inout ONNXGraph) -> Value {
    switch activation {
    case .linear: return input
    case .relu: return graph.node("Relu", [input])
    case .leakyRelu: return graph.node("LeakyRelu", [input], ["alpha": .number(0.01)])
    case .tanh: return graph.node("Tanh", [input])
    case .sin: return graph.node("Sin", [input])
    case .sigmoid: return graph.node("Sigmoid", [input])
    case .softmax: return graph.node("Softmax", [input], ["axis": .integer(1)])
    case .gelu:
      // `x · Φ(x)`; an operator of its own came after operator set 17.
      let share = graph.node("Mul", [input, graph.constant([Float(0.5).squareRoot()], [1])])
      let distribution = graph.node("Add", [graph.node("Erf", [share]), graph.constant([Float(1)], [1])])
      return graph.node("Mul", [input, graph.node("Mul", [distribution, graph.constant([Float(0.5)], [1])])])
    }
  }

  /// `γ · (x − mean) / √(variance + ε) + β`, as one product and one sum.
  private func normalization(_ input: Value, _ graph: inout ONNXGraph) -> Value {
    let (pair, shape) = (weights[0], read[0])
    let scales = zip(pair.weight, pair.variance).map { $0 / ($1 + BatchNormNode.epsilon).squareRoot() }
    let shifts = pair.bias.indices.map { pair.bias[$0] - pair.mean[$0] * scales[$0] }
    let image = graph.reshaped(input, [shape.places, shape.channels])
    let scaled = graph.node("Mul", [image, graph.constant(scales, [shape.channels])])
    return graph.reshaped(graph.node("Add", [scaled, graph.constant(shifts, [shape.channels])]), [made.count])
  }
}

// MARK: - Images

extension ONNXLayer {
  private func convolution(
    _ sliding: Sliding, groups: Int, _ input: Value, _ graph: inout ONNXGraph
  ) -> Value {
    let pair = weights[0]
    let places = sliding.kernel.height * sliding.kernel.width
    let channels = pair.inputs / places
    var kernel = [Float](repeating: 0, count: pair.weight.count)
    for unit in 0..<pair.units {
      for channel in 0..<channels {
        for place in 0..<places {
          kernel[(unit * channels + channel) * places + place] =
            pair.weight[(place * channels + channel) * pair.units + unit]
        }
      }
    }
    let weight = graph.constant(kernel, [pair.units, channels, sliding.kernel.height, sliding.kernel.width])
    let image = graph.node(
      "Conv", [graph.channelsFirst(input, read[0]), weight, graph.constant(pair.bias, [pair.units])],
      [
        "group": .integer(groups), "kernel_shape": .integers([sliding.kernel.height, sliding.kernel.width]),
        "strides": .integers([sliding.stride.height, sliding.stride.width]), "pads": .integers(pads(sliding)),
      ])
    return graph.channelsLast(image, made)
  }

  private func pool(
    _ kind: LayerSpec.Pooling, _ sliding: Sliding, _ input: Value, _ graph: inout ONNXGraph
  ) -> Value {
    // A mean that counts the zeros around the image counts none of those that rounding up adds.
    if kind == .averageOfPadded { return resampled(.average(of: read[0], sliding), input, &graph) }
    let image = graph.node(
      kind == .largest ? "MaxPool" : "AveragePool", [graph.channelsFirst(input, read[0])],
      [
        "kernel_shape": .integers([sliding.kernel.height, sliding.kernel.width]),
        "strides": .integers([sliding.stride.height, sliding.stride.width]), "pads": .integers(pads(sliding)),
      ])
    return graph.channelsLast(image, made)
  }

  /// Above, left, below and right: as many at the ends as the last window reaches beyond the image.
  private func pads(_ sliding: Sliding) -> [Int] {
    func end(_ places: Int, _ made: Int, _ kernel: Int, _ stride: Int, _ padding: Int) -> Int {
      max((made - 1) * stride + kernel - places - padding, 0)
    }
    return [
      sliding.padding.height, sliding.padding.width,
      end(read[0].height, made.height, sliding.kernel.height, sliding.stride.height, sliding.padding.height),
      end(read[0].width, made.width, sliding.kernel.width, sliding.stride.width, sliding.padding.width),
    ]
  }

  /// A map of lines and columns as one product over all places.
  private func resampled(_ resampling: Resampling, _ input: Value, _ graph: inout ONNXGraph) -> Value {
    let (places, made) = (read[0].places, made)
    let image = graph.reshaped(input, [places, read[0].channels])
    let matrix = graph.constant(resampling.placeWeights, [made.places, places])
    return graph.reshaped(graph.node("MatMul", [matrix, image]), [made.count])
  }
}

extension ONNXGraph {
  /// - Parameter shape: of one sample.
  package mutating func reshaped(_ value: Value, _ shape: [Int]) -> Value {
    // 0 keeps the batch as it is.
    node("Reshape", [value, constant([0] + shape)])
  }

  fileprivate mutating func channelsFirst(_ value: Value, _ shape: Shape) -> Value {
    let image = reshaped(value, [shape.height, shape.width, shape.channels])
    return node("Transpose", [image], ["perm": .integers([0, 3, 1, 2])])
  }

  fileprivate mutating func channelsLast(_ value: Value, _ shape: Shape) -> Value {
    reshaped(node("Transpose", [value], ["perm": .integers([0, 2, 3, 1])]), [shape.count])
  }
}
