import Basics
import Dispatch
import Store

/// Keeps a store within the room that the configuration gives it, beside whatever a command does.
final class StoreRoom: Sendable {
  private let group = DispatchGroup()

  /// - Parameter report: takes what was removed, as a sentence.
  init(_ store: RunStore, limit: Int64? = StoreOrder.limit, report: @escaping @Sendable (String) -> Void) {
    guard let limit else { return }
    // However late the work below begins: what this session keeps is not old.
    let moment = RunStore.fileMoment
    DispatchQueue.global(qos: .utility).async(group: group) {
      // What cannot be removed now can be the next time.
      guard let done = try? store.keepWithin(limit, keptBefore: moment), done.runs > 0 else { return }
      report(
        Words.storePruned(
          limit: NumberFormat.bytes(Int(limit)), runs: done.runs, freed: NumberFormat.bytes(Int(done.bytes))))
    }
  }

  func wait() { group.wait() }
}
