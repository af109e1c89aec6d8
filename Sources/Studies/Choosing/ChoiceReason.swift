import Basics
import Telemetry

/// A choice of grain in sentences.
struct ChoiceReason {
  let rungs: [ChoiceReport.Rung]
  let rule: OneStandardError
  /// Rungs that could not be trained on all blocks.
  let missing: [RungID]

  var text: String {
    let best = rungs[rule.best]
    let chosen = rungs[rule.chosen]
    var sentences: [String] = []
    if rule.best == rule.chosen {
      sentences.append(
        "\(chosen.rung): lowest mean RMSSE, \(fixed(chosen.error)) ± \(fixed(chosen.standardError)) over "
          + "\(chosen.blocks.count) blocks of origins.")
      let coarser = rungs[(rule.chosen + 1)...]
      if let next = coarser.min(by: { $0.error < $1.error }) {
        sentences.append(
          "No coarser grain comes within one standard error of it (\(fixed(rule.threshold))); \(next.rung) has "
            + "\(fixed(next.error)).")
      } else {
        sentences.append("It is the coarsest, too.")
      }
    } else {
      sentences.append(
        "\(chosen.rung): the coarsest grain within one standard error of the best. \(best.rung) has the lowest mean RMSSE, "
          + "\(fixed(best.error)) ± \(fixed(best.standardError)) over \(best.blocks.count) blocks of origins; up to "
          + "\(fixed(rule.threshold)) that is no clear difference, and \(chosen.rung) has \(fixed(chosen.error)).")
    }
    sentences.append("Structure: \(structure(of: chosen)).")
    if !missing.isEmpty {
      sentences.append(
        "Left out, as they could not be trained on every block: \(missing.map(\.label).joined(separator: ", ")).")
    }
    return sentences.joined(separator: " ")
  }

  private func structure(of rung: ChoiceReport.Rung) -> String {
    let rows = "\(rung.lookback) \(rung.lookback == 1 ? "row" : "rows") of lookback"
    return rung.units.isEmpty
      ? rows : rows + ", hidden layers of " + rung.units.map(String.init).joined(separator: " and ") + " units"
  }

  private func fixed(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 3) }
}
