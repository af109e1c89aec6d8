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
    case .phase, .diverged, .scored, .ended: try append(.entry(entry))
    }
  }

  /// Puts files into the folder. Their lines come first: whenever the process is cut off, a file is one that a line tells of,
  /// the newest or the one before.
  func keep(_ files: [(kind: Artifact.Kind, step: Int, bytes: [UInt8])]) throws(StoreError) {
    var parts: [String] = []
    for file in files {
      parts.append(try Disk.stage(file.bytes, for: folder.path(of: file.kind)))
      try append(
        .artifact(
          Artifact(
            kind: file.kind, path: file.kind.fileName, bytes: file.bytes.count, sha256: SHA256.text(file.bytes),
            step: file.step)))
    }
    shard.settle()
    for (file, part) in zip(files, parts) { try Disk.rename(part, to: folder.path(of: file.kind)) }
  }

  func finish() throws(StoreError) {
    for report in thinning.flush() { try shard.append(.entry(.epoch(report))) }
    shard.settle()
  }
}
