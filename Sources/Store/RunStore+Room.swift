import Telemetry

/// What goes where a store takes more room than it may.
extension RunStore {
  /// What was taken from the disk.
  package struct Pruning: Hashable, Sendable {
    /// Runs that lost the state from which they could go on.
    package var runs = 0
    package var bytes: Int64 = 0
    /// That the store takes now.
    package var total: Int64
  }

  /// Bytes of all runs and of the store's own files.
  package var totalSize: Int64 {
    folders.reduce(sizes.values.reduce(0, +)) { $0 + $1.sizes.values.reduce(0, +) }
  }

  /// Removes the last states of old runs until the store takes no more than `limit` bytes: of runs in the trash first, then of those
  /// that have ended, then of interrupted ones, each time the oldest first. Runs with a star, a tag or a note keep theirs, and so do
  /// those that are being trained. Weights, losses and scores stay in any case.
  ///
  /// - Throws: ``StoreError``.
  package func keepWithin(_ limit: Int64) throws(StoreError) -> Pruning {
    var pruning = Pruning(total: totalSize)
    guard pruning.total > limit else { return pruning }
    let index = try StoreIndex(self)
    _ = try index.refresh()
    var thrown = RunQuery()
    thrown.isOfTrash = true
    let (trash, kept) = (try index.rows(thrown).reversed(), try index.rows(RunQuery()).reversed())
    let (interrupted, ended) = (kept.filter(\.isInterrupted), kept.filter { !$0.isInterrupted })
    for row in trash + ended + interrupted where !row.isMarked {
      guard pruning.total > limit else { break }
      let folder = folder(of: row.id)
      let bytes = Disk.change(of: folder.path(of: .last)).bytes
      // Nobody may take the run up while it loses its state.
      guard bytes > 0, let lock = try? ShardFile(folder.shard, .none, of: row.id) else { continue }
      withExtendedLifetime(lock) { Disk.unlink(folder.path(of: .last)) }
      guard !Disk.exists(folder.path(of: .last)) else { continue }
      pruning.runs += 1
      pruning.bytes += bytes
      pruning.total -= bytes
    }
    return pruning
  }
}

extension RunRow {
  fileprivate var isInterrupted: Bool { status == Phase.finished(.interrupted).rawValue }
  fileprivate var isMarked: Bool { isStarred || tag != nil || note != nil }
}
