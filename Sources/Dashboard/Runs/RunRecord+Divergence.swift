import Telemetry

extension RunRecord {
  /// The best epoch of a run that diverged later, where its weights of then are those that are scored.
  var bestBeforeDivergence: BestEpoch? { divergence != nil && bestScores != nil ? best : nil }
}
