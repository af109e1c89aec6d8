import Basics
import FoundationEssentials
import Glibc

/// A folder in which runs are kept: a folder a run, whose shard is the truth, and an index that can be made anew from the
/// shards at any time.
package struct RunStore: Hashable, Sendable {
  /// Of the folder's form, as `store.json` says it.
  package static let version = 1
  static let runs = KeptFolder.runs
  private static let label = KeptFolder.label
  private static let format = KeptFolder.format

  package let path: String

  private struct Label: Codable {
    var format: String
    var version: Int
  }

  /// Opens the store at `path`, which need not be there yet: without a folder there are no runs.
  ///
  /// - Throws: ``StoreError`` where the folder holds other things, or is of a newer version.
  package init(path: String) throws(StoreError) {
    self.path = path
    let label = path + "/" + Self.label
    guard let bytes = try Disk.bytes(of: label) else {
      // One who makes a store writes its label first.
      guard Disk.names(in: path)?.allSatisfy({ $0.hasPrefix(Self.label) }) ?? true else {
        throw .notAStore(path: path)
      }
      return
    }
    guard let found = try? JSONDecoder().decode(Label.self, from: Data(bytes)), found.format == Self.format else {
      throw .notAStore(path: path)
    }
    guard found.version <= Self.version else { throw .newerVersion(path: path, found: found.version) }
  }

  /// Whether anything was ever kept in it.
  package var exists: Bool { Disk.exists(path) }

  /// Makes the folder where it is not there yet, and sees whether runs can be kept in it.
  ///
  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  package func make() throws(StoreError) {
    try Disk.makeFolder(path)
    let label = path + "/" + Self.label
    if !Disk.exists(label) {
      let text = "{\"format\":\"\(Self.format)\",\"version\":\(Self.version)}\n"
      try Disk.replace(label, with: Array(text.utf8))
    }
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
