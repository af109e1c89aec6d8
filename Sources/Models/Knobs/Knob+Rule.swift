import Basics
import Networks
import Telemetry

extension Knob {
  /// The table of knobs.
  package var rule: KnobRule {
    switch self {
    case .learningRate:
      .number(
        "rate", \.live.learningRate,
        .logarithmic(lower: RateReport.range.lowerBound, upper: RateReport.range.upperBound, zero: false), of: .steps)
    case .batchSize:
      .integer(
        "count", \.live.batchSize, range: { .powersOfTwo(lower: $0.fewestExamples, upper: 4096, zero: true) },
        of: .steps)
    case .sharing:
      .number("share", \.live.joining.sharing, .linear(lower: 0, upper: 1, step: 0.05), of: .ownersAlone)
    case .sharingRule: .choice("rule", \.live.joining.sharingRule, of: .ownersAlone)
    case .coupling:
      .number(
        "strength", \.live.joining.coupling, .logarithmic(lower: 1e-3, upper: 1000, zero: true),
        of: .ownersAlone)
    case .combination:
      .choice(
        "name", \.live.joining.combination, among: { $0.recipe.rule.combinations }, of: .ownersAlone)
    case .couplingRule: .choice("rule", \.live.joining.couplingRule, of: .ownersAlone)
    case .threshold:
      .number(
        "probability", \.live.joining.threshold, .linear(lower: 0, upper: 1, step: 0.05), of: .ownersAlone)
    case .dropout:
      .number(
        "share", \.live.dropout, .linear(lower: 0, upper: 0.9, step: 0.05), of: .ownersAlone,
        acts: .when { !$0.units.isEmpty || !$0.hasPlainLayers })
    case .momentum:
      .number(
        "share", \.live.momentum, .linear(lower: 0, upper: 0.99, step: 0.01), of: .steps,
        acts: .optimizer([.momentum, .nesterov, .adam, .adamw]))
    case .weightDecay:
      .number(
        "strength", \.live.weightDecay, .logarithmic(lower: 1e-6, upper: 1, zero: true), of: .steps)
    case .clipNorm:
      .number("length", \.live.clipNorm, .logarithmic(lower: 1e-3, upper: 100, zero: true), of: .steps)
    case .epochs: .integer("count", \.epochs, .integers(lower: 1, upper: 1_000_000, step: 50), of: .epochs)
    case .memory: .integer("windows", \.memory, range: { $0.memories }, of: .ownersAlone)
    case .beta2:
      .number(
        "share", \.live.beta2, .towardsOne(lower: 0, upper: 0.9999), of: .steps,
        acts: .optimizer([.rmsprop, .adam, .adamw]))
    case .l1: .number("strength", \.live.l1, .logarithmic(lower: 1e-7, upper: 1, zero: true), of: .steps)
    case .averaging: .number("decay", \.live.averaging, .towardsOne(lower: 0, upper: 0.9999), of: .steps)
    case .frozenLayers:
      .integer(
        "layers", \.live.frozenLayers, .integers(lower: 0, upper: 64, step: 1), of: .ownersAlone,
        acts: .when { $0.hasSeveralLayers })
    case .layerDecay:
      .number(
        "factor", \.live.layerDecay, .linear(lower: 0.05, upper: 1, step: 0.05), of: .ownersAlone,
        acts: .when { $0.hasSeveralLayers })
    case .base: .choice("name", \.composite.learning, of: .ownersAlone)
    case .baseNetwork: .choice("name", \.composite.base, of: .ownersAlone)
    case .join: .choice("name", \.composite.join, of: .ownersAlone)
    case .units: .widths(\.units, .widths(lower: 1, upper: 4096), of: .ownersAlone)
    case .trendWidth: .integer("rows", \.trendWidth, .odd(lower: 3, upper: 2001), of: .ownersAlone)
    case .pools: .widths(\.pools, .widths(lower: 1, upper: 512), of: .ownersAlone)
    case .kernel:
      .integer(
        "width", \.kernel, range: { $0.recipe.rule.kernels }, of: .ownersAlone,
        acts: .when { $0.content.axis == .time || $0.recipe.readsImages })
    case .activation:
      .choice(
        "name", \.activation, among: { _ in [.relu, .tanh, .sin, .leakyRelu, .gelu, .sigmoid] },
        of: .ownersAlone)
    case .normalization:
      .choice(
        "name", \.normalization, among: { $0.normalizations }, of: .ownersAlone, acts: .when { !$0.units.isEmpty })
    case .optimizer: .choice("name", \.optimizerWithItsDefaults, of: .steps)
    case .schedule: .choice("name", \.schedule.kind, of: .epochs)
    case .stepEpochs:
      .integer(
        "epochs", \.schedule.stepEpochs, .integers(lower: 0, upper: 10_000, step: 1), of: .epochs,
        acts: .schedule(.step))
    case .warmUpEpochs:
      .integer(
        "epochs", \.schedule.warmUpEpochs, .integers(lower: 0, upper: 10_000, step: 1), of: .epochs,
        acts: .schedule(.warmUp))
    case .plateauPatience:
      .integer(
        "epochs", \.schedule.plateauPatience, .integers(lower: 0, upper: 10_000, step: 1),
        of: .epochs, acts: .schedule(.plateau))
    case .rateFactor:
      .number(
        "factor", \.schedule.rateFactor, .linear(lower: 0.05, upper: 0.95, step: 0.05), of: .epochs,
        acts: .schedule(.step, .plateau))
    case .peak:
      .number(
        "share", \.schedule.peak, .linear(lower: 0.05, upper: 0.95, step: 0.05), of: .epochs,
        acts: .schedule(.oneCycle))
    case .startDivisor:
      .number(
        "divisor", \.schedule.startDivisor, .logarithmic(lower: 1, upper: 1e6, zero: false),
        of: .epochs, acts: .schedule(.oneCycle))
    case .finalDivisor:
      .number(
        "divisor", \.schedule.finalDivisor, .logarithmic(lower: 1, upper: 1e6, zero: false),
        of: .epochs, acts: .schedule(.oneCycle))
    case .period:
      .integer(
        "epochs", \.schedule.period, .integers(lower: 0, upper: 10_000, step: 1), of: .epochs,
        acts: .schedule(.restarts))
    case .periodGrowth:
      .integer(
        "times", \.schedule.periodGrowth, .integers(lower: 1, upper: 10, step: 1), of: .epochs,
        acts: .schedule(.restarts))
    case .loss:
      .named(
        "name", \.loss, name: \.name, among: { $0.loss == .crossEntropy ? [.crossEntropy] : Loss.forecasting },
        of: .steps)
    // 0 is the rung's own suggestion, which a restart hands on as it is.
    case .lookback:
      .integer(
        "rows", \.lookback, .integers(lower: 0, upper: 10_000, step: 1), of: .everyRecipe,
        acts: .when { $0.content.axis == .time && !$0.recipe.readsWholePast })
    case .seasons: .choice("lengths", \.smoothing.seasons, of: .ownersAlone)
    case .slope: .choice("kind", \.smoothing.slope, of: .ownersAlone)
    case .seasonForm: .choice("form", \.smoothing.seasonForm, of: .ownersAlone)
    case .inputs: .choice("name", \.inputs, of: .ownersAlone, acts: .when { $0.content.axis == .time })
    case .scaler:
      .choice("name", \.scaling, of: .epochs)
    case .augmentation:
      .choice(
        "name", \.augmentation, of: .epochs,
        acts: .when { $0.content.axis == .space })
    case .recipe:
      .choice(
        "name", \.recipeWithItsSettings,
        among: { settings in Recipe.allCases.filter { $0.joins == settings.recipe.joins && $0.fits(settings.content) }
        },
        of: .everyRecipe)
    }
  }
}

