import Tensors

/// Layers that learn at rates of their own, or not at all for a while.
///
/// A group is a layer with a weight matrix and the normalizations up to the next one, in the network's order; layers that the
/// architecture freezes are in none.
extension ParameterStore {
  /// Where the parameters of each group lie; together they are all that is learnt.
  func layerGroups(of architecture: Architecture) -> [Range<Int>] {
    var starts: [Int] = []
    for (node, index) in zip(architecture.nodes, architecture.parameterIndices.dropFirst()) {
      guard let index, node.weightsOf == nil, !pairs[index].isFrozen else { continue }
      if starts.isEmpty || node.layer.isProduct { starts.append(pairs[index].weight.offset) }
    }
    return zip(starts, starts.dropFirst() + [gradient.count]).map { $0..<$1 }
  }
}

extension Architecture {
  /// How many groups there are.
  var layerGroupCount: Int {
    let learning = nodes.filter { $0.learns && $0.weightsOf == nil }
    return learning.enumerated().count { $0.offset == 0 || $0.element.layer.isProduct }
  }
}

extension Network {
  /// The first group that learns. The last one always does.
  func firstLearning(_ hyperparameters: Hyperparameters) -> Int {
    min(hyperparameters.frozenLayers, max(layerGroups.count - 1, 0))
  }

  /// What the update moves, as places among all parameters.
  func learningRange(_ hyperparameters: Hyperparameters) -> Range<Int> {
    let first = firstLearning(hyperparameters)
    return first > 0 ? layerGroups[first].lowerBound..<store.gradient.count : 0..<store.gradient.count
  }

  /// Moves each group by itself. One that does not learn keeps its moments and does not count the step, as PyTorch's parameters
  /// without a gradient. Allocates in the first step with such a group.
  func updateGroups(_ hyperparameters: Hyperparameters, gradientScale: Float) {
    let first = firstLearning(hyperparameters)
    if first > 0, groupSteps == nil { groupSteps = [Int](repeating: step, count: layerGroups.count) }
    var rate = hyperparameters.learningRate
    for index in layerGroups.indices.reversed() where index >= first {
      let t = (groupSteps?[index] ?? step) + 1
      Kernels.update(
        store.parameters, gradient: store.gradient, first: store.moments.first, second: store.moments.last,
        range: layerGroups[index], rule: optimizer.rule(hyperparameters, t: t), rate: rate,
        weightDecay: hyperparameters.weightDecay, gradientScale: gradientScale)
      groupSteps?[index] = t
      rate *= hyperparameters.layerDecay
    }
  }
}

extension LayerSpec {
  /// Whether its weights are a matrix.
  fileprivate var isProduct: Bool {
    switch self {
    case .dense, .convolution, .groupedConvolution, .gru: true
    case .activation, .dropout, .pool, .batchNorm, .layerNorm, .adaptiveAverage, .upsample, .blend, .add, .subtract,
      .concatenate, .slice, .reverse, .reshape, .movingAverage, .interpolate:
      false
    }
  }
}
