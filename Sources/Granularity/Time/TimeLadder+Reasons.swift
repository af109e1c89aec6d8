import Basics
import Datasets

extension TimeLadder {
  /// Why a rung stands on the ladder, in words without a full stop.
  ///
  /// - Parameters:
  ///   - cycles: cycles of the target, the shortest first.
  ///   - wasAsked: the user wrote the ladder.
  package func reason(for grain: Grain, horizon: Grain, cycles: [Period], wasAsked: Bool) -> String {
    var parts: [String] = wasAsked ? [Words.reasonAsked] : []
    if grain == base {
      parts.append(Words.reasonOwnStep)
    } else if let rows = grain.wholeSteps(of: base), rows > 1 {
      parts.append(Words.reasonAverages(rows: rows))
    }
    if grain == horizon {
      parts.append(Words.reasonHorizon)
    } else if let steps = horizon.wholeSteps(of: grain) {
      parts.append(Words.reasonDividesHorizon(steps: steps, horizon: horizon.label))
    } else if !wasAsked {
      parts.append(Words.reasonBeyond)
    }
    let resolved = cycles.first { $0.milliseconds >= 2 * grain.meanLength }
    if let cycle = resolved {
      let bins = Double(cycle.milliseconds) / Double(grain.meanLength)
      let isWhole = abs(bins - bins.rounded()) < 0.01 * bins
      let whole = Int(bins.rounded())
      parts.append(
        isWhole
          ? Words.reasonCycle(bins: whole, cycle: cycle.label) : Words.reasonCycleAbout(bins: whole, cycle: cycle.label)
      )
    }
    let short = cycles.filter { $0.milliseconds < 2 * grain.meanLength }.map { ($0, Alias(of: $0, at: grain, base)) }
    parts += short.compactMap { cycle, alias in
      guard let alias else { return nil }
      return Words.reasonAlias(
        cycle: cycle.label, alias: alias.label, share: NumberFormat.fixed(alias.gain * 100, decimals: 0))
    }
    if resolved == nil, let (cycle, alias) = short.last, alias == nil {
      parts.append(Words.reasonAveragedAway(cycle: cycle.label))
    }
    return parts.joined(separator: "; ")
  }
}
