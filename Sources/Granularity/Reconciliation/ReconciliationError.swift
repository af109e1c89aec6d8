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
    case .notForecast: Words.reconcileNoSeries
    case .noCommonOrigins: Words.reconcileNoOrigins
    case .notAdditive(let aggregation): Words.reconcileNotAdditive(aggregation: aggregation.rawValue)
    case .tooFewGrains(let grains, let suggestion):
      if let only = grains.first {
        Words.reconcileOneGrain(grain: only.label, advice: Self.advice(suggestion, else: Words.adviceAddDivisor))
      } else {
        Words.reconcileNoGrain(advice: Self.advice(suggestion, else: Words.adviceAddFiner))
      }
    case .doesNotFill(let grain, let reason, let suggestion):
      Words.reconcileDoesNotFill(
        grain: grain.label, reason: reason, advice: Self.advice(suggestion, else: Words.adviceLeaveOut))
    case .unequalSteps(let grain, let suggestion):
      Words.reconcileUnequalSteps(grain: grain.label, advice: Self.advice(suggestion, else: Words.adviceLeaveOut))
    case .notDividing(let finer, let coarser, let suggestion):
      Words.reconcileNotDividing(
        coarser: coarser.label, finer: finer.label, reason: coarser.unevenness(by: finer),
        advice: Self.advice(suggestion, else: Words.adviceLeaveOneOut))
    case .signChanges(let least, let greatest):
      Words.reconcileSigns(least: Self.short(least), greatest: Self.short(greatest))
    case .noShares(let grain): Words.reconcileNoShares(grain: grain.label)
    case .tooFewErrors(let method, let found, let needed):
      Words.reconcileFewErrors(method: method.rawValue, found: found, needed: needed)
    case .errorsDependent(let method): Words.reconcileDependent(method: method.rawValue)
    }
  }

  private static func advice(_ suggestion: Suggestion?, else other: String) -> String {
    guard let suggestion else { return other }
    let grains = suggestion.grains.map(\.label).joined(separator: ",")
    let horizon = suggestion.horizon.label
    guard !suggestion.leftOut.isEmpty else { return Words.adviceTake(grains: grains, horizon: horizon) }
    return Words.adviceLeaveOutAndTake(
      without: suggestion.leftOut.map(\.label).joined(separator: ", "), grains: grains, horizon: horizon)
  }

  /// With two decimals.
  private static func short(_ value: Double) -> String {
    guard value.magnitude < 1e12 else { return "\(value)" }
    return "\((value * 100).rounded() / 100)"
  }
}
