/// A sub-model of a joined run before its first step.
package struct PartPlan: Hashable, Sendable {
  package var rung: RungID
  /// Of its first weights: a run of this rung alone begins with the same ones under this seed.
  package var seed: UInt64
  /// Its own training windows.
  package var trainingRows: Int
  /// Training windows that are left out, as they touch a missing value.
  package var gappyRows: Int

  package init(rung: RungID, seed: UInt64, trainingRows: Int, gappyRows: Int) {
    self.rung = rung
    self.seed = seed
    self.trainingRows = trainingRows
    self.gappyRows = gappyRows
  }
}

/// Under the names of `--json`.
extension PartPlan: Codable {
  private enum CodingKeys: String, CodingKey {
    case rung, seed, trainingRows
    case gappyRows = "trainingRowsLeftOut"
  }
}
