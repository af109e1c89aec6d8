import Networks
import Telemetry

extension Knob {
  /// The table of knobs.
  package var rule: KnobRule {
    switch self {
    case .learningRate:
      .number("learning-rate", \.live.learningRate, .logarithmic(lower: 1e-6, upper: 10, zero: false))
    case .batchSize: .integer("batch", \.live.batchSize, .powersOfTwo(lower: 1, upper: 4096, zero: true))
    case .dropout: .number("dropout", \.live.dropout, .linear(lower: 0, upper: 0.9, step: 0.05))
    case .momentum: .number("momentum", \.live.momentum, .linear(lower: 0, upper: 0.99, step: 0.01))
    case .weightDecay: .number("weight-decay", \.live.weightDecay, .logarithmic(lower: 1e-6, upper: 1, zero: true))
    case .clipNorm: .number("clip-norm", \.live.clipNorm, .logarithmic(lower: 1e-3, upper: 100, zero: true))
    case .epochs: .integer("epochs", \.epochs, .integers(lower: 1, upper: 1_000_000, step: 50))
    case .memory: .integer("memory", \.memory, .integers(lower: 10, upper: 100_000, step: 50))
    case .coupling: .number("coupling", \.live.joining.coupling, .logarithmic(lower: 1e-3, upper: 1000, zero: true))
    case .couplingRule: .choice("coupling-by", \.live.joining.couplingRule)
    case .sharing: .number("sharing", \.live.joining.sharing, .linear(lower: 0, upper: 1, step: 0.05))
    case .sharingRule: .choice("sharing-by", \.live.joining.sharingRule)
    case .combination: .choice("combination", \.live.joining.combination) { $0.recipe.rule.combinations }
    case .threshold: .number("tau", \.live.joining.threshold, .linear(lower: 0, upper: 1, step: 0.05))
    case .base: .choice("base", \.composite.learning)
    case .baseNetwork: .choice("base-network", \.composite.base)
    case .join: .choice("join", \.composite.join)
    case .units: .widths("units", \.units, .widths(lower: 1, upper: 4096))
    case .kernel: .integer("kernel", \.filterSide) { $0.recipe.rule.kernels }
    case .activation:
      .choice("activation", \.activation) { _ in [.relu, .tanh, .sin, .leakyRelu, .gelu, .sigmoid] }
    // 0 is the rung's own suggestion, which a restart hands on as it is.
    case .lookback: .integer("lookback", \.lookback, .integers(lower: 0, upper: 10_000, step: 1))
    case .optimizer: .choice("optimizer", \.optimizer)
    case .schedule: .named("schedule", \.schedule, name: \.name) { _ in Schedule.named }
    case .loss:
      .named("loss", \.loss, name: \.name) { $0.loss == .crossEntropy ? [.crossEntropy] : Loss.forecasting }
    case .scaler: .choice("scaler", \.scaling, earlierNames: ["minMax": "min-max", "zScore": "z-score"])
    case .augmentation: .choice("augment", \.augmentation)
    case .inputs: .choice("inputs", \.inputs)
    case .recipe:
      .choice("recipe", \.recipeWithItsSettings) { settings in
        Recipe.allCases.filter { $0.joins == settings.recipe.joins && $0.fits(settings.ground) }
      }
    }
  }
}

extension Settings {
  /// The kernel; filters on images have a middle, so that their side is odd.
  fileprivate var filterSide: Int {
    get { kernel }
    set { kernel = recipe.readsImages && newValue > 0 ? newValue | 1 : newValue }
  }

  /// The recipe; another one brings its own settings, and keeps the seed and what is read of the past.
  fileprivate var recipeWithItsSettings: Recipe {
    get { recipe }
    set {
      guard newValue != recipe else { return }
      var fresh = Settings(newValue, on: ground, classifying: loss == .crossEntropy)
      fresh.seed = seed
      fresh.lookback = lookback
      fresh.inputs = inputs
      self = fresh
    }
  }
}
