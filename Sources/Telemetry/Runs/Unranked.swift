/// Why a run stands among others without a rank.
package enum Unranked: String, CaseIterable, Hashable, Sendable, Codable {
  case diverged
  /// The network no longer responds to what it reads, whatever its best epoch was before.
  case dead
  /// It has learnt from no whole epoch yet.
  case untrained
  /// Its scores are of too few validation origins or samples, or of fewer than others have.
  case fewOrigins = "few-origins"
}

extension RunRecord {
  /// Why its scores do not say what its model is worth; nil where they do.
  package var unranked: Unranked? {
    // Another model forecasts in the place of the network.
    if case .solved? = (bestScores ?? newestScores)?.weights { return nil }
    if divergence != nil { return .diverged }
    if dead != nil { return .dead }
    return epochs.isEmpty && plan.epochs != 0 ? .untrained : nil
  }
}
