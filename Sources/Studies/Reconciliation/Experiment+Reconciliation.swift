import Granularity
import Models
import Telemetry

extension Experiment {
  /// The rungs whose forecasts can be made to add up, fine to coarse.
  ///
  /// - Parameter isStrict: refuses a ladder of which some rungs would have to be left out.
  /// - Throws: ``ReconciliationError``, with a suggestion.
  package func reconciledRungs(all isStrict: Bool) throws(ReconciliationError) -> [RungID] {
    try forecast().rungs(all: isStrict)
  }

  /// Makes forecasts of several rungs add up, by every method, and scores them before and after.
  ///
  /// - Parameter keepsForecasts: in the report, beside their scores.
  /// - Throws: ``ReconciliationError``.
  package func reconciliation(
    of forecasts: [NativeForecast], keepsForecasts: Bool = false
  ) throws(ReconciliationError) -> ReconciliationReport {
    try forecast().report(of: forecasts, keepsForecasts: keepsForecasts)
  }

  /// What makes later forecasts of the models behind `forecasts` add up by one method.
  ///
  /// - Throws: ``ReconciliationError``.
  package func coherentForecaster(
    of forecasts: [NativeForecast], by method: ReconciliationMethod
  ) throws(ReconciliationError) -> CoherentForecaster {
    let study = try forecast().study(of: forecasts)
    return try study.study.forecaster(by: method, leftOut: study.leftOut)
  }

  private func forecast() throws(ReconciliationError) -> ForecastExperiment {
    guard let forecast = forecasting else { throw .notForecast }
    return forecast
  }

  /// ``reconciliation(of:keepsForecasts:)`` as an event: the report, or why there is none.
  package func reconciled(_ forecasts: [NativeForecast], keepsForecasts: Bool = false) -> Event {
    do throws(ReconciliationError) {
      return .reconciled(try reconciliation(of: forecasts, keepsForecasts: keepsForecasts))
    } catch {
      return .refused(.reconciliation, error.sentence)
    }
  }
}

extension ForecastExperiment {
  fileprivate func rungs(all isStrict: Bool) throws(ReconciliationError) -> [RungID] {
    let question = target.question
    let aggregation = question.target.aggregation
    let base = question.ladder.base
    let grains = question.ladder.grains
    let together = TemporalHierarchy.compatible(grains, horizon: question.horizon, aggregation: aggregation, base: base)
    // Asked for all, or where none go together, the refusal says why and what to take instead.
    let taken = isStrict || together.isEmpty ? grains : together
    let hierarchy = try TemporalHierarchy(taken, horizon: question.horizon, aggregation: aggregation, base: base)
    return hierarchy.levels.reversed().map { RungID($0.grain.label) }
  }

  fileprivate func report(
    of forecasts: [NativeForecast], keepsForecasts: Bool
  ) throws(ReconciliationError) -> ReconciliationReport {
    let (study, leftOut) = try study(of: forecasts)
    return study.report(leftOut: leftOut, keepsForecasts: keepsForecasts)
  }

  fileprivate func study(
    of forecasts: [NativeForecast]
  ) throws(ReconciliationError) -> (study: ReconciliationStudy, leftOut: [ReconciliationReport.LeftOut]) {
    let question = target.question
    let together = TemporalHierarchy.compatible(
      forecasts.map(\.grain), horizon: question.horizon, aggregation: question.target.aggregation,
      base: question.ladder.base)
    let taken = together.isEmpty ? forecasts : forecasts.filter { together.contains($0.grain) }
    return (try ReconciliationStudy(target, matrix, taken), leftOut(from: taken, of: forecasts))
  }

  private func leftOut(
    from taken: [NativeForecast], of forecasts: [NativeForecast]
  ) -> [ReconciliationReport.LeftOut] {
    target.question.ladder.grains.compactMap { grain in
      guard !taken.contains(where: { $0.grain == grain }) else { return nil }
      let reason =
        target.exclusions.first { $0.grain == grain }?.reason
        ?? (forecasts.contains { $0.grain == grain }
          ? Words.leftOutUneven : Words.leftOutNoForecasts)
      return ReconciliationReport.LeftOut(rung: RungID(grain.label), reason: reason)
    }
  }
}
