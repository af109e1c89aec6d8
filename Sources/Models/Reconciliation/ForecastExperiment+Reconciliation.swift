import Granularity
import Telemetry

extension Experiment {
  package func reconciledRungs(all isStrict: Bool) throws(ReconciliationError) -> [RungID] { throw .notForecast }

  package func reconciliation(of forecasts: [NativeForecast]) throws(ReconciliationError) -> ReconciliationReport {
    throw .notForecast
  }

  /// ``reconciliation(of:)`` as what is told of it: the report, or why there is none.
  package func reconciled(_ forecasts: [NativeForecast]) -> Event {
    do throws(ReconciliationError) {
      return .reconciled(try reconciliation(of: forecasts))
    } catch {
      return .refused(.reconciliation, error.sentence)
    }
  }
}

extension ForecastExperiment {
  package func reconciledRungs(all isStrict: Bool) throws(ReconciliationError) -> [RungID] {
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

  package func reconciliation(of forecasts: [NativeForecast]) throws(ReconciliationError) -> ReconciliationReport {
    let question = target.question
    let together = TemporalHierarchy.compatible(
      forecasts.map(\.grain), horizon: question.horizon, aggregation: question.target.aggregation,
      base: question.ladder.base)
    let taken = together.isEmpty ? forecasts : forecasts.filter { together.contains($0.grain) }
    return try ReconciliationStudy(target, matrix, taken).report(leftOut: leftOut(from: taken, of: forecasts))
  }

  private func leftOut(
    from taken: [NativeForecast], of forecasts: [NativeForecast]
  ) -> [ReconciliationReport.LeftOut] {
    target.question.ladder.grains.compactMap { grain in
      guard !taken.contains(where: { $0.grain == grain }) else { return nil }
      let reason =
        target.exclusions.first { $0.grain == grain }?.reason
        ?? (forecasts.contains { $0.grain == grain }
          ? "it is no whole number of steps of the others" : "it has no forecasts")
      return ReconciliationReport.LeftOut(rung: RungID(grain.label), reason: reason)
    }
  }
}
