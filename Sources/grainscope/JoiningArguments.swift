import ArgumentParser
import Networks
import Telemetry

/// The knobs of recipes that read several grains.
struct JoiningArguments: ParsableArguments {
  @Option(
    name: .long, help: ArgumentHelp("μ: how strongly two grains' forecasts are pulled together.", valueName: "strength")
  )
  var coupling: Double?

  @Option(
    name: .customLong("coupling-by"),
    help: ArgumentHelp(
      "consensus moves both towards each other; \"\(Joining.CouplingRule.sameSign.rawValue)\" shows how both drift.",
      valueName: "rule"))
  var couplingRule: String?

  @Option(name: .long, help: ArgumentHelp("α: the finest sub-model's part in shared weights.", valueName: "share"))
  var sharing: Double?

  @Option(
    name: .customLong("sharing-by"),
    help: ArgumentHelp(
      "\(Joining.SharingRule.allCases.map(\.rawValue).joined(separator: ", ")).", valueName: "rule"))
  var sharingRule: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "How forecasts become one: \(Joining.Combination.allCases.map(\.rawValue).joined(separator: ", ")).",
      valueName: "name"))
  var combination: String?

  @Option(
    name: .customLong("tau"),
    help: ArgumentHelp("τ: how sure a coarse model of a cascade must be to decide.", valueName: "probability"))
  var threshold: Double?

  @Option(
    name: .long, help: ArgumentHelp("Between hidden layers: relu, tanh, sin, gelu, sigmoid.", valueName: "name"))
  var activation: String?

  @Option(
    name: .long,
    help: ArgumentHelp(
      "Width of a convolution over the past, shared as it is by all grains, or side of the filters on images; 0 none.",
      valueName: "rows"))
  var kernel: Int?

  /// The knobs that were named.
  var turns: [(Knob, KnobValue)] {
    let numbers: [(Knob, Double?)] = [(.coupling, coupling), (.sharing, sharing), (.threshold, threshold)]
    let choices: [(Knob, String?)] = [
      (.couplingRule, couplingRule), (.sharingRule, sharingRule), (.combination, combination),
      (.activation, activation),
    ]
    return (kernel.map { [(.kernel, .integer($0))] } ?? [])
      + numbers.compactMap { knob, value in value.map { (knob, .number($0)) } }
      + choices.compactMap { knob, name in name.map { (knob, .choice($0)) } }
  }
}
