import Canvas
import Models
import Telemetry

/// A choice of grain as text: a bar a grain with the standard error of its difference from the best, whose error goes through all of them, the reason below.
struct ChoicePage {
  private let report: ChoiceReport
  private let info: SessionInfo
  private let isPlain: Bool
  private let columns: Int

  init(report: ChoiceReport, info: SessionInfo, to output: Standard) {
    self.report = report
    self.info = info
    isPlain = !output.showsUnicode
    columns = output.isTerminal ? output.columns : 100
  }

  var text: String {
    let hasLookback = report.rungs.contains { $0.lookback != nil }
    let hasUnits = report.rungs.contains { !$0.units.isEmpty }
    let heads = ScoreTable.aligned(
      [
        [Words.scoreGrain, "RMSSE", "± SE", Words.chooseDifference, "± SE"]
          + (hasLookback ? [Words.chooseLookback] : [])
          + (hasUnits ? [Words.chooseUnits] : [])
      ]
        + report.rungs.map { rung in
          [rung.rung.label, ScoreTable.number(rung.error), ScoreTable.number(rung.standardError)]
            + [rung.rung == report.best ? "" : ScoreTable.number(rung.error - report.bestError)]
            + [rung.rung == report.best ? "" : ScoreTable.number(rung.differenceError)]
            + (hasLookback ? [rung.lookback.map(String.init) ?? ""] : [])
            + (hasUnits ? [KnobValue.list(rung.units).display] : [])
        }
    ).split(separator: "\n")
    let width = min(max(columns - (heads.map { TextWidth.width(of: String($0)) }.max() ?? 0) - 16, 12), 48)
    let bars = [""] + report.rungs.map { bar($0, width: width) + verdict($0) }
    let rows = zip(heads, bars).map { head, bar in bar.isEmpty ? String(head) : "\(head)  \(bar)".trimmingEnd }
    return title + "\n" + rows.joined(separator: "\n") + "\n" + legend + "\n\n" + report.reason + "\n"
      + info.dataRemarks.map { Words.note(remark: $0) + "\n" }.joined()
  }

  private var title: String {
    let origins = report.origins.map(String.init).joined(separator: ", ")
    return Words.chooseTitle(
      target: info.targetName, horizon: report.horizonLabel, grain: report.grainLabel, recipe: report.recipe,
      structures: report.candidates, blocks: report.origins.count, origins: origins)
  }

  private var legend: String {
    let (_, low, _, high, mark) = signs
    return "\(low) \(high) \(Words.chooseStandardError)   "
      + "\(mark) \(Words.chooseLeast(error: ScoreTable.number(report.bestError)))"
  }

  private func verdict(_ rung: ChoiceReport.Rung) -> String {
    let best = rung.rung == report.best ? [Words.chooseBest] : []
    let chosen = rung.rung == report.chosen ? [Words.chooseChosen] : []
    let verdict = (best + chosen).joined(separator: ", ")
    return verdict.isEmpty ? "" : "  " + verdict
  }

  private var signs: (fill: String, low: String, middle: String, high: String, mark: String) {
    isPlain ? ("#", "[", "+", "]", "|") : ("━", "├", "┼", "┤", "┊")
  }

  /// A bar from 0 to the mean, the standard error of the difference at the end, and the best error.
  private func bar(_ rung: ChoiceReport.Rung, width: Int) -> String {
    let end = report.rungs.map { $0.error + $0.differenceError }.max() ?? 1
    let scale = Double(width - 1) / max(end, 1e-12)
    func place(_ value: Double) -> Int { min(max(Int((value * scale).rounded()), 0), width - 1) }
    let (fill, low, middle, high, mark) = signs
    var cells = [String](repeating: " ", count: width)
    for cell in 0..<place(rung.error) { cells[cell] = fill }
    cells[place(report.bestError)] = mark
    guard rung.differenceError > 0 else { return cells.joined() }
    cells[place(rung.error - rung.differenceError)] = low
    cells[place(rung.error + rung.differenceError)] = high
    cells[place(rung.error)] = middle
    return cells.joined()
  }
}

extension String {
  fileprivate var trimmingEnd: String { String(reversed().drop { $0 == " " }.reversed()) }
}
