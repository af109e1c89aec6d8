/// A hyperparameter that a user can turn.
///
/// A *live* knob applies in mid-run, at the next step boundary. A *structural* one starts a branch that keeps what
/// weights fit.
package enum Knob: String, Hashable, Sendable, Codable, CaseIterable {
  case learningRate, batchSize, dropout, momentum, weightDecay, clipNorm, epochs, memory
  case coupling, couplingRule, sharing, sharingRule, combination, threshold
  case base, baseNetwork, join
  case units, kernel, activation, lookback, optimizer, schedule, loss, scaler, augmentation, inputs, recipe

  package var isLive: Bool {
    switch self {
    case .learningRate, .batchSize, .dropout, .momentum, .weightDecay, .clipNorm, .epochs, .memory, .coupling,
      .couplingRule, .sharing, .sharingRule, .combination, .threshold:
      true
    case .base, .baseNetwork, .join, .units, .kernel, .activation, .lookback, .optimizer, .schedule, .loss, .scaler,
      .augmentation, .inputs, .recipe:
      false
    }
  }

  /// The short name on the screen.
  package var title: String {
    switch self {
    case .learningRate: "learning rate"
    case .batchSize: "batch"
    case .dropout: "dropout"
    case .momentum: "momentum"
    case .weightDecay: "weight decay"
    case .clipNorm: "clip norm"
    case .epochs: "epochs"
    case .coupling: "coupling μ"
    case .couplingRule: "coupling by"
    case .sharing: "sharing α"
    case .sharingRule: "sharing by"
    case .combination: "f_MG"
    case .threshold: "threshold τ"
    case .memory: "memory"
    case .base: "base"
    case .baseNetwork: "base network"
    case .join: "join"
    case .units: "units"
    case .kernel: "kernel"
    case .activation: "activation"
    case .lookback: "lookback"
    case .optimizer: "optimizer"
    case .schedule: "schedule"
    case .loss: "loss"
    case .scaler: "scaler"
    case .augmentation: "augmentation"
    case .inputs: "inputs"
    case .recipe: "recipe"
    }
  }

  /// One line that says what turning the knob does.
  package var explanation: String {
    switch self {
    case .learningRate: "how far each step moves the weights; too large diverges, too small crawls"
    case .batchSize: "examples averaged in a step; 1 is per-sample descent, 0 the full batch"
    case .dropout: "share of hidden units silenced in each training step"
    case .momentum: "how much of the last direction is kept (Adam's β₁)"
    case .weightDecay: "pull of the weights towards zero"
    case .clipNorm: "longest gradient that is applied as it is; 0 leaves all as they are"
    case .epochs: "passes over the training part"
    case .coupling: "how strongly two grains' forecasts are pulled together; 0 lets each learn alone"
    case .couplingRule:
      "consensus moves both towards each other; same-sign moves both one way and drifts (shown to teach)"
    case .sharing: "the finest sub-model's part in shared hidden weights, αW₁ + (1 − α)W₂"
    case .sharingRule: "whether all sub-models take over the shared weights, or all but the first"
    case .combination: "how the sub-models' forecasts become one"
    case .threshold: "how sure a coarse model must be to decide; an image below it goes on to the next finer one"
    case .memory: "windows of a stream after which what was learnt has faded to a third"
    case .base: "whether the base network keeps its weights (frozen) or learns along (trained)"
    case .baseNetwork: "the network that brings what it learnt elsewhere"
    case .join: "how base and feature network become one"
    case .units: "width of each hidden layer"
    case .kernel:
      "width of a convolution over the past, which grains can share as it is, or side of filters on images; 0 none"
    case .activation: "what bends the hidden layers"
    case .lookback: "rows of the rung's own grain that a forecast may look back on; 0 takes what suits the rung"
    case .optimizer: "rule that turns gradients into steps"
    case .schedule: "how the learning rate changes over a run"
    case .loss: "what the training minimises"
    case .scaler: "how columns are brought to one scale, fitted on training rows only"
    case .augmentation: "how training images are varied, anew in every epoch"
    case .inputs: "the target's own past alone, or every column"
    case .recipe: "the model that is trained on each rung"
    }
  }
}

/// A knob's setting. Numbers stay exact: the journal stores them as bit patterns.
package enum KnobValue: Hashable, Sendable, Codable {
  case number(Double)
  case integer(Int)
  case list([Int])
  case choice(String)
}

/// How a knob may be turned: its bounds and the next value in either direction.
package enum KnobRange: Hashable, Sendable {
  /// Multiplies: `1, 2, 5, 10 …` times powers of ten between the bounds; 0 stands below `lower` where allowed.
  case logarithmic(lower: Double, upper: Double, zero: Bool)
  case linear(lower: Double, upper: Double, step: Double)
  case powersOfTwo(lower: Int, upper: Int, zero: Bool)
  case integers(lower: Int, upper: Int, step: Int)
  case choices([String])
  /// A list of widths, typed as `64 32`.
  case widths(lower: Int, upper: Int)
}
