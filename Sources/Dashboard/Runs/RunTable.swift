import Telemetry

/// The records of all runs by their numbers, which count up from 0.
///
/// Events by the hundred change a record in each frame: here that is done in its place, where a dictionary would move the
/// whole record out and in again.
package struct RunTable: Sendable, ExpressibleByArrayLiteral {
  private var records: [LiveRun?] = []

  package init(arrayLiteral elements: LiveRun...) {
    for record in elements { self[record.plan.run] = record }
  }

  package subscript(run: RunID) -> LiveRun? {
    get { records.indices.contains(run.number) ? records[run.number] : nil }
    _modify {
      precondition(run.number >= 0, "runs are numbered from 0, not \(run.number)")
      while records.count <= run.number { records.append(nil) }
      yield &records[run.number]
    }
  }

  package var isEmpty: Bool { records.allSatisfy { $0 == nil } }

  /// In the order of their numbers.
  package var values: some Sequence<LiveRun> { records.lazy.compactMap { $0 } }

  /// Whether any record satisfies `predicate`.
  func contains(where predicate: (LiveRun) -> Bool) -> Bool {
    records.contains { $0.map(predicate) ?? false }
  }
}
