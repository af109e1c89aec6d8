/// Which grains can be made to add up.
extension TemporalHierarchy {
  /// The hierarchy of some rungs over a horizon.
  ///
  /// - Parameter base: the step of the data; means of months are no means of their days.
  /// - Throws: ``ReconciliationError``, with a suggestion.
  package init(_ grains: [Grain], horizon: Grain, aggregation: Aggregation, base: Grain) throws(ReconciliationError) {
    guard aggregation == .sum || aggregation == .mean else { throw .notAdditive(aggregation) }
    let sorted = grains.sorted()
    let context = Context(horizon: horizon, isMean: aggregation == .mean, base: base)
    let suggestion = context.suggestion(among: sorted)
    for grain in sorted {
      if let reason = horizon.obstacle(to: grain) { throw .doesNotFill(grain, reason: reason, suggestion) }
      if context.hasUnequalSteps(grain) { throw .unequalSteps(grain, suggestion) }
    }
    guard let finest = sorted.first, sorted.count > 1 else { throw .tooFewGrains(sorted, suggestion) }
    for grain in sorted where !finest.divides(grain) { throw .notDividing(finest, grain, suggestion) }
    self.init(
      sorted.map { ($0, horizon.wholeSteps(of: $0) ?? 1) }, horizon: horizon, isMean: aggregation == .mean)
  }

  /// The most of the given grains that can be made to add up over a horizon, fine to coarse; empty where no two can.
  package static func compatible(_ grains: [Grain], horizon: Grain, aggregation: Aggregation, base: Grain) -> [Grain] {
    Context(horizon: horizon, isMean: aggregation == .mean, base: base).compatible(grains.sorted())
  }

  /// Grains and a horizon that go together.
  package struct Suggestion: Hashable, Sendable {
    package let grains: [Grain]
    package let horizon: Grain
    /// Grains asked for that are not among them.
    package let leftOut: [Grain]
  }

  private struct Context {
    var horizon: Grain
    let isMean: Bool
    let base: Grain

    /// Months and years made of days hold now more and now fewer of them, which a mean of means does not know.
    func hasUnequalSteps(_ grain: Grain) -> Bool { isMean && grain.unit == .months && base.unit != .months }

    func compatible(_ sorted: [Grain]) -> [Grain] {
      let filling = sorted.filter { horizon.wholeSteps(of: $0) != nil && !hasUnequalSteps($0) }
      var best: [Grain] = []
      for finest in filling {
        let together = filling.filter { finest.divides($0) }
        if together.count > max(best.count, 1) { best = together }
      }
      return best
    }

    /// At this horizon, or where no two grains fill it, at one as long as a rung.
    func suggestion(among sorted: [Grain]) -> Suggestion? {
      var best: Suggestion?
      for horizon in [horizon] + sorted.reversed() where best == nil || horizon != self.horizon {
        let grains = Context(horizon: horizon, isMean: isMean, base: base).compatible(sorted)
        if grains.count > best?.grains.count ?? 1 {
          best = Suggestion(grains: grains, horizon: horizon, leftOut: sorted.filter { !grains.contains($0) })
          if horizon == self.horizon { break }
        }
      }
      return best
    }
  }
}
