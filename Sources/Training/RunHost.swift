import Dispatch
import Models
import Telemetry

/// What a screen needs of the runs behind it, whether they learn from a file or from a stream.
package protocol RunHost: CurveSource, Sendable {
  func send(_ command: Command, to run: RunID)
  func sendAll(_ command: Command)
  /// Starts a run of its own from a run at exactly `step`, with `edits` made.
  ///
  /// - Returns: false where the run has not begun, or began after `step`.
  /// - Throws: ``SettingsError`` where an edit does not fit its knob.
  func startBranch(
    from parent: RunID, atStep step: Int, edits: [Knob: KnobValue]
  ) throws(SettingsError) -> Bool
  /// Shows how a run's network looks inside, as events; nil ends that.
  func look(_ request: InsideRequest?, into run: RunID)
  /// How far every run is.
  var progress: [RunID: RunProgress] { get }
  func waitUntilEnded(atMost limit: DispatchTimeInterval)
}

extension RunHost {
  package func look(_ request: InsideRequest?, into run: RunID) {}
}
