import Granularity

/// Reconciles a week of hours by MinT: 168 hours, 28 six-hour steps, 14 half days, 7 days and the week, from the errors at
/// 50 validation origins.
struct ReconciliationBench {
  private let hierarchy: TemporalHierarchy
  private let evidence: ReconciliationEvidence
  private let base: [Double]

  init?() {
    let grains: [Grain] = [.hours(1), .hours(6), .hours(12), .days(1), .weeks(1)]
    guard
      let hierarchy = try? TemporalHierarchy(grains, horizon: .weeks(1), aggregation: .mean, base: .hours(1))
    else { return nil }
    self.hierarchy = hierarchy
    let nodes = hierarchy.nodeCount
    func value(_ place: Int) -> Double { Double((place * 2_654_435_761) % 1_000_003) / 1_000_003 }
    base = (0..<nodes).map { 10 + value($0) }
    evidence = ReconciliationEvidence(
      errors: (0..<50).map { origin in (0..<nodes).map { value(origin * nodes + $0 + 7) - 0.5 } },
      shares: .failure(.noShares(.weeks(1))))
  }

  /// Milliseconds from errors and forecasts to coherent forecasts: covariance, shrinkage, factor and projection.
  func measure(repeats: Int) -> [Double] {
    let clock = ContinuousClock()
    return (0..<repeats).map { _ in
      let began = clock.now
      let reconciled = (try? Reconciler(hierarchy, .mintShrink, evidence))?.reconcile(base)
      let took = began.duration(to: clock.now).components
      precondition(reconciled?.count == 218, "the benchmark's forecasts cannot be reconciled")
      return Double(took.seconds) * 1e3 + Double(took.attoseconds) * 1e-15
    }
  }
}
