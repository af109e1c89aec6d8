import Basics
import Datasets
import Granularity

/// Where all rungs can be compared: only scores at the same origins stand side by side.
extension ForecastExperiment {
  /// The origins of the common target at which every rung compared has complete inputs, with the lookback and the inputs
  /// that it begins with; nil where that is all of them, or where no test origin would be left.
  func originsOfAllRungs() throws -> Set<Instant>? {
    let settings = defaultSettings(.mlp)
    let origins = target.validation.origins + target.test.origins
    var served = Set(origins)
    for grain in target.compared {
      guard let horizon = target.ownSteps(of: grain), mayLack(origins, grain, horizon, settings) else { continue }
      served.formIntersection(try rungWindows(grain, horizon: horizon, settings).served(origins))
    }
    guard served.count < origins.count, target.test.origins.contains(where: served.contains) else { return nil }
    return served
  }

  /// Whether a window at one of the origins can be incomplete: a value is missing or was filled in what is read, or the
  /// series begins too late for the first. Most series answer no, and need not be coarsened for it.
  private func mayLack(_ origins: [Instant], _ grain: Grain, _ horizon: Int, _ settings: Settings) -> Bool {
    let read = settings.inputs == .all ? series.columns : [series.columns[target.question.target.column]]
    guard prepared == nil, read.allSatisfy({ $0.missingCount == 0 }), let first = origins.min() else {
      return true
    }
    let lookback = Int64(suggestedLookback(grain, horizon: horizon))
    return first - lookback * grain.meanLength - grain.meanLength < series.start
  }
}
