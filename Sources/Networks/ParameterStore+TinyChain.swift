import Tensors

extension ParameterStore {
  /// The chain for per-example descent, if every layer is narrow and nothing but dense layers and simple functions occur.
  func tinyChain(_ graph: Graph) -> TinyChain? {
    guard graph.isChain else { return nil }
    var layers: [(pair: Pair, function: Elementwise)] = []
    for node in graph.nodes.dropFirst() {
      switch node.operation {
      case .dense(let index, let rectifier):
        layers.append((pairs[index], rectifier.elementwise))
      case .activation(let function):
        guard let last = layers.popLast(), last.function == .linear else { return nil }
        layers.append((last.pair, function))
      case .input, .convolution, .gru, .dropout, .sum, .concatenate, .slice, .reverse, .pool, .linear, .normalize,
        .normalizeRows,
        .resample, .blend:
        return nil
      }
    }
    let tiny = layers.compactMap { layer -> TinyChain.Layer? in
      guard !layer.pair.isFrozen, layer.pair.hasBias else { return nil }
      return TinyChain.Layer(
        weight: parameters.block(layer.pair.weight), bias: parameters.block(layer.pair.bias),
        isTransposed: layer.pair.isTransposed, function: layer.function)
    }
    return tiny.count == layers.count ? TinyChain(tiny) : nil
  }
}
