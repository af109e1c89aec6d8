import FoundationEssentials
import Store
import Synchronization
import Telemetry
import Training

/// Runs of a journal that are in the store already: they began alike on the same data, and ended at the same step with the same weights.
final class KnownRuns: Sendable {
  private let store: RunStore
  /// Of the data at the same origins.
  private let rows: [RunRow]
  private let ends: [RunID: EndLine]
  private let found = Mutex<[RunID: StoreID]>([:])

  /// - Throws: ``StoreError`` where the store cannot be read.
  init(_ store: RunStore, _ data: DataIdentity, _ lines: [JournalLine]) throws(StoreError) {
    self.store = store
    let index = try StoreIndex(store)
    _ = try index.refresh()
    var query = RunQuery()
    query.dataHash = data.hash
    rows = try index.rows(query).filter { $0.originsHash == data.originsHash }
    var ends: [RunID: EndLine] = [:]
    for case .end(let line) in lines { ends[line.run] = line }
    self.ends = ends
  }

  /// The names of those that were found, ascending.
  var names: [String] { found.withLock { $0.values.map(\.text).sorted() } }

  /// The run of the store that a run of the journal is; nil where it is new.
  func id(of plan: RunPlan) -> StoreID? {
    guard let end = ends[plan.run], let beginning = Self.bytes(plan) else { return nil }
    let same = rows.first { row in
      guard row.rung == plan.rung.label, row.recipe == plan.recipe, row.seed == plan.seed, row.step == end.step,
        let run = try? store.folder(of: row.id).run()
      else { return false }
      return run.record.end.map { hexadecimal($0.weightsHash) } == end.weights
        && Self.bytes(run.header.plan) == beginning
    }
    guard let same else { return nil }
    found.withLock { $0[plan.run] = same.id }
    return same.id
  }

  /// The same bytes for the same beginning.
  private static func bytes(_ plan: RunPlan) -> Data? {
    var plan = plan
    // The options with which its data were opened; they are the same data.
    plan.data = nil
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    return try? encoder.encode(plan)
  }
}
