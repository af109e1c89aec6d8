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
  }

  func append(_ line: ShardLine) throws(StoreError) {
    for report in thinning.flush() { try shard.append(.entry(.epoch(report))) }
    try shard.append(line)
  }

  func append(_ entry: RunEntry) throws(StoreError) {
    switch entry {
    case .epoch(let report):
      for report in thinning.take(report) { try shard.append(.entry(.epoch(report))) }
    case .change, .phase, .diverged, .scored: try append(.entry(entry))
    case .ended:
      try append(.entry(entry))
      shard.settle()
    }
  }

  /// Puts a file into the folder, then its line into the shard.
  func keep(_ kind: Artifact.Kind, _ bytes: [UInt8], step: Int) throws(StoreError) {
    try Disk.replace(folder.path(of: kind), with: bytes)
    try append(
      .artifact(
        Artifact(kind: kind, path: kind.fileName, bytes: bytes.count, sha256: SHA256.text(bytes), step: step)))
    shard.settle()
  }

  func finish() throws(StoreError) {
    for report in thinning.flush() { try shard.append(.entry(.epoch(report))) }
    shard.settle()
  }
}
