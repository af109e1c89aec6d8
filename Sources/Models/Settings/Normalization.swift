import Networks

/// What stands between a hidden layer and its activation.
package enum Normalization: String, Hashable, Sendable, CaseIterable {
  case none
  /// Over the examples of a step, value by value; running statistics in inference.
  case batch
  /// Over the values of an example, the same in training and in inference.
  case layer

  /// Empty where nothing is normalized.
  var layers: [LayerSpec] {
    switch self {
    case .none: []
    case .batch: [.batchNorm]
    case .layer: [.layerNorm]
    }
  }
}

extension Settings {
  /// The examples that a step may have: a single one has no spread over examples to be normalized by.
  var fewestExamples: Int { normalization == .batch ? 2 : 1 }

  /// Without that over examples where a step has a single one.
  var normalizations: [Normalization] {
    Normalization.allCases.filter { $0 != .batch || live.batchSize != 1 }
  }
}
