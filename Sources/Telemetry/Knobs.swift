/// A hyperparameter that a user can turn.
///
/// A *live* knob applies in mid-run, at the next step boundary. A *structural* one starts a branch that keeps what
/// weights fit. The order is that of the screen, live ones first.
package enum Knob: String, Hashable, Sendable, Codable, CaseIterable, CodingKeyRepresentable {
  case learningRate, batchSize, memory
  case sharing, sharingRule, coupling, combination, couplingRule, threshold
  case dropout, momentum, weightDecay, clipNorm, epochs, beta2
  case base, baseNetwork, join
  case units, kernel, activation, optimizer
  case schedule, stepEpochs, warmUpEpochs, plateauPatience, rateFactor
  case peak, startDivisor, finalDivisor
  case period, periodGrowth
  case loss, lookback, inputs, scaler, augmentation, recipe

  package var isLive: Bool { words.isLive }

  /// The short name on the screen.
  package var title: String { words.title }

  /// For a mark on the curve, where room is short.
  package var abbreviation: String { words.abbreviation }

  /// One line that says what turning the knob does.
  package var explanation: String { words.explanation }

  /// At 0 it sets nothing: what suits is taken, or nothing of the kind is there.
  package var isUnsetAtZero: Bool { words.isUnsetAtZero }

  /// What is said of a knob.
  private struct Words {
    var isLive: Bool
    var title: String
    var abbreviation: String
    var explanation: String
    var isUnsetAtZero = false

    static func live(_ title: String, short: String? = nil, _ explanation: String) -> Words {
      Words(isLive: true, title: title, abbreviation: short ?? title, explanation: explanation)
    }

    static func structural(_ title: String, unsetAtZero: Bool = false, _ explanation: String) -> Words {
      Words(
        isLive: false, title: title, abbreviation: title, explanation: explanation, isUnsetAtZero: unsetAtZero)
    }
  }

  private var words: Words {
    switch self {
    case .learningRate:
      .live("learning rate", short: "lr", "how far each step moves the weights; too large diverges, too small crawls")
    case .batchSize:
      .live("batch", "examples averaged in a step; 1 is per-sample descent, 0 the full batch")
    case .dropout:
      .live("dropout", "share of hidden units silenced in each training step")
    case .momentum:
      .live("momentum", "how much of the last direction is kept (Adam's β₁)")
    case .weightDecay:
      .live("weight decay", short: "decay", "pull of the weights towards zero")
    case .clipNorm:
      .live("clip norm", short: "clip", "longest gradient that is applied as it is; 0 leaves all as they are")
    case .epochs:
      .live("epochs", "passes over the training part")
    case .memory:
      .live("memory", "windows of a stream after which an older one weighs 1/e")
    case .coupling:
      .live("coupling μ", "how strongly two grains' forecasts are pulled together; 0 lets each learn alone")
    case .couplingRule:
      .live(
        "coupling by",
        "consensus moves both towards each other; same-sign moves both one way and drifts (shown to teach)")
    case .sharing:
      .live("sharing α", "the finest sub-model's part in shared hidden weights, αW₁ + (1 − α)W₂")
    case .sharingRule:
      .live("sharing by", "whether all sub-models take over the shared weights, or all but the first")
    case .combination:
      .live("f_MG", "how the sub-models' forecasts become one")
    case .threshold:
      .live("threshold τ", "how sure a coarse model must be to decide; an image below it goes on to the next finer one")
    case .beta2:
      .live("β₂", "how much of the squared gradients so far is kept (RMSProp's α)")
    case .base:
      .structural("base", "whether the base network keeps its weights (frozen) or learns along (trained)")
    case .baseNetwork:
      .structural("base network", "the network that brings what it learnt elsewhere")
    case .join:
      .structural("join", "how base and feature network become one")
    case .units:
      .structural("units", "width of each hidden layer")
    case .kernel:
      .structural(
        "kernel", unsetAtZero: true,
        "width of a convolution over the past, which grains can share as it is, or side of filters on images; 0 none")
    case .activation:
      .structural("activation", "what bends the hidden layers")
    case .lookback:
      .structural(
        "lookback", unsetAtZero: true,
        "rows of the rung's own grain that a forecast may look back on; 0 takes what suits the rung")
    case .optimizer:
      .structural("optimizer", "rule that turns gradients into steps")
    case .schedule:
      .structural("schedule", "how the learning rate changes over a run")
    case .stepEpochs:
      .structural("step every", "epochs from one fall of the learning rate to the next")
    case .warmUpEpochs:
      .structural("warm-up", "epochs in which a warm-up brings the learning rate to its full height")
    case .plateauPatience:
      .structural("patience", "epochs without a better validation loss that pass before the learning rate falls")
    case .rateFactor:
      .structural("rate factor", "what the learning rate is multiplied by at each fall")
    case .peak:
      .structural("peak", "share of the planned epochs after which one cycle is at the full learning rate")
    case .startDivisor:
      .structural("start div", "what the learning rate is divided by where one cycle begins")
    case .finalDivisor:
      .structural("final div", "what the first learning rate of one cycle is divided by at its end")
    case .period:
      .structural("period", "epochs up to the first restart at the full learning rate")
    case .periodGrowth:
      .structural("period growth", "how many times longer each period between restarts is than the one before")
    case .loss:
      .structural("loss", "what the training minimises")
    case .scaler:
      .structural("scaler", "how columns are brought to one scale, fitted on training rows only")
    case .augmentation:
      .structural("augmentation", "how training images are varied, anew in every epoch")
    case .inputs:
      .structural("inputs", "the target's own past alone, or every column")
    case .recipe:
      .structural("recipe", "the model that is trained on each rung")
    }
  }
}

/// A knob's setting. Numbers stay exact: the journal stores them as bit patterns.
package enum KnobValue: Hashable, Sendable {
  case number(Double)
  case integer(Int)
  case list([Int])
  case choice(String)
}

/// How a knob may be turned: its bounds and the next value in either direction.
package enum KnobRange: Hashable, Sendable, Codable {
  /// Multiplies: `1, 2, 5, 10 …` times powers of ten between the bounds; 0 stands below `lower` where allowed.
  case logarithmic(lower: Double, upper: Double, zero: Bool)
  case linear(lower: Double, upper: Double, step: Double)
  /// By the distance to 1, for what is remembered from step to step: `0.9, 0.95, 0.98, 0.99, 0.995 …`; `upper` is below 1.
  case towardsOne(lower: Double, upper: Double)
  case powersOfTwo(lower: Int, upper: Int, zero: Bool)
  case integers(lower: Int, upper: Int, step: Int)
  case choices([String])
  /// A list of widths, typed as `64 32`.
  case widths(lower: Int, upper: Int)
}
