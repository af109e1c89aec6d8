/// Why a store cannot be read or written.
package enum StoreError: Error, Hashable {
  /// The system refused; `reason` is its own word.
  case unwritable(path: String, reason: String)
  case unreadable(path: String, reason: String)
  /// A folder of other things.
  case notAStore(path: String)
  case newerVersion(path: String, found: Int)
  /// The folder's `store.json` is lost, and its runs are of a newer version.
  case lostLabel(path: String)
  /// A line, from 1, that is not as it was written.
  case damagedLine(path: String, line: Int)
  /// Such a line without which nothing of the run can be read.
  case damagedBeginning(path: String, line: Int)
  /// A session's or a run's line where none belongs.
  case misplacedLine(path: String, line: Int)
  /// An epoch that stands behind a later one, or twice.
  case disorderedEpoch(path: String, line: Int, epoch: Int, before: Int)
  /// A shard whose writer was cut off before its beginning was whole: there is nothing of the run yet, or any more.
  case notBegun(path: String)
  /// A shard that does not begin as one does.
  case noBeginning(path: String)
  /// The folder of a run has the name of another: it is a copy of that one's folder, or was renamed.
  case misnamed(path: String, run: String, isCopy: Bool)
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
    case .lostLabel(let path): Words.storeLabelLost(path: path)
    case .damagedLine(let path, let line): Words.shardDamaged(line: "\(line)", path: path)
    case .damagedBeginning(let path, let line): Words.shardBeginningDamaged(line: "\(line)", path: path)
    case .misplacedLine(let path, let line): Words.shardMisplaced(line: "\(line)", path: path)
    case .disorderedEpoch(let path, let line, let epoch, let before):
      Words.shardDisordered(line: "\(line)", path: path, epoch: "\(epoch)", before: "\(before)")
    case .notBegun(let path): Words.shardNotBegun(path: path)
    case .noBeginning(let path): Words.shardBeginning(path: path)
    case .misnamed(let path, let run, true): Words.runCopied(path: path, run: run)
    case .misnamed(let path, let run, false): Words.runRenamed(path: path, run: run)
    case .unknownRun(let id): Words.runUnknown(id: id)
    case .ambiguousRun(let id, let among): Words.runAmbiguous(id: id, among: among.joined(separator: ", "))
    case .isTrained(let id): Words.runTrained(id: id)
    }
  }
}
