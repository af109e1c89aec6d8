import Store
import Telemetry

/// The values that a run's knobs have had one after the other, so that none is shown as if it had always been so.
struct KnobHistory {
  /// As shown, first to last; of those alone that were turned after the first step.
  let turned: [Knob: [String]]

  init(_ changes: [KnobChange]) {
    turned = changes.reduce(into: [:]) { turned, change in
      turned[change.knob, default: [change.old]].append(change.new)
    }
  }

  init(_ run: StoredRun) {
    self.init(
      run.record.interventions.compactMap { change in
        guard change.step > 0, let knob = change.knob, let old = change.old, let new = change.new else { return nil }
        return KnobChange(knob: knob, old: old.display, new: new.display)
      })
  }

  /// Values that are shown of one knob.
  private static let most = 4

  /// As `1e-3→5e-4` of a knob that was turned, else the value that it has; of many values the first and the last.
  func text(of knob: Knob, _ value: String) -> String {
    guard let values = turned[knob], let last = values.last else { return value }
    let shown = values.count > Self.most ? Array(values.prefix(Self.most - 2)) + ["…", last] : values
    return shown.joined(separator: "→")
  }
}
