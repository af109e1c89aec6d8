/// What methods of reconciliation may learn from.
package struct ReconciliationEvidence: Sendable {
  /// Forecast minus actual value at validation origins, `[origins, nodes]`, all finite. Not of training rows: a model knows
  /// those that it was fitted to.
  let errors: [[Double]]
  /// How training rows shared out the coarsest steps, or why that has no meaning.
  let shares: Result<HistoricalShares, ReconciliationError>

  /// - Parameter errors: rows that are not finite are left out.
  package init(errors: [[Double]], shares: Result<HistoricalShares, ReconciliationError>) {
    self.errors = errors.filter { $0.allSatisfy(\.isFinite) }
    self.shares = shares
  }
}
