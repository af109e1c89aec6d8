import Datasets

extension TimeLadder {
  /// Why a rung stands on the ladder, in words without a full stop.
  ///
  /// - Parameters:
  ///   - cycles: cycles of the target, the shortest first.
  ///   - wasAsked: the user wrote the ladder.
  package func reason(for grain: Grain, horizon: Grain, cycles: [Period], wasAsked: Bool) -> String {
    var parts: [String] = wasAsked ? ["asked for"] : []
    if grain == base {
      parts.append("the file's own step, nothing is averaged")
    } else if let rows = grain.wholeSteps(of: base), rows > 1 {
      parts.append("averages \(rows) rows")
    }
    if grain == horizon {
      parts.append("as long as the horizon: a single step")
    } else if let steps = horizon.wholeSteps(of: grain) {
      parts.append("\(steps) of its steps make the horizon of \(horizon.label)")
    } else if !wasAsked {
      parts.append("the next usual grain beyond the horizon, to see what more averaging leaves")
    }
    if let cycle = cycles.first(where: { $0.milliseconds >= 2 * grain.meanLength }) {
      let bins = Double(cycle.milliseconds) / Double(grain.meanLength)
      let isWhole = abs(bins - bins.rounded()) < 0.01 * bins
      parts.append("\(isWhole ? "" : "about ")\(Int(bins.rounded())) bins a cycle of \(cycle.label)")
    } else if let cycle = cycles.last {
      parts.append("the cycle of \(cycle.label) is averaged away")
    }
    return parts.joined(separator: "; ")
  }
}
