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
    let wanted = Set(runs)
    let found = try read { database throws(SQLError) in
      try database.rows(
        """
        SELECT run, knob, old, new FROM change WHERE \(Self.isOne("run", of: runs)) AND step > 0 AND knob IS NOT NULL \
        AND old IS NOT NULL AND new IS NOT NULL ORDER BY rowid
        """
      ) { row -> (run: StoreID, change: KnobChange)? in
        guard let id = StoreID(row.text(0)), wanted.contains(id), let knob = Knob(rawValue: row.text(1)) else {
          return nil
        }
        return (id, KnobChange(knob: knob, old: row.text(2), new: row.text(3)))
      }
    }
    return Dictionary(grouping: found, by: \.run).mapValues { $0.map(\.change) }
  }

  /// Runs of which a knob was turned after the first step.
  package func turnedRuns() throws(StoreError) -> Set<StoreID> {
    Set(
      try read { database throws(SQLError) in
        try database.rows("SELECT DISTINCT run FROM change WHERE step > 0 AND knob IS NOT NULL") { StoreID($0.text(0)) }
      })
  }
}
