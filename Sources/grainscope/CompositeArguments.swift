import ArgumentParser
import Models
import Telemetry

/// The knobs of the recipe `composite`.
struct CompositeArguments: ParsableArguments {
  @Option(
    name: .long,
    help: ArgumentHelp(
      "Whether the base network learns: "
        + CompositeSettings.BaseLearning.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "choice"))
  var base: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "The base network: \(CompositeSettings.Base.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "name"
    ))
  var baseNetwork: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How base and feature network become one: "
        + CompositeSettings.Join.allCases.map(\.rawValue).joined(separator: ", ") + ".", valueName: "name"))
  var join: String?

  /// The knobs that were named.
  var turns: [(Knob, KnobValue)] {
    let choices: [(Knob, String?)] = [(.base, base), (.baseNetwork, baseNetwork), (.join, join)]
    return choices.compactMap { knob, name in name.map { (knob, .choice($0)) } }
  }
}
