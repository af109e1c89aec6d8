import Basics
import Telemetry

/// A choice of grain in sentences.
struct ChoiceReason {
  let rungs: [ChoiceReport.Rung]
  let rule: OneStandardError
  /// Rungs that could not be trained on all blocks.
  let missing: [RungID]
  /// Of each block.
  let origins: [Int]
  /// Origins of each block that are left out for all.
  let omitted: [Int]
  let droppedBlocks: Int
  /// Lookbacks that could not be scored in every block.
  let skipped: Int
  let skipsLongest: Bool

  var text: String {
    let best = rungs[rule.best]
    let chosen = rungs[rule.chosen]
    var sentences: [String] = []
    if rule.best == rule.chosen {
      sentences.append(
        Words.choiceBest(
          rung: chosen.rung.label, error: fixed(chosen.error), deviation: fixed(chosen.standardError),
          blocks: chosen.blocks.count))
      let coarser = rungs[(rule.chosen + 1)...]
      if let next = coarser.min(by: { $0.error < $1.error }) {
        sentences.append(
          Words.choiceNoCoarser(
            next: next.rung.label, difference: fixed(next.error - best.error), deviation: fixed(next.differenceError)))
      } else {
        sentences.append(Words.choiceIsCoarsest)
      }
    } else {
      sentences.append(
        Words.choiceCoarser(
          rung: chosen.rung.label, best: best.rung.label, error: fixed(best.error),
          deviation: fixed(best.standardError), blocks: best.blocks.count,
          difference: fixed(chosen.error - best.error), own: fixed(chosen.differenceError)))
    }
    if let structure = structure(of: chosen) { sentences.append(structure) }
    if !missing.isEmpty {
      sentences.append(Words.choiceMissing(rungs: missing.map(\.label).joined(separator: ", ")))
    }
    let left = omitted.reduce(0, +)
    if left > 0 { sentences.append(Words.choiceOmitted(count: left, all: left + origins.reduce(0, +))) }
    if skipped > 0 { sentences.append(Words.choiceSkipped(count: skipped)) }
    if droppedBlocks > 0 {
      sentences.append(Words.choiceDroppedBlocks(count: droppedBlocks, all: origins.count + droppedBlocks))
    }
    if skipsLongest { sentences.append(Words.choiceSkipsLongest) }
    let count = origins.reduce(0, +)
    if count < ChoiceGround.fewOrigins {
      sentences.append(Words.choiceFewOrigins(count: count, needed: ChoiceGround.fewOrigins))
    }
    return sentences.joined(separator: " ")
  }

  /// Nil where there was nothing to choose but the grain.
  private func structure(of rung: ChoiceReport.Rung) -> String? {
    guard let lookback = rung.lookback else { return nil }
    return rung.units.isEmpty
      ? Words.choiceLookback(rows: lookback)
      : Words.choiceLookbackAndLayers(rows: lookback, widths: Listing.all(rung.units.map(String.init)))
  }

  private func fixed(_ value: Double) -> String { NumberFormat.fixed(value, decimals: 3) }
}
