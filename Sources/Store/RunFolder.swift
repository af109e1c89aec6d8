import Basics

/// The folder of a run: its shard, the marks that were set on it, and what it left behind.
package struct RunFolder: Hashable, Sendable {
  package let id: StoreID
  private let store: String
  package var path: String { store + "/" + RunStore.runs + "/" + id.text }

  /// What the process that trains it writes, and it alone.
  package var shard: String { "\(path)/\(Self.shard)" }
  static let shard = KeptFolder.shard
  /// What anybody writes, in turns.
  package var marks: String { "\(path)/\(Self.marks)" }
  static let marks: StaticString = "marks.ndjson"
  package func path(of kind: Artifact.Kind) -> String { path + "/" + kind.fileName }

  init(id: StoreID, in store: String) {
    (self.id, self.store) = (id, store)
  }

  /// - Throws: ``StoreError``.
  package func run() throws(StoreError) -> StoredRun {
    guard let bytes = try Disk.bytes(of: shard) else { throw .unknownRun(id.text) }
    var run = try StoredRun(
      ShardReader.lines(bytes, path: shard, beginning: ShardReader.beginning), path: shard)
    guard run.id == id else {
      throw .misnamed(path: path, run: run.id.text, isCopy: Disk.exists(RunFolder(id: run.id, in: store).path))
    }
    for line in try ShardReader.lines(try Disk.bytes(of: marks) ?? [], path: marks) {
      if case .mark(let mark) = line { run.marks.apply(mark) }
    }
    run.isTrained = isTrained
    return run
  }

  /// Whether a process trains the run just now.
  package var isTrained: Bool { ShardFile.isHeld(shard) }

  /// - Parameter isSettled: waits until it is on the disk.
  /// - Throws: ``StoreError``.
  package func set(_ mark: Mark, isSettled: Bool = true) throws(StoreError) {
    do throws(StoreError) { try write(mark, isSettled: isSettled) } catch {
      // Who makes room finds some: that of what can be made anew.
      guard mark.kind == .removed, isDiskFull else { throw error }
      for name in RunStore.caches { Disk.unlink(store + "/" + name) }
      try write(mark, isSettled: isSettled)
    }
  }

  /// Whether there is no room for another mark.
  package var isDiskFull: Bool { Disk.isFull(path) }

  private func write(_ mark: Mark, isSettled: Bool) throws(StoreError) {
    let file = try ShardFile(marks, .inTurns, of: id)
    // Lists look after marks that they know of; of others the shard's time tells them.
    if file.isEmpty { Disk.touch(shard) }
    try file.append(.mark(mark))
    if isSettled { try file.settle() }
  }

  /// What there is of a file that a run left.
  package enum Found: Hashable, Sendable {
    case missing
    /// Not as any line in the run's shard says.
    case damaged
    case whole(Artifact)
  }

  /// Looks whether a file is as a line in the run's shard says.
  ///
  /// - Throws: ``StoreError/unreadable(path:reason:)``.
  package func find(_ kind: Artifact.Kind, of run: StoredRun) throws(StoreError) -> Found {
    guard let bytes = try Disk.bytes(of: path(of: kind)) else { return .missing }
    let hash = SHA256.text(bytes)
    return run.allArtifacts.last { $0.kind == kind && $0.sha256 == hash }.map(Found.whole) ?? .damaged
  }

  /// Bytes of each file, by name.
  package var sizes: [String: Int64] {
    let names = Disk.names(in: path) ?? []
    return Dictionary(uniqueKeysWithValues: names.map { ($0, Disk.change(of: path + "/" + $0).bytes) })
  }

  /// Takes the folder away for good.
  ///
  /// - Throws: ``StoreError``.
  package func remove() throws(StoreError) { try Disk.remove(path) }
}
