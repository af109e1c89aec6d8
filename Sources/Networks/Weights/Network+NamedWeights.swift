import Tensors

/// Weights by the names and in the layouts of PyTorch, which other programs share.
///
/// A layer called `conv1` has `conv1.weight` and, if it adds one, `conv1.bias`. A dense weight is `[outputs, inputs]` there,
/// a convolution's `[channels, input channels, height, width]`; an image that a dense layer reads lies channel by
/// channel. A normalization has `weight`, `bias`, `running_mean`, `running_var` and `num_batches_tracked`.
extension Network {
  /// What came of a file's tensors.
  package struct Loading: Sendable, Equatable {
    /// Names of the tensors that were taken over.
    package var taken: [String] = []
    /// Names that this network has and the source has not.
    package var missing: [String] = []
    /// Names whose shape there is another, with both shapes.
    package var misfits: [Misfit] = []
    /// Names whose values are not all finite, or variances of less than nothing.
    package var unsound: [String] = []

    package struct Misfit: Sendable, Equatable {
      package let name: String
      package let found: [Int]
      package let expected: [Int]
    }
  }

  /// Takes over every tensor that fits by name and shape; the rest of the network stays as it is.
  ///
  /// A kernel for several input channels is summed over them where this network's image has one: that is what it makes
  /// of a grey image in all of its channels.
  ///
  /// - Parameters:
  ///   - prefix: stands before the names here and not in the source.
  ///   - tensor: the source's tensor of a name; nil where it has none.
  package func load<Failure: Error>(
    prefix: String = "", _ tensor: (_ name: String) throws(Failure) -> NamedTensor?
  ) throws(Failure) -> Loading {
    var loading = Loading()
    for weight in NamedWeight.all(of: architecture) where weight.name.hasPrefix(prefix) {
      let name = String(weight.name.dropFirst(prefix.count))
      guard let found = try tensor(name) else {
        loading.missing.append(name)
        continue
      }
      guard let values = weight.fitting(found) else {
        loading.misfits.append(.init(name: name, found: found.shape, expected: weight.shape))
        continue
      }
      guard weight.isSound(values) else {
        loading.unsound.append(name)
        continue
      }
      weight.store(values, in: store)
      loading.taken.append(name)
    }
    return loading
  }

  /// All weights of layers that have names, and how many steps normalizations have seen.
  package func namedWeights() -> [NamedTensor] { store.namedWeights(of: architecture, steps: step) }
}

extension NetworkWeights {
  /// All weights of layers that have names, and how many steps normalizations have seen.
  package var named: [NamedTensor] { InferenceNetwork(self).store.namedWeights(of: architecture, steps: steps) }
}

extension ParameterStore {
  fileprivate func namedWeights(of architecture: Architecture, steps: Int) -> [NamedTensor] {
    NamedWeight.all(of: architecture).map { weight in
      NamedTensor(name: weight.name, shape: weight.shape, values: weight.values(in: self))
    }
      + architecture.nodes.compactMap { node in
        guard case .batchNorm = node.layer, node.weightsOf == nil, let name = node.name else { return nil }
        return NamedTensor(
          name: "\(name).num_batches_tracked", shape: [], values: [Float(steps)], isCount: true)
      }
  }
}
