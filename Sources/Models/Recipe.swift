/// A model that a user picks by name and that is trained on each rung.
package enum Recipe: String, Hashable, Sendable, Codable, CaseIterable {
  case mlp
  case conv
  case composite
  case linear2
  case ridge
  case nlinear
  case dlinear
  case nhits
  case perGrain = "per-grain"
  case fused
  case coupled
  case shared
  case cascade
  case naive
  case seasonalNaive = "seasonal-naive"

  /// One line for lists and help.
  package var explanation: String {
    switch self {
    case .mlp: "two hidden layers of relu units on lags and calendar: the all-rounder"
    case .conv: "filters that slide over an image, each layer followed by pooling; then one dense layer"
    case .composite:
      "a base network, trained elsewhere or not, joined with a small network of features on the same image"
    case .linear2: "two linear layers by per-sample gradient descent: the smallest thing that learns"
    case .ridge: "linear least squares with a penalty, solved at once; the penalty is chosen on validation data"
    case .nlinear: "one linear layer on the target's past, measured from its last value"
    case .dlinear: "two linear layers, for the trend (a moving average) and for what is left"
    case .nhits: "three blocks of relu layers, coarse to fine: each explains what those before it left"
    case .perGrain: "a model on each grain, side by side, their forecasts combined (late fusion)"
    case .fused: "one model that reads the features of all grains at once (early fusion)"
    case .coupled: "a coarse and a fine model that learn to agree, with strength μ"
    case .shared: "models of several grains whose hidden weights are blended after each step, by α"
    case .cascade: "the coarse model first, the finer one only for images of which it is unsure (below τ)"
    case .naive: "the last known value, repeated: the first bar to clear"
    case .seasonalNaive: "the value one season ago: the bar that counts"
    }
  }

  /// False for recipes that are solved at once and have no steps to watch.
  package var hasSteps: Bool {
    switch self {
    case .mlp, .conv, .composite, .linear2, .nlinear, .dlinear, .nhits, .perGrain, .fused, .coupled, .shared,
      .cascade:
      true
    case .ridge, .naive, .seasonalNaive: false
    }
  }

  /// Whether its models may begin with a convolution over the past.
  var isPerceptron: Bool {
    switch self {
    case .mlp, .perGrain, .coupled, .shared: true
    case .conv, .composite, .linear2, .ridge, .nlinear, .dlinear, .nhits, .fused, .cascade, .naive, .seasonalNaive:
      false
    }
  }

  /// Whether a run of it reads several rungs.
  package var joins: Bool {
    switch self {
    case .perGrain, .fused, .coupled, .shared, .cascade: true
    case .mlp, .conv, .composite, .linear2, .ridge, .nlinear, .dlinear, .nhits, .naive, .seasonalNaive: false
    }
  }

  /// Whether it reads the target's own past and nothing else of a window.
  package var readsPastAlone: Bool { [.nlinear, .dlinear, .nhits].contains(self) }

  /// Whether it reads images and nothing else.
  package var readsImages: Bool { [.conv, .composite, .cascade].contains(self) }

  /// Whether examples of that kind can be learnt from.
  package func fits(_ ground: Ground) -> Bool {
    switch ground {
    case .series: !readsImages
    case .table: self == .mlp || self == .linear2
    case .images: self == .mlp || self == .linear2 || readsImages
    }
  }

  /// Whether it has hidden layers.
  package var hasUnits: Bool { hasSteps && self != .nlinear && self != .dlinear }
}
