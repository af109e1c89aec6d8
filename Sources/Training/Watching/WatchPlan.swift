import Granularity
import Models

/// What a watch is asked to do, before the first value has come.
package struct WatchPlan: Sendable {
  /// Where the stream comes from, as it is shown.
  package var source: String
  /// The column that is watched.
  package var target: String
  package var ladder: LiveLadder
  package var settings: Settings
  /// Closed origins over which errors roll.
  package var window = 40
  /// Origins in a row at which another rung must come out before it is preferred.
  package var patience = 5
  /// What to add to an instant for the wall clock; nil where stamps carry no zone.
  package var zoneOffset: Int64?

  /// Closed origins before a rung is ranked and one is preferred.
  package var least: Int { min(20, window) }
}
