import Datasets
import Networks
import Telemetry

/// Settings seen as knobs: what can be turned, how far, and what a turn changes.
extension Settings {
  /// The knobs of this recipe in display order, live ones first.
  package var knobs: [(knob: Knob, value: KnobValue, range: KnobRange)] {
    guard recipe.hasSteps else { return [.lookback, .inputs, .recipe].map(entry) }
    var shown: [Knob] = [.learningRate, .batchSize]
    switch recipe {
    case .coupled: shown += [.coupling, .combination, .couplingRule]
    case .shared: shown += [.sharing, .sharingRule, .combination]
    case .perGrain: shown.append(.combination)
    case .composite: shown += [.base, .baseNetwork, .join]
    case .cascade: shown.append(.threshold)
    default: break
    }
    if recipe.hasUnits, recipe != .linear2 { shown.append(.dropout) }
    if optimizer != .sgd { shown.append(.momentum) }
    shown += [.weightDecay, .clipNorm, .epochs]
    if recipe.hasUnits { shown.append(.units) }
    if recipe.isPerceptron && ground == .series || recipe.readsImages { shown.append(.kernel) }
    if recipe.hasUnits, ![.linear2, .nhits, .composite].contains(recipe) { shown.append(.activation) }
    shown += [.optimizer, .schedule, .loss]
    if ground == .series { shown.append(.lookback) }
    if ground == .series, !recipe.readsPastAlone { shown.append(.inputs) }
    shown.append(.scaler)
    if ground == .images { shown.append(.augmentation) }
    return (shown + [.recipe]).map(entry)
  }

  private func entry(_ knob: Knob) -> (knob: Knob, value: KnobValue, range: KnobRange) {
    (knob, value(of: knob), range(of: knob))
  }

  package func value(of knob: Knob) -> KnobValue {
    switch knob {
    case .learningRate: .number(Double(live.learningRate))
    case .batchSize: .integer(live.batchSize)
    case .dropout: .number(Double(live.dropout))
    case .momentum: .number(Double(live.momentum))
    case .weightDecay: .number(Double(live.weightDecay))
    case .clipNorm: .number(Double(live.clipNorm))
    case .kernel: .integer(kernel)
    case .coupling: .number(Double(live.joining.coupling))
    case .couplingRule: .choice(live.joining.couplingRule.rawValue)
    case .sharing: .number(Double(live.joining.sharing))
    case .sharingRule: .choice(live.joining.sharingRule.rawValue)
    case .combination: .choice(live.joining.combination.rawValue)
    case .base: .choice(composite.learning.rawValue)
    case .baseNetwork: .choice(composite.base.rawValue)
    case .join: .choice(composite.join.rawValue)
    case .threshold: .number(Double(live.joining.threshold))
    case .augmentation: .choice(augmentation.rawValue)
    case .activation: .choice(activation.rawValue)
    case .epochs: .integer(epochs)
    case .memory: .integer(memory)
    case .units: .list(units)
    case .lookback: .integer(lookback)
    case .optimizer: .choice(optimizer.rawValue)
    case .schedule: .choice(schedule.name)
    case .loss: .choice(loss.name)
    case .scaler: .choice(scaling.rawValue)
    case .inputs: .choice(inputs.rawValue)
    case .recipe: .choice(recipe.rawValue)
    }
  }

  package func range(of knob: Knob) -> KnobRange {
    switch knob {
    case .learningRate: .logarithmic(lower: 1e-6, upper: 10, zero: false)
    case .batchSize: .powersOfTwo(lower: 1, upper: 4096, zero: true)
    case .dropout: .linear(lower: 0, upper: 0.9, step: 0.05)
    case .momentum: .linear(lower: 0, upper: 0.99, step: 0.01)
    case .weightDecay: .logarithmic(lower: 1e-6, upper: 1, zero: true)
    case .clipNorm: .logarithmic(lower: 1e-3, upper: 100, zero: true)
    // A cascade's models may have no filters.
    case .kernel:
      recipe.readsImages
        ? .integers(lower: recipe == .cascade ? 0 : 1, upper: 15, step: 2) : .integers(lower: 0, upper: 31, step: 1)
    case .coupling: .logarithmic(lower: 1e-3, upper: 1000, zero: true)
    case .couplingRule: .choices(Joining.CouplingRule.allCases.map(\.rawValue))
    case .sharing: .linear(lower: 0, upper: 1, step: 0.05)
    case .sharingRule: .choices(Joining.SharingRule.allCases.map(\.rawValue))
    case .combination: .choices(combinations.map(\.rawValue))
    case .base: .choices(CompositeSettings.BaseLearning.allCases.map(\.rawValue))
    case .baseNetwork: .choices(CompositeSettings.Base.allCases.map(\.rawValue))
    case .join: .choices(CompositeSettings.Join.allCases.map(\.rawValue))
    case .threshold: .linear(lower: 0, upper: 1, step: 0.05)
    case .augmentation: .choices(Augmentation.allCases.map(\.rawValue))
    case .activation: .choices(Self.hiddenActivations.map(\.rawValue))
    case .epochs: .integers(lower: 1, upper: 1_000_000, step: 50)
    case .memory: .integers(lower: 10, upper: 100_000, step: 50)
    case .units: .widths(lower: 1, upper: 4096)
    // 0 is the rung's own suggestion, which a restart hands on as it is.
    case .lookback: .integers(lower: 0, upper: 10_000, step: 1)
    case .optimizer: .choices(Optimizer.allCases.map(\.rawValue))
    case .schedule: .choices(Schedule.named.map(\.name))
    case .loss: .choices(loss == .crossEntropy ? [loss.name] : Loss.forecasting.map(\.name))
    case .scaler: .choices(Scaling.allCases.map(\.rawValue))
    case .inputs: .choices(InputChoice.allCases.map(\.rawValue))
    case .recipe: .choices(Recipe.allCases.filter { $0.joins == recipe.joins && $0.fits(ground) }.map(\.rawValue))
    }
  }

