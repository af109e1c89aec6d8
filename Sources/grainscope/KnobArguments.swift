import ArgumentParser
import Models
import Telemetry

/// Every knob as an option, for each command that trains. Names, help and ranges are those of the table of knobs.
struct KnobArguments: ParsableArguments {
  /// What was written for each knob that was named.
  private let texts: [Knob: String]

  /// A knob as an option.
  private struct Line {
    let knob: Knob
    let option: String
    let valueName: String
    let help: String
  }

  /// In the order of the help: first the knobs of the plainest recipe, then what others have besides. The recipe is an
  /// option of its own, as it decides what the others begin with. Made once for all commands that have them.
  private static let lines: [Line] = {
    let plain = Settings(.mlp)
    let own = plain.knobs(online: false)
    return (own + Knob.allCases.filter { !own.contains($0) }).filter { $0 != .recipe }.map { knob in
      let line = knob.explanation
      let sentence = line.prefix(1).uppercased() + line.dropFirst()
      return Line(
        knob: knob, option: knob.option, valueName: knob.rule.valueName,
        help: Words.knobHelp(explanation: sentence, range: knob.help))
    }
  }()

  func isGiven(_ knob: Knob) -> Bool { texts[knob] != nil }
  /// What was written for a knob; nil where it was not named.
  func text(of knob: Knob) -> String? { texts[knob] }

  /// The option of the first knob that was named; nil where none was.
  var firstOption: String? { given.first.map { "--" + $0.knob.option } }

  /// The lookback that was asked for; nil where none was, or one that is refused once there are data.
  var lookback: Int? { asked(.lookback).flatMap { $0.lookback > 0 ? $0.lookback : nil } }

  /// The columns that were asked for; nil where none were, or a choice that is refused once there are data.
  var inputs: InputChoice? { asked(.inputs)?.inputs }

  /// Settings with one knob as it was asked for; nil where it was not named, or takes no such value.
  private func asked(_ knob: Knob) -> Settings? {
    var settings = Settings(.mlp)
    guard let text = texts[knob], (try? settings.set(knob, parsing: text)) != nil else { return nil }
    return settings
  }

  private var given: [(knob: Knob, text: String)] {
    Knob.inOrderOfSetting.compactMap { knob in texts[knob].map { (knob, $0) } }
  }

  /// The recipe's own settings on these data, with the knobs that were named.
  ///
  /// - Parameter epochs: what the command plans where nothing was named; nil leaves it to the recipe.
  /// - Throws: ``Failure`` as ``apply(to:)``.
  func settings(
    for recipe: Recipe, on experiment: any Experiment, seed: UInt64, epochs: Int? = nil
  ) throws(Failure) -> Settings {
    if let initial = experiment.initial { try InitialWeights.check(recipe, initial.source) }
    var settings = experiment.defaultSettings(recipe)
    settings.seed = seed
    if let epochs, recipe.hasSteps { settings.epochs = epochs }
    try apply(to: &settings)
    // Who asks for so many epochs gets them.
    if isGiven(.epochs) { settings.patience = 0 }
    return settings
  }

  /// Turns the knobs that were named.
  ///
  /// - Parameter online: whether the model learns from a stream.
  /// - Throws: ``Failure`` with the first option that is refused, for its value or because it changes nothing, and what is
  ///   expected.
  func apply(to settings: inout Settings, online: Bool = false) throws(Failure) {
    for (knob, text) in given { try Self.set(knob, parsing: text, in: &settings) }
    // A recipe that cannot learn from such data is refused by itself.
    guard online || settings.recipe.fits(settings.content) else { return }
    for (knob, _) in given {
      if let idleness = settings.idleness(of: knob, online: online) { throw Failure.input(idleness.sentence) }
    }
  }

  /// Turns one knob.
  ///
  /// - Throws: ``Failure`` with the option's name and what is expected.
  static func set(_ knob: Knob, parsing text: String, in settings: inout Settings) throws(Failure) {
    do { try settings.set(knob, parsing: text) } catch { throw failure(knob, error) }
  }

  /// Turns the knobs that were named as far as these settings take them.
  func applyFitting(to settings: inout Settings) {
    for (knob, text) in given { try? settings.set(knob, parsing: text) }
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
    Failure.input("--\(knob.option): \(error.sentence)")
  }
}

// MARK: - Options from the table

/// The parser learns by reflection which options there are, and asks for their values by the names found there. What a
/// property wrapper on each of many properties would say is said here once for all knobs.
extension KnobArguments: CustomReflectable {
  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(_ knob: Knob) { stringValue = knob.rawValue }
    init?(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  init() { texts = [:] }

  init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: Key.self)
    var texts: [Knob: String] = [:]
    for knob in Self.lines.map(\.knob) {
      texts[knob] = try values.decode(Option<String?>.self, forKey: Key(knob)).wrappedValue
    }
    self.texts = texts
  }

  var customMirror: Mirror {
    Mirror(
      self,
      children: Self.lines.map { line in
        (
          line.knob.rawValue,
          Option<String?>(
            name: .customLong(line.option), help: ArgumentHelp(line.help, valueName: line.valueName))
        )
      })
  }
}
