import Basics
import Glibc

/// A folder in which runs are kept: a folder a run, whose shard is the truth, and an index that can be made anew from the
/// shards at any time.
package struct RunStore: Hashable, Sendable {
  /// Of the folder's form, as `store.json` says it.
  package static let version = 1
  static let runs = KeptFolder.runs

  package let path: String
  /// Whether `store.json` was lost: what the folder is was told by its runs.
  private let isUnlabelled: Bool

  /// Opens the store at `path`, which need not be there yet: without a folder there are no runs.
  ///
  /// - Throws: ``StoreError`` where the folder holds other things, or is of a newer version.
  package init(path: String) throws(StoreError) {
    self.path = path
    isUnlabelled = try !StoreLabel.isWhole(in: path)
  }

  /// Makes a lost `store.json` anew, as far as it can be written.
  ///
  /// - Returns: whether it was made; nothing is to be said otherwise.
  package func mendLabel() -> Bool {
    guard isUnlabelled else { return false }
    do { try StoreLabel.write(in: path) } catch { return false }
    return true
  }

  /// Whether anything was ever kept in it.
  package var exists: Bool { Disk.exists(path) }

  /// Makes the folder where it is not there yet, and sees whether runs can be kept in it.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  package func make() throws(StoreError) {
    try Disk.makeFolder(path)
    if !Disk.exists(StoreLabel.path(in: path)) { try StoreLabel.write(in: path) }
    let runs = path + "/" + Self.runs
    try Disk.makeFolder(runs)
    guard access(runs, W_OK) == 0 else { throw .unwritable(path: runs, reason: Disk.reason) }
  }

  /// Makes any folder, with those above it.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  package static func makeFolder(_ path: String) throws(StoreError) { try Disk.makeFolder(path) }

  package func folder(of id: StoreID) -> RunFolder { RunFolder(id: id, in: path) }

  /// Of all runs, in no order.
  package var folders: [RunFolder] {
    (Disk.names(in: path + "/" + Self.runs) ?? []).compactMap { StoreID($0).map(folder) }
  }

  /// Makes a folder for a new run, under a name that no other run has.
  ///
  /// - Parameter newID: draws a name.
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  func newFolder(_ newID: () -> StoreID) throws(StoreError) -> RunFolder {
    while true {
      let folder = folder(of: newID())
      if mkdir(folder.path, 0o755) == 0 { return folder }
      guard errno == EEXIST else { throw .unwritable(path: folder.path, reason: Disk.reason) }
    }
  }

  /// Names of files that are made anew where they are missing.
  static var caches: [String] { ["", "-wal", "-shm"].map { KeptFolder.index + $0 } + [RunSizes.name] }

  /// Bytes of the store's own files, by name: the index and its log.
  package var sizes: [String: Int64] {
    let names = (Disk.names(in: path) ?? []).filter { $0 != Self.runs }
    return Dictionary(uniqueKeysWithValues: names.map { ($0, Disk.change(of: path + "/" + $0).bytes) })
  }

  /// The one run whose name begins with `text`.
  ///
  /// - Throws: ``StoreError/unknownRun(_:)``, ``StoreError/ambiguousRun(_:among:)``.
  package func folder(named text: String) throws(StoreError) -> RunFolder {
    guard StoreID.isPrefix(text) else { throw .unknownRun(text) }
    if let id = StoreID(text), Disk.exists(folder(of: id).path) { return folder(of: id) }
    let found = folders.filter { $0.id.text.hasPrefix(text) }.sorted { $0.id < $1.id }
    guard let first = found.first else { throw .unknownRun(text) }
    guard found.count == 1 else { throw .ambiguousRun(text, among: found.prefix(6).map(\.id.text)) }
    return first
  }
}
