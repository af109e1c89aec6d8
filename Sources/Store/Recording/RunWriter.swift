import Basics
import Telemetry

/// Writes one run into its folder.
///
/// What a process has written outlives the process however it ends. Only against a loss of power must it wait for the disk, which
/// is left out for a run that is quickly trained again.
final class RunWriter {
  let folder: RunFolder
  private let shard: ShardFile
  private var thinning = EpochThinning()
  private let clock = ContinuousClock()
  /// From then on the run is worth waiting for the disk.
  private let worthwhile: ContinuousClock.Instant
  private var isFolderSettled = false

  /// The training that a loss of power may cost: some five hundred times what the disk takes.
  private static let bearableLoss = Duration.seconds(1)

  private var isWorthwhile: Bool { clock.now >= worthwhile }

  /// Begins the shard of a new run.
  init(_ folder: RunFolder, _ session: StoredSession, _ header: RunHeader) throws(StoreError) {
    self.folder = folder
    shard = try ShardFile(folder.shard, .none, of: folder.id)
    try shard.append(.session(session), .run(header))
    worthwhile = clock.now + Self.bearableLoss
  }

  /// Goes on with a shard. Nobody else may hold it.
  ///
  /// - Throws: ``StoreError/isTrained(_:)``, or as ``append(_:)``.
  init(resuming folder: RunFolder) throws(StoreError) {
    self.folder = folder
    shard = try ShardFile(folder.shard, .none, of: folder.id)
    worthwhile = clock.now
    // Left by whoever was cut off while it wrote.
    for name in Disk.names(in: folder.path) ?? [] where name.hasSuffix(StagedFile.ending) {
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
    try checkIsThere()
    let isSettled = isWorthwhile
    var staged: [StagedFile] = []
    do throws(StoreError) {
      for file in files {
        staged.append(try Disk.stage(file.bytes, for: folder.path(of: file.kind), isSettled: isSettled))
        try append(
          .artifact(
            Artifact(
              kind: file.kind, path: file.kind.fileName, bytes: file.bytes.count, sha256: SHA256.text(file.bytes),
              step: file.step)))
      }
      if isSettled { try shard.settle() }
    } catch {
      for file in staged { file.discard() }
      throw error
    }
    for (file, made) in zip(files, staged) {
      let path = folder.path(of: file.kind)
      if !Disk.exists(path) { isFolderSettled = false }
      try Disk.place(made, at: path)
    }
    try settleFolder()
  }

  func set(_ mark: Mark) throws(StoreError) {
    try folder.set(mark, isSettled: isWorthwhile)
    try settleFolder()
  }

  /// Sees whether the run was removed meanwhile.
  func checkIsThere() throws(StoreError) { try shard.checkIsThere() }

  func finish() throws(StoreError) {
    try checkIsThere()
    for report in thinning.flush() { try shard.append(.entry(.epoch(report))) }
    if isWorthwhile { try shard.settle() }
    try settleFolder()
  }

  /// Where there is a new name in it: what takes another file's place is whole on the disk itself, whichever outlives the loss.
  private func settleFolder() throws(StoreError) {
    guard isWorthwhile, !isFolderSettled else { return }
    try shard.settle()
    StagedFile.settle(folderOf: folder.shard)
    StagedFile.settle(folderOf: folder.path)
    isFolderSettled = true
  }
}
