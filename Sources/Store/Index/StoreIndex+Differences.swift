import Telemetry

/// A knob in which listed runs differ.
package struct DifferingKnob: Hashable, Sendable {
  package let knob: Knob
  /// Characters of its longest value.
  package let width: Int
}

extension StoreIndex {
  /// The knobs in which runs of one grain differ among those that are asked for, in the order of the screen. What a run does now
  /// is not asked.
  package func differingKnobs(_ query: RunQuery) throws(StoreError) -> [DifferingKnob] {
    let found = try read { database throws(SQLError) in
      try database.rows(
        """
        SELECT knob, MAX(width), MAX(count) FROM ( \
        SELECT setting.knob AS knob, MAX(LENGTH(setting.text)) AS width, COUNT(DISTINCT setting.text) AS count \
        FROM run JOIN setting ON setting.run = run.id WHERE \(Self.conditions(query).conjunction) \
        GROUP BY run.rung, setting.knob) GROUP BY knob
        """
      ) { row -> DifferingKnob? in
        guard row.count(2) > 1, let knob = Knob(rawValue: row.text(0)), knob != .recipe else { return nil }
        return DifferingKnob(knob: knob, width: row.count(1))
      }
    }
    return Knob.allCases.compactMap { knob in found.first { $0.knob == knob } }
  }
}
