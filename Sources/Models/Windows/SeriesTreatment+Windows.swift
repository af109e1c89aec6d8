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

  /// The origins of the validation windows by which all runs of a rung choose penalty and epoch: those with complete inputs
  /// with the lookback that the rung begins with, of the target, and of the other columns where models were asked to read
  /// them and that leaves half at least of what the target alone has. Nil takes all, where no value is missing or no window
  /// is complete with that lookback.
  ///
  /// - Parameter inputs: what the compared models read. A column that none of them does has no say.
  func comparedWindows(
    _ grain: Grain, horizon: Int, _ inputs: InputChoice, _ target: CommonTarget
  ) throws -> Set<Instant>? {
    guard prepared != nil || series.columns.contains(where: { $0.missingCount > 0 }) else { return nil }
    func origins(_ inputs: InputChoice) throws -> Set<Instant> {
      var settings = Settings(.mlp)
      settings.inputs = inputs
      return try windows(grain, horizon: horizon, settings, target).origins(of: .validation, target.question.borders)
    }
    let own = try origins(.target)
    guard !own.isEmpty else { return nil }
    switch inputs {
    case .target: return own
    case .all:
      let common = try origins(.all).intersection(own)
      return 2 * common.count >= own.count ? common : own
    }
  }
}

extension CommonTarget {
  /// One season, rounded down, at least two horizons, in rows of the rung's own grain, within 4…336.
  package func suggestedLookback(_ grain: Grain, horizon: Int) -> Int {
    let season = (season.length ?? evaluationGrain).meanLength / grain.meanLength
    return min(max(Int(season), 2 * horizon, 4), 336)
  }
}
