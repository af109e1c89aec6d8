/// Why a store cannot be read or written.
package enum StoreError: Error, Hashable {
  /// The system refused; `reason` is its own word.
  case unwritable(path: String, reason: String)
  case unreadable(path: String, reason: String)
  /// A folder of other things.
  case notAStore(path: String)
  case newerVersion(path: String, found: Int)
  /// A line, from 1, that is not as it was written.
  case damagedLine(path: String, line: Int)
  /// A shard whose writer was cut off before its beginning was whole: there is nothing of the run yet, or any more.
  case notBegun(path: String)
  /// A shard that does not begin as one does.
  case noBeginning(path: String)
  case unknownRun(String)
  case ambiguousRun(String, among: [String])
  /// Another process trains the run.
  case isTrained(String)

  package var sentence: String {
    switch self {
    case .unwritable(let path, let reason): Words.storeUnwritable(path: path, reason: reason)
    case .unreadable(let path, let reason): Words.storeUnreadable(path: path, reason: reason)
    case .notAStore(let path): Words.storeNone(path: path)
    case .newerVersion(let path, let found):
      Words.storeNewer(path: path, found: "\(found)", known: "\(RunStore.version)")
    case .damagedLine(let path, let line): Words.shardDamaged(line: "\(line)", path: path)
    case .notBegun(let path): Words.shardNotBegun(path: path)
    case .noBeginning(let path): Words.shardBeginning(path: path)
    case .unknownRun(let id): Words.runUnknown(id: id)
    case .ambiguousRun(let id, let among): Words.runAmbiguous(id: id, among: among.joined(separator: ", "))
    case .isTrained(let id): Words.runTrained(id: id)
    }
  }
}
