import Basics
import Telemetry

/// A run of the store as the list shows it: values alone.
package struct KeptRun: Sendable, Hashable {
  /// Its whole name, as `k7mrd2xa`.
  package var id: String
  /// The grain's label.
  package var rung: String
  package var recipe: String
  package var seed: UInt64
  package var phase: Phase
  package var epochs: Int
  package var bestEpoch: Int?
  /// The smallest loss on the validation part.
  package var loss: Double?
  /// At the common validation origins, the less the better.
  package var error: Double?
  /// Whether its score says what its model is worth beside the others'.
  package var isRanked: Bool
  /// Its network no longer responds to what it reads.
  package var isDead: Bool
  package var parent: String?
  package var forkStep: Int?
  /// Whether anybody looked at its test scores.
  package var isTestSeen: Bool
  package var tag: String?
  package var note: String?
  package var isStarred: Bool
  /// Of the open data: the same hash.
  package var isOfOpenData: Bool
  /// Judged where the open data's runs are: it can be gone on with among them.
  package var hasOpenOrigins: Bool
  /// UTC.
  package var startedAt: Instant

  package init(
    id: String, rung: String, recipe: String, seed: UInt64, phase: Phase, epochs: Int, bestEpoch: Int? = nil,
    loss: Double? = nil, error: Double? = nil, isRanked: Bool = true, isDead: Bool = false, parent: String? = nil,
    forkStep: Int? = nil,
    isTestSeen: Bool = false, tag: String? = nil, note: String? = nil, isStarred: Bool = false,
    isOfOpenData: Bool = true, hasOpenOrigins: Bool = true,
    startedAt: Instant = 0
  ) {
    self.id = id
    self.rung = rung
    self.recipe = recipe
    self.seed = seed
    self.phase = phase
    self.epochs = epochs
    self.bestEpoch = bestEpoch
    self.loss = loss
    self.error = error
    self.isRanked = isRanked
    self.isDead = isDead
    self.parent = parent
    self.forkStep = forkStep
    self.isTestSeen = isTestSeen
    self.tag = tag
    self.note = note
    self.isStarred = isStarred
    self.isOfOpenData = isOfOpenData
    self.hasOpenOrigins = hasOpenOrigins
    self.startedAt = startedAt
  }

  var isInterrupted: Bool { phase == .finished(.interrupted) }

  /// What a run did before a session takes it up that another one began.
  package struct Past: Sendable {
    var record: RunRecord
    /// Its parent among the session's runs; nil where it is none of them.
    var parent: RunID?
    var isToBeShown: Bool

    package init(_ record: RunRecord, parent: RunID?, isToBeShown: Bool) {
      self.record = record
      self.parent = parent
      self.isToBeShown = isToBeShown
    }
  }
}
