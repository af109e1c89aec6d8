import Glibc

/// Folders whose files are the program's own: a store of runs, and the folder of a run in it. What is written for a user goes nowhere
/// into them.
package enum KeptFolder {
  /// The file that says of a folder that it is a store, and the word in it that does.
  package static let label = "store.json"
  package static let format = "grainscope-store"
  /// What a store has beside its label, so that it is known without.
  package static let runs = "runs"
  package static let index = "index.sqlite"
  /// What every run's folder has.
  package static let shard: StaticString = "run.ndjson"

  /// Bytes of a label; one is a tenth of that.
  private static let labelLimit = 1024

  /// Whether a path that is there, written without links, lies in such a folder however deep.
  static func holds(resolved path: String) -> Bool {
    var folder = Substring(path)
    while true {
      if isKept(String(folder)) { return true }
      guard let slash = folder.lastIndex(of: "/") else { return false }
      folder = folder[..<slash]
    }
  }

  private static func isKept(_ folder: String) -> Bool {
    func exists(_ name: String) -> Bool { access(PathBytes.bytes(folder + "/" + name), F_OK) == 0 }
    if exists("\(shard)") || exists(index) && exists(runs) { return true }
    guard let found = try? RegularFile.bytes(of: folder + "/" + label, limit: labelLimit) else { return false }
    return String(decoding: found, as: UTF8.self).contains(format)
  }
}
