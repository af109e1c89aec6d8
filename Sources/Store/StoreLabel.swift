import Basics
import FoundationEssentials

/// The file that says of a folder that it is a store, and of which form: `{"format":"grainscope-store","version":1}`.
///
/// One that was lost hides no run: where the runs beside it are of a form that is known, it can be made anew.
enum StoreLabel {
  private struct Content: Codable {
    var format: String
    var version: Int
  }

  static func path(in folder: String) -> String { folder + "/" + KeptFolder.label }

  /// Whether the label is whole, or there is nothing yet; false where it is lost and the runs beside it say what the folder is.
  ///
  /// - Throws: ``StoreError`` where the folder holds other things, or is of a newer version.
  static func isWhole(in folder: String) throws(StoreError) -> Bool {
    guard let bytes = try Disk.bytes(of: path(in: folder)) else {
      // One who makes a store writes its label first.
      guard Disk.names(in: folder)?.allSatisfy({ $0.hasPrefix(KeptFolder.label) }) ?? true else {
        return try isKnown(folder)
      }
      return true
    }
    guard let found = try? JSONDecoder().decode(Content.self, from: Data(bytes)), found.format == KeptFolder.format
    else { return try isKnown(folder) }
    guard found.version <= RunStore.version else { throw .newerVersion(path: folder, found: found.version) }
    return true
  }

  /// - Throws: ``StoreError/unwritable(path:reason:)``.
  static func write(in folder: String) throws(StoreError) {
    let text = "{\"format\":\"\(KeptFolder.format)\",\"version\":\(RunStore.version)}\n"
    try Disk.replace(path(in: folder), with: Array(text.utf8))
  }

  /// False, as the label is lost.
  ///
  /// - Throws: ``StoreError`` where nothing says that the folder is a store, or its runs are of a newer version.
  private static func isKnown(_ folder: String) throws(StoreError) -> Bool {
    let runs = folder + "/" + KeptFolder.runs
    var isStore = Disk.exists(runs) && Disk.exists(folder + "/" + KeptFolder.index)
    for id in (Disk.names(in: runs) ?? []).compactMap({ StoreID($0) }) {
      guard let bytes = try? Disk.bytes(of: RunFolder(id: id, in: folder).shard), SummedLine.isMeant(by: bytes[...])
      else { continue }
      isStore = true
      // A kind of line that is not known is of a newer version.
      if ShardReader.hasUnknownLine(bytes) { throw .lostLabel(path: folder) }
    }
    guard isStore else { throw .notAStore(path: folder) }
    return false
  }
}