  private static let hiddenActivations: [Activation] = [.relu, .tanh, .sin, .leakyRelu, .gelu, .sigmoid]

  /// A level and its details add up only where the two are tied.
  private var combinations: [Joining.Combination] {
    Joining.Combination.allCases.filter { $0 != .sum || recipe == .coupled }
  }

  /// Turns a knob. Numbers are held within the knob's range.
  ///
  /// - Throws: ``SettingsError`` where the value's kind or name does not fit the knob.
  package mutating func set(_ knob: Knob, to value: KnobValue) throws(SettingsError) {
    switch (knob, range(of: knob), value) {
    case (_, .logarithmic(let lower, let upper, let zero), .number(let number)):
      setNumber(knob, zero && number <= 0 ? 0 : min(max(number, lower), upper))
    case (_, .linear(let lower, let upper, _), .number(let number)):
      setNumber(knob, min(max(number, lower), upper))
    case (_, .powersOfTwo(_, let upper, let zero), .integer(let count)):
      setInteger(knob, min(max(count, zero ? 0 : 1), upper))
    case (_, .integers(let lower, let upper, _), .integer(let count)):
      setInteger(knob, min(max(count, lower), upper))
    case (.units, .widths(let lower, let upper), .list(let widths)):
      guard widths.count <= 8 else { throw .tooManyLayers(widths.count) }
      units = widths.map { min(max($0, lower), upper) }
    case (_, .choices(let names), .choice(let name)):
      guard names.contains(name) else { throw .unknownChoice(knob, found: name, known: names) }
      setChoice(knob, name)
    default:
      throw .wrongKind(knob, value)
    }
  }

  private mutating func setNumber(_ knob: Knob, _ number: Double) {
    switch knob {
    case .learningRate: live.learningRate = Float(number)
    case .dropout: live.dropout = Float(number)
    case .momentum: live.momentum = Float(number)
    case .weightDecay: live.weightDecay = Float(number)
    case .clipNorm: live.clipNorm = Float(number)
    case .coupling: live.joining.coupling = Float(number)
    case .sharing: live.joining.sharing = Float(number)
    case .threshold: live.joining.threshold = Float(number)
    default: preconditionFailure("\(knob) is not a number")
    }
  }

  private mutating func setInteger(_ knob: Knob, _ count: Int) {
    switch knob {
    case .batchSize: live.batchSize = count
    case .epochs: epochs = count
    case .lookback: lookback = count
    // Filters have a middle.
    case .kernel: kernel = recipe.readsImages && count > 0 ? count | 1 : count
    case .memory: memory = count
    default: preconditionFailure("\(knob) is not an integer")
    }
  }

  private mutating func setChoice(_ knob: Knob, _ name: String) {
    switch knob {
    case .couplingRule:
      live.joining.couplingRule = Joining.CouplingRule(rawValue: name) ?? live.joining.couplingRule
    case .sharingRule: live.joining.sharingRule = Joining.SharingRule(rawValue: name) ?? live.joining.sharingRule
    case .combination: live.joining.combination = Joining.Combination(rawValue: name) ?? live.joining.combination
    case .base: composite.learning = CompositeSettings.BaseLearning(rawValue: name) ?? composite.learning
    case .baseNetwork: composite.base = CompositeSettings.Base(rawValue: name) ?? composite.base
    case .join: composite.join = CompositeSettings.Join(rawValue: name) ?? composite.join
    case .augmentation: augmentation = Augmentation(rawValue: name) ?? augmentation
    case .activation: activation = Activation(rawValue: name) ?? activation
    case .optimizer: optimizer = Optimizer(rawValue: name) ?? optimizer
    case .schedule: schedule = Schedule.named.first { $0.name == name } ?? schedule
    case .loss: loss = Loss.forecasting.first { $0.name == name } ?? loss
    case .scaler: scaling = Scaling(rawValue: name) ?? scaling
    case .inputs: inputs = InputChoice(rawValue: name) ?? inputs
    case .recipe:
      guard let chosen = Recipe(rawValue: name), chosen != recipe else { return }
      var fresh = Settings(chosen, on: ground, classifying: loss == .crossEntropy)
      fresh.seed = seed
      fresh.lookback = lookback
      fresh.inputs = inputs
      self = fresh
    default: preconditionFailure("\(knob) is not a choice")
    }
  }
}

/// A knob that was given a value it cannot take.
package enum SettingsError: Error, Hashable {
  case wrongKind(Knob, KnobValue)
  case unknownChoice(Knob, found: String, known: [String])
  case tooManyLayers(Int)

  package var sentence: String {
    switch self {
    case .wrongKind(let knob, let value):
      "The knob \(knob.title) cannot be set to \(value.display); it takes another kind of value."
    case .unknownChoice(let knob, let found, let known):
      "\(knob.title) knows no “\(found)”; choose one of \(known.joined(separator: ", "))."
    case .tooManyLayers(let count):
      "\(count) hidden layers were asked for; give at most 8 widths, as 64 32."
    }
  }
}
