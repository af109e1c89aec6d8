import GRDB
import Telemetry

/// A knob that was turned after a run's first step, with its values as they are shown.
package struct KnobChange: Hashable, Sendable {
  package let knob: Knob
  package let old, new: String

  package init(knob: Knob, old: String, new: String) {
    self.knob = knob
    self.old = old
    self.new = new
  }
}

extension StoreIndex {
  /// The knobs of runs that were turned after the first step, in the order in which they were.
  package func changes(of runs: [StoreID]) throws(StoreError) -> [StoreID: [KnobChange]] {
    let wanted = Set(runs.map(\.text))
    do {
      return try database.read { database in
        var changes: [StoreID: [KnobChange]] = [:]
        let all = Table("change").select(["run", "knob", "old", "new"].map { Column($0) })
        let cursor = try Row.fetchCursor(
          database, all.filter(Column("step") > 0 && Column("knob") != nil).order(Column.rowID))
        while let row = try cursor.next() {
          let run: String = row[0]
          guard wanted.contains(run), let id = StoreID(run), let knob = Knob(rawValue: row[1]),
            let old: String = row[2], let new: String = row[3]
          else { continue }
          changes[id, default: []].append(KnobChange(knob: knob, old: old, new: new))
        }
        return changes
      }
    } catch { throw .unreadable(path: database.path, reason: Self.reason(error)) }
  }
}
