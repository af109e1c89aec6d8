import Networks
import Telemetry
import Tensors

extension Settings {
  /// The weights, if they are of the base that these settings name.
  func taken(_ weights: BaseWeights?) -> BaseWeights? {
    weights.flatMap { $0.form.base == composite.base ? $0 : nil }
  }

  /// What a user should know of where the base's weights come from.
  func remarks(weights: BaseWeights?) -> [String] {
    if let weights = taken(weights) {
      return [Words.remarkBaseWeights(base: composite.base.title, file: weights.fileName)]
    }
    if let weights {
      return [
        Words.remarkOtherWeights(
          file: weights.fileName, found: weights.form.base.title, base: composite.base.title)
      ]
    }
    return switch composite.learning {
    case .frozen: [Words.remarkRandomWeightsKept(base: composite.base.title)]
    case .trained: [Words.remarkRandomWeights(base: composite.base.title)]
    }
  }
}

extension FittedModel {
  /// The weights of a composite's base network by torchvision's names; empty where there is no base.
  package var baseWeights: [NamedTensor] {
    guard recipe.hasBaseNetwork, case .network(let weights)? = functions.first else { return [] }
    return weights.named.filter { $0.name.hasPrefix(CompositeArchitecture.prefix) }.map { tensor in
      var tensor = tensor
      tensor.name.removeFirst(CompositeArchitecture.prefix.count)
      return tensor
    }
  }
}

extension NetworkLearner {
  /// Puts the file's weights into the base.
  func begin(with weights: BaseWeights) {
    _ = network.load(prefix: CompositeArchitecture.prefix) { weights.tensors[$0] }
  }
}
