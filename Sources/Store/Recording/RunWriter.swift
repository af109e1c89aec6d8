import Telemetry

/// Writes one run into its folder.
final class RunWriter {
  let folder: RunFolder
  private let shard: ShardFile
  private var thinning = EpochThinning()

  /// Begins the shard of a new run.
  init(_ folder: RunFolder, _ session: StoredSession, _ header: RunHeader) throws(StoreError) {
    self.folder = folder
    shard = try ShardFile(folder.shard, .none, of: folder.id)
    try shard.append(.session(session))
    try shard.append(.run(header))
    shard.settle()
    Disk.settle(folderOf: folder.shard)
    Disk.settle(folderOf: folder.path)
  }

  /// Goes on with a shard. Nobody else may hold it.
  ///
  /// - Throws: ``StoreError/isTrained(_:)``, or as ``append(_:)``.
  init(resuming folder: RunFolder) throws(StoreError) {
    self.folder = folder
    shard = try ShardFile(folder.shard, .none, of: folder.id)
    // Left by whoever was cut off while it wrote.
    for name in Disk.names(in: folder.path) ?? [] where name.hasSuffix(Disk.partEnding) {
      Disk.unlink(folder.path + "/" + name)
    }
  }

  func append(_ line: ShardLine) throws(StoreError) {
    for report in thinning.flush() { try shard.append(.entry(.epoch(report))) }
    try shard.append(line)
  }

  func append(_ entry: RunEntry) throws(StoreError) {
    switch entry {
    case .epoch(let report):
      for report in thinning.take(report) { try shard.append(.entry(.epoch(report))) }
    case .change(let intervention):
      try append(.entry(entry))
      if intervention.isRestart { thinning = EpochThinning() }
    case .phase, .diverged, .scored: try append(.entry(entry))
    case .ended:
      try append(.entry(entry))
      shard.settle()
    }
  }

  /// Puts a file into the folder. Its line comes first: whenever the process is cut off, the file is one that a line tells of,
  /// the newest or the one before.
  func keep(_ kind: Artifact.Kind, _ bytes: [UInt8], step: Int) throws(StoreError) {
    let part = try Disk.stage(bytes, for: folder.path(of: kind))
    try append(
      .artifact(
        Artifact(kind: kind, path: kind.fileName, bytes: bytes.count, sha256: SHA256.text(bytes), step: step)))
    shard.settle()
    try Disk.rename(part, to: folder.path(of: kind))
  }

  func finish() throws(StoreError) {
    for report in thinning.flush() { try shard.append(.entry(.epoch(report))) }
    shard.settle()
  }
}
