/// Why no network can be built of an architecture that comes from outside.
package struct ArchitectureFault: Error, Hashable {
  /// In words, as "layer 3 does not fit what it reads".
  package let reason: String

  package init(_ reason: String) { self.reason = reason }
}

extension Architecture {
  /// The most values that a layer may have, and the most of one dimension: what any network here needs, and less than
  /// what would overflow an address.
  private static let mostValues = 1 << 24
  private static let mostOfDimension = 1 << 16
  private static let mostNodes = 10_000

  /// Holds an architecture from outside against what building takes for granted.
  ///
  /// - Throws: ``ArchitectureFault``.
  package func check() throws(ArchitectureFault) {
    guard (1...Self.mostValues).contains(inputs), (1...Self.mostNodes).contains(nodes.count) else {
      throw ArchitectureFault(Words.faultSize(inputs: inputs, layers: nodes.count))
    }
    var shapes = [Shape(channels: inputs)]
    var isRead = [Bool](repeating: false, count: nodes.count + 1)
    for (index, node) in nodes.enumerated() {
      let number = index + 1
      guard !node.inputs.isEmpty, node.inputs.allSatisfy({ (0...index).contains($0) }) else {
        throw ArchitectureFault(Words.faultOrder(layer: "\(number)"))
      }
      guard node.layer.extents.allSatisfy({ (0...Self.mostOfDimension).contains($0) }), node.layer.isWellFormed else {
        throw ArchitectureFault(Words.faultLayerSize(layer: "\(number)"))
      }
      let read = node.inputs.map { shapes[$0] }
      guard node.layer.memory(on: read[0]) <= 4 * Self.mostValues, let shape = node.layer.output(of: read),
        shape.count <= Self.mostValues
      else { throw ArchitectureFault(Words.faultShape(layer: "\(number)")) }
      if let twin = node.weightsOf {
        guard (1...index).contains(twin), borrows(node, from: nodes[twin - 1], read[0], shapes) else {
          throw ArchitectureFault(Words.faultSharedWeights(layer: "\(number)"))
        }
      }
      for input in node.inputs { isRead[input] = true }
      shapes.append(shape)
    }
    guard isRead.dropLast().allSatisfy({ $0 }) else { throw ArchitectureFault(Words.faultUnread) }
    guard shapes.reduce(0, { $0 + $1.count }) <= 4 * Self.mostValues else {
      throw ArchitectureFault(Words.faultMemory)
    }
  }

  private func borrows(_ node: Node, from twin: Node, _ read: Shape, _ shapes: [Shape]) -> Bool {
    node.layer.learns && twin.weightsOf == nil && node.layer == twin.layer && node.hasBias == twin.hasBias
      && node.isFrozen == twin.isFrozen && shapes[twin.inputs[0]] == read
  }
}

extension LayerSpec {
  /// All numbers that a layer is made of.
  fileprivate var extents: [Int] {
    switch self {
    case .dense(let units): [units]
    case .convolution(let channels, let sliding): [channels] + sliding.extents
    case .groupedConvolution(let channels, let groups, let sliding): [channels, groups] + sliding.extents
    case .gru(let units, _): [units]
    case .pool(_, let sliding): sliding.extents
    case .adaptiveAverage(let size), .upsample(_, let size): [size.height, size.width]
    case .slice(let first, let count): [first, count]
    case .reshape(let shape): [shape.height, shape.width, shape.channels]
    case .movingAverage(let width): [width]
    case .interpolate(let columns): [columns]
    case .activation, .dropout, .batchNorm, .layerNorm, .blend, .add, .subtract, .concatenate, .reverse: []
    }
  }

  /// What is asked of the numbers by themselves.
  fileprivate var isWellFormed: Bool {
    switch self {
    case .convolution(let channels, let sliding): channels > 0 && sliding.isWellFormed
    case .groupedConvolution(let channels, let groups, let sliding):
      channels > 0 && groups > 0 && sliding.isWellFormed
    case .pool(_, let sliding): sliding.isWellFormed
    case .adaptiveAverage(let size), .upsample(_, let size): size.height > 0 && size.width > 0
    case .reshape(let shape): shape.height > 0 && shape.width > 0 && shape.channels > 0
    case .dense, .gru, .slice, .movingAverage, .interpolate, .activation, .dropout, .batchNorm, .layerNorm, .blend,
      .add, .subtract,
      .concatenate, .reverse:
      true
    }
  }

  /// Values that a layer needs for itself beside its output, at least about.
  fileprivate func memory(on input: Shape) -> Int {
    switch self {
    case .movingAverage: input.count * input.count
    case .interpolate(let columns): input.count * columns
    case .convolution(_, let sliding), .groupedConvolution(_, _, let sliding), .pool(_, let sliding):
      (input.height + 2 * sliding.padding.height) * (input.width + 2 * sliding.padding.width) * input.channels
    case .dense, .gru, .adaptiveAverage, .upsample, .slice, .reshape, .activation, .dropout, .batchNorm, .layerNorm,
      .blend, .add,
      .subtract, .concatenate, .reverse:
      0
    }
  }
}

extension Sliding {
  fileprivate var extents: [Int] {
    [kernel, stride, padding].flatMap { [$0.height, $0.width] }
  }

  fileprivate var isWellFormed: Bool {
    kernel.height > 0 && kernel.width > 0 && stride.height > 0 && stride.width > 0
      && padding.height < kernel.height && padding.width < kernel.width
  }
}