extension Settings {
  /// Windows of a stream that a learner may remember: a network holds the windows themselves.
  fileprivate var memories: KnobRange {
    recipe.hasSteps
      ? .integers(lower: OnlineNetwork.heldAtLeast, upper: OnlineNetwork.heldAtMost, step: 50)
      : .integers(lower: 10, upper: 100_000, step: 50)
  }

  /// The optimizer; another one brings its own β₂, unless that was set to something else than the one before it has.
  fileprivate var optimizerWithItsDefaults: Optimizer {
    get { optimizer }
    set {
      if live.beta2 == optimizer.usualBeta2 { live.beta2 = newValue.usualBeta2 }
      optimizer = newValue
    }
  }

  /// Dropout stands behind hidden layers and nowhere else, so that without any there is none.
  fileprivate var hasPlainLayers: Bool {
    kernel == 0 && recipe.rule.knobs.isSuperset(of: [.units, .activation, .inputs])
  }

  /// Whether there is more than one layer with weights.
  fileprivate var hasSeveralLayers: Bool { !units.isEmpty || kernel > 0 || recipe.hasBaseNetwork }

  /// The recipe; another one brings its own settings, and keeps the seed and what is read of the past.
  fileprivate var recipeWithItsSettings: Recipe {
    get { recipe }
    set {
      guard newValue != recipe else { return }
      var fresh = Settings(newValue, on: content, classifying: loss == .crossEntropy)
      fresh.seed = seed
      fresh.lookback = lookback
      fresh.inputs = inputs
      self = fresh
    }
  }
}
