import Telemetry

extension Intervention {
  /// What stands beside the mark.
  func markLabel(isWide: Bool) -> String {
    guard let knob, let old, let new else {
      // `restart, was at step 7 412`: the first word is the mark.
      return String(summary.prefix { $0 != "," }.prefix(12))
    }
    if isWide { return "\(knob.abbreviation) \(old.display) → \(new.display)" }
    if case .number(let before) = old, case .number(let after) = new, before > 0 {
      let ratio = after / before
      if (ratio - 0.5).magnitude < 1e-5 { return "\(knob.abbreviation) ½" }
      if (ratio - 2).magnitude < 1e-5 { return "\(knob.abbreviation) ×2" }
    }
    return "\(knob.abbreviation) \(new.display)"
  }
}
