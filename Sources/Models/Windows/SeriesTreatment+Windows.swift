import Basics
import Datasets
import Granularity
import Telemetry

/// What the rungs of a treated series read.
extension SeriesTreatment {
  /// A rung's windows: models read what was prepared, and are judged by what was there.
  ///
  /// - Throws: ``GranularityError`` or ``WindowError``.
  package func windows(
    _ grain: Grain, horizon: Int, _ settings: Settings, _ target: CommonTarget
  ) throws -> RungWindows {
    try RungWindows(
      prepared ?? series, actual: prepared == nil ? nil : series, target: target.question.target, grain: grain,
      horizon: horizon,
      lookback: settings.lookback > 0 ? settings.lookback : target.suggestedLookback(grain, horizon: horizon),
      inputs: settings.recipe.readsPastAlone ? .target : settings.inputs, scaling: settings.scaling,
      borders: target.question.borders)
  }

  /// The common target at the origins at which every rung compared has complete inputs, with the lookback and the inputs
  /// that it begins with: only scores at the same origins stand side by side. A part of which none would be left stays as
  /// it is.
  ///
  /// - Parameter lookbacks: of rungs of which models will read more than they begin with.
  func served(
    _ target: CommonTarget, _ settings: Settings, lookbacks: [RungID: Int] = [:]
  ) throws -> CommonTarget {
    let origins = target.validation.origins + target.test.origins
    var served = Set(origins)
    for grain in target.compared {
      guard let horizon = target.ownSteps(of: grain) else { continue }
      var settings = settings
      settings.lookback = lookbacks[RungID(grain.label)] ?? settings.lookback
      guard mayLack(origins, grain, horizon, settings, target) else { continue }
      served.formIntersection(try windows(grain, horizon: horizon, settings, target).served(origins))
    }
    guard served.count < origins.count else { return target }
    for part in [target.validation, target.test] where !part.origins.contains(where: served.contains) {
      served.formUnion(part.origins)
    }
    return target.keeping(served.contains)
  }

  /// Whether a window at one of the origins can be incomplete: a value is missing or was filled in what is read, or the
  /// series begins too late for the first. Most series answer no, and need not be coarsened for it.
  private func mayLack(
    _ origins: [Instant], _ grain: Grain, _ horizon: Int, _ settings: Settings, _ target: CommonTarget
  ) -> Bool {
    let read = settings.inputs == .all ? series.columns : [series.columns[target.question.target.column]]
    guard prepared == nil, read.allSatisfy({ $0.missingCount == 0 }), let first = origins.min() else {
      return true
    }
    let lookback = Int64(max(settings.lookback, target.suggestedLookback(grain, horizon: horizon)))
    return first - lookback * grain.meanLength - grain.meanLength < series.start
  }
}

extension CommonTarget {
  /// One season, rounded down, at least two horizons, in rows of the rung's own grain, within 4…336.
  package func suggestedLookback(_ grain: Grain, horizon: Int) -> Int {
    let season = (season.length ?? evaluationGrain).meanLength / grain.meanLength
    return min(max(Int(season), 2 * horizon, 4), 336)
  }
}
