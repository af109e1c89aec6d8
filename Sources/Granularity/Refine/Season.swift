/// A cycle of the calendar after which a shape repeats.
package enum Season: String, Hashable, Sendable, CaseIterable {
  /// No cycle: one shape for all.
  case none
  case day, week, year
}
