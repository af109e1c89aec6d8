/// Why forecasts cannot be made to add up.
package enum ReconciliationError: Error, Hashable {
  typealias Suggestion = TemporalHierarchy.Suggestion

  /// Rows are samples, so that there is no time to add up over.
  case notForecast
  /// Coarse values do not follow from fine forecasts by adding.
  case notAdditive(Aggregation)
  case tooFewGrains([Grain], TemporalHierarchy.Suggestion?)
  case doesNotFill(Grain, reason: String, TemporalHierarchy.Suggestion?)
  case unequalSteps(Grain, TemporalHierarchy.Suggestion?)
  case notDividing(Grain, Grain, TemporalHierarchy.Suggestion?)
  /// Shares of what is now positive and now negative have no bounds.
  case signChanges(least: Double, greatest: Double)
  case noShares(Grain)
  case tooFewErrors(ReconciliationMethod, found: Int, needed: Int)
  case errorsDependent(ReconciliationMethod)
  /// At no test origin do all grains have a forecast.
  case noCommonOrigins

  package var sentence: String {
    switch self {
    case .notForecast: "Only forecasts of a series are reconciled; these data have no time axis; open a series."
    case .noCommonOrigins:
      "At no test origin do all grains have a forecast; train them to the end, or leave grains out."
    case .notAdditive(let aggregation):
      "Forecasts of a \(aggregation.rawValue) cannot be reconciled: a coarse \(aggregation.rawValue) is neither sum nor "
        + "mean of the fine ones; choose a target of sums or means."
    case .tooFewGrains(let grains, let suggestion):
      grains.isEmpty
        ? "No grain fills the horizon, at least two are needed to be reconciled; "
          + Self.advice(suggestion, else: "add finer grains.")
        : "Only the grain \(grains[0].label) fills the horizon, at least two are needed to be reconciled; "
          + Self.advice(suggestion, else: "add a grain that it divides, or a longer horizon.")
    case .doesNotFill(let grain, let reason, let suggestion):
      "The grain \(grain.label) cannot be reconciled with the others: \(reason); "
        + Self.advice(suggestion, else: "leave it out.")
    case .unequalSteps(let grain, let suggestion):
      "The grain \(grain.label) cannot be reconciled with the others: its steps are not all equally long, so that its means "
        + "are not means of finer means; " + Self.advice(suggestion, else: "leave it out.")
    case .notDividing(let finer, let coarser, let suggestion):
      "The grain \(coarser.label) cannot be reconciled with \(finer.label): \(coarser.words) "
        + "\(coarser.isPlural ? "are" : "is") not a whole number of \(finer.stepWords); "
        + Self.advice(suggestion, else: "leave one of them out.")
    case .signChanges(let least, let greatest):
      "Top-down shares out a coarse forecast as the training rows were, which has no meaning where they change their sign "
        + "(here from \(Self.short(least)) to \(Self.short(greatest))); choose another method, as mint-shrink."
    case .noShares(let grain):
      "Top-down needs complete steps of \(grain.label) in the training part whose values are not all 0, and finds none; "
        + "choose another method, as structural."
    case .tooFewErrors(let method, let found, let needed):
      "The method \(method.rawValue) learns from the errors at validation origins: \(found) have forecasts of all grains, at "
        + "least \(needed) are needed; choose structural, a shorter horizon or a larger validation part."
    case .errorsDependent(let method):
      "The errors at validation origins do not tell the grains apart, so that \(method.rawValue) has no solution; choose "
        + "structural."
    }
  }

  private static func advice(_ suggestion: Suggestion?, else other: String) -> String {
    guard let suggestion else { return other }
    let grains = suggestion.grains.map(\.label).joined(separator: ",")
    let without = suggestion.leftOut.map(\.label).joined(separator: ", ")
    return (without.isEmpty ? "take " : "leave out \(without) and take ") + "\(grains) with a horizon of "
      + "\(suggestion.horizon.label)."
  }

  /// With two decimals.
  private static func short(_ value: Double) -> String {
    guard value.magnitude < 1e12 else { return "\(value)" }
    return "\((value * 100).rounded() / 100)"
  }
}
