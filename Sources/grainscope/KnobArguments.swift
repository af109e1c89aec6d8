import ArgumentParser
import Models
import Telemetry

/// Every knob as an option, for each command that trains. Names, help and ranges are those of the table of knobs.
struct KnobArguments: ParsableArguments {
  @Option(name: .option(.learningRate), help: .knob(.learningRate, "rate")) var learningRate: String?
  @Option(name: .option(.batchSize), help: .knob(.batchSize, "count")) var batch: String?
  @Option(name: .option(.dropout), help: .knob(.dropout, "share")) var dropout: String?
  @Option(name: .option(.momentum), help: .knob(.momentum, "share")) var momentum: String?
  @Option(name: .option(.weightDecay), help: .knob(.weightDecay, "strength")) var weightDecay: String?
  @Option(name: .option(.clipNorm), help: .knob(.clipNorm, "length")) var clipNorm: String?
  @Option(name: .option(.epochs), help: .knob(.epochs, "count")) var epochs: String?
  @Option(name: .option(.memory), help: .knob(.memory, "windows")) var memory: String?
  @Option(name: .option(.units), help: .knob(.units, "widths")) var units: String?
  @Option(name: .option(.kernel), help: .knob(.kernel, "width")) var kernel: String?
  @Option(name: .option(.activation), help: .knob(.activation)) var activation: String?
  @Option(name: .option(.lookback), help: .knob(.lookback, "rows")) var lookback: String?
  @Option(name: .option(.optimizer), help: .knob(.optimizer)) var optimizer: String?
  @Option(name: .option(.schedule), help: .knob(.schedule)) var schedule: String?
  @Option(name: .option(.loss), help: .knob(.loss)) var loss: String?
  @Option(name: .option(.scaler), help: .knob(.scaler)) var scaler: String?
  @Option(name: .option(.augmentation), help: .knob(.augmentation)) var augmentation: String?
  @Option(name: .option(.inputs), help: .knob(.inputs)) var inputs: String?
  @Option(name: .option(.coupling), help: .knob(.coupling, "strength")) var coupling: String?
  @Option(name: .option(.couplingRule), help: .knob(.couplingRule, "rule")) var couplingRule: String?
  @Option(name: .option(.sharing), help: .knob(.sharing, "share")) var sharing: String?
  @Option(name: .option(.sharingRule), help: .knob(.sharingRule, "rule")) var sharingRule: String?
  @Option(name: .option(.combination), help: .knob(.combination)) var combination: String?
  @Option(name: .option(.threshold), help: .knob(.threshold, "probability")) var threshold: String?
  @Option(name: .option(.base), help: .knob(.base)) var base: String?
  @Option(name: .option(.baseNetwork), help: .knob(.baseNetwork)) var baseNetwork: String?
  @Option(name: .option(.join), help: .knob(.join)) var join: String?

  /// What was written for each knob; nil where nothing was.
  private func text(of knob: Knob) -> String? {
    switch knob {
    case .learningRate: learningRate
    case .batchSize: batch
    case .dropout: dropout
    case .momentum: momentum
    case .weightDecay: weightDecay
    case .clipNorm: clipNorm
    case .epochs: epochs
    case .memory: memory
    case .units: units
    case .kernel: kernel
    case .activation: activation
    case .lookback: lookback
    case .optimizer: optimizer
    case .schedule: schedule
    case .loss: loss
    case .scaler: scaler
    case .augmentation: augmentation
    case .inputs: inputs
    case .coupling: coupling
    case .couplingRule: couplingRule
    case .sharing: sharing
    case .sharingRule: sharingRule
    case .combination: combination
    case .threshold: threshold
    case .base: base
    case .baseNetwork: baseNetwork
    case .join: join
    // An option of its own: it decides what the others begin with.
    case .recipe: nil
    }
  }

  func isGiven(_ knob: Knob) -> Bool { text(of: knob) != nil }

  private var given: [(knob: Knob, text: String)] {
    Knob.allCases.compactMap { knob in text(of: knob).map { (knob, $0) } }
  }

  /// The recipe's own settings on these data, with the knobs that were named.
  ///
  /// - Parameter epochs: what the command plans where nothing was named; nil leaves it to the recipe.
  /// - Throws: ``Failure`` as ``apply(to:)``.
  func settings(
    for recipe: Recipe, on experiment: any Experiment, seed: UInt64, epochs: Int? = nil
  ) throws(Failure) -> Settings {
    var settings = experiment.defaultSettings(recipe)
    settings.seed = seed
    settings.epochs = epochs ?? settings.epochs
    try apply(to: &settings)
    return settings
  }

  /// Turns the knobs that were named; one that is refused keeps none of the others from being turned.
  ///
  /// - Throws: ``Failure`` with the first refused option, what was found and what is expected.
  func apply(to settings: inout Settings) throws(Failure) {
    var first: Failure?
    for (knob, text) in given {
      do { try settings.set(knob, parsing: text) } catch { first = first ?? Self.failure(knob, error) }
    }
    if let first { throw first }
  }

  /// Refuses what no data set would take: each knob is tried on settings that between them know all of its choices.
  func check() throws(Failure) {
    let trials = [
      Settings(.mlp), Settings(.mlp, classifying: true), Settings(.coupled), Settings(.cascade, on: .images),
    ]
    for (knob, text) in given {
      let refusals = trials.compactMap { trial -> SettingsError? in
        var trial = trial
        do throws(SettingsError) { try trial.set(knob, parsing: text) } catch { return error }
        return nil
      }
      if refusals.count == trials.count { throw Self.failure(knob, refusals[0]) }
    }
  }

  private static func failure(_ knob: Knob, _ error: SettingsError) -> Failure {
    Failure.input("--\(knob.rule.option): \(error.sentence)")
  }
}

extension NameSpecification {
  fileprivate static func option(_ knob: Knob) -> NameSpecification { [.customLong(knob.rule.option)] }
}

extension ArgumentHelp {
  fileprivate static func knob(_ knob: Knob, _ valueName: String = "name") -> ArgumentHelp {
    let line = knob.explanation
    return ArgumentHelp(
      "\(line.prefix(1).uppercased())\(line.dropFirst()): \(Settings(.mlp).range(of: knob).words).",
      valueName: valueName)
  }
}
