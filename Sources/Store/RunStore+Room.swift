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

  /// The present by the clock that stamps files, ns since 1970.
  package static var fileMoment: Int64 { Disk.now }

  /// Removes the last states of old runs until the store takes no more than `limit` bytes: of runs in the trash first, then of those
  /// that have ended, then of interrupted ones, each time the oldest first. Runs with a star, a tag or a note keep theirs, and so do
  /// those that are being trained. Weights, losses and scores stay in any case.
  ///
  /// - Parameter moment: ``fileMoment`` of states that are old; what was kept since stays, even of a run that ended meanwhile.
  /// - Throws: ``StoreError``.
  package func keepWithin(_ limit: Int64, keptBefore moment: Int64 = .max) throws(StoreError) -> Pruning {
    // The log of the index and what is measured again are none of a run's own.
    let own = sizes.values.reduce(0, +)
    var measured = RunSizes(self)
    var pruning = Pruning(total: own + measured.total(folders, isExact: false))
    guard pruning.total > limit else { return pruning }
    pruning.total = own + measured.total(folders, isExact: true)
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
      let state = Disk.change(of: folder.path(of: .last))
      // Nobody may take the run up while it loses its state.
      guard state.bytes > 0, state.time < moment, let lock = try? ShardFile(folder.shard, .none, of: row.id) else {
        continue
      }
      withExtendedLifetime(lock) { Disk.unlink(folder.path(of: .last)) }
      guard !Disk.exists(folder.path(of: .last)) else { continue }
      pruning.runs += 1
      pruning.bytes += state.bytes
      pruning.total -= state.bytes
      measured.measure(folder)
    }
    if pruning.runs > 0 { measured.write() }
    return pruning
  }
}

extension RunRow {
  fileprivate var isInterrupted: Bool { status == Phase.finished(.interrupted).rawValue }
  fileprivate var isMarked: Bool { isStarred || tag != nil || note != nil }
}
