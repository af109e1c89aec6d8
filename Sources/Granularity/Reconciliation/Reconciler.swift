import Tensors

/// Makes forecasts of all grains of a hierarchy add up, by one method.
///
/// The projection is worked out as `ỹ = ŷ − W Cᵀ (C W Cᵀ)⁻¹ C ŷ`, equal to `S (Sᵀ W⁻¹ S)⁻¹ Sᵀ W⁻¹ ŷ`, because a system as
/// large as the coarse nodes are many is solved in a fraction of the time and no inverse of W is needed. The fine nodes
/// are then aggregated, so that what comes out adds up to the last bits.
package struct Reconciler: Sendable {
  package let hierarchy: TemporalHierarchy
  package let method: ReconciliationMethod
  private let rule: Rule

  private enum Rule {
    case bottomUp
    case topDown(HistoricalShares)
    case projection(ErrorCovariance, CholeskyFactor)
  }

  /// Fewer origins than this say nothing about errors.
  package static let leastOrigins = 4

  /// λ, where the method shrinks a covariance.
  package var shrinkage: Double? {
    guard case .projection(let covariance, _) = rule else { return nil }
    return covariance.shrinkage
  }

  /// - Throws: ``ReconciliationError``.
  package init(
    _ hierarchy: TemporalHierarchy, _ method: ReconciliationMethod, _ evidence: ReconciliationEvidence
  ) throws(ReconciliationError) {
    self.hierarchy = hierarchy
    self.method = method
    let known = evidence.errors
    if method.needsErrors, known.count < Self.leastOrigins {
      throw .tooFewErrors(method, found: known.count, needed: Self.leastOrigins)
    }
    switch method {
    case .bottomUp: rule = .bottomUp
    case .topDown: rule = .topDown(try evidence.shares.get())
    case .ols: rule = try Self.projection(method, hierarchy, .equal(hierarchy))
    case .structural: rule = try Self.projection(method, hierarchy, .structural(hierarchy))
    case .variance: rule = try Self.projection(method, hierarchy, .variance(hierarchy, errors: known))
    case .mintShrink: rule = try Self.projection(method, hierarchy, .shrunk(errors: known))
    case .mintStructural:
      rule = try Self.projection(method, hierarchy, .halfway(hierarchy, errors: known))
    }
  }

  /// `C W Cᵀ`, factored.
  private static func projection(
    _ method: ReconciliationMethod, _ hierarchy: TemporalHierarchy, _ covariance: ErrorCovariance
  ) throws(ReconciliationError) -> Rule {
    let coarse = hierarchy.levels.dropLast()
    var system = PositiveMatrix(order: hierarchy.aggregateCount)
    for node in 0..<hierarchy.aggregateCount { system.add(covariance.diagonal[node], row: node, column: node) }
    for step in 0..<hierarchy.bottomCount {
      let variance = covariance.diagonal[hierarchy.aggregateCount + step]
      for (place, level) in coarse.enumerated() {
        let row = level.offset + step / level.width
        for other in coarse[place...] {
          let column = other.offset + step / other.width
          system.add(
            variance * hierarchy.weight(of: level) * hierarchy.weight(of: other), row: row, column: column)
        }
      }
    }
    system.addGram(of: covariance.factors.flatMap { hierarchy.incoherence(of: $0) })
    do {
      return .projection(covariance, try system.factored())
    } catch {
      throw .errorsDependent(method)
    }
  }

  /// Coherent forecasts of all nodes, from those that the rungs made, both `[nodes]`.
  package func reconcile(_ base: [Double]) -> [Double] {
    precondition(base.count == hierarchy.nodeCount, "\(base.count) forecasts for \(hierarchy.nodeCount) nodes")
    switch rule {
    case .bottomUp: return hierarchy.aggregated(base.suffix(hierarchy.bottomCount))
    case .topDown(let shares):
      let top = hierarchy.levels[0]
      let share = hierarchy.isMean ? 1 : 1 / Double(top.width)
      return hierarchy.aggregated(
        (0..<hierarchy.bottomCount).map { base[$0 / top.width] * shares.ratios[$0 % top.width] * share })
    case .projection(let covariance, let factor):
      var multipliers = hierarchy.incoherence(of: base)
      factor.solve(&multipliers)
      let correction = covariance.times(hierarchy.spread(multipliers))
      return hierarchy.aggregated((hierarchy.aggregateCount..<base.count).map { base[$0] - correction[$0] })
    }
  }
}
