import Canvas
import Telemetry

/// To which rung each grant of compute went: a row a rung, time to the right, with its share and its validation score.
struct AllocationPanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    guard let report = state.tradeoffs.allocation.report else { return }
    var panel = Panel(
      StyledText(Words.allocationTitle, ink.title), StyledText(report.policy.rawValue, ink.text),
      isFocused: state.tradeoffsFocus == .allocation)
    let spent = Double(report.spent) / Double(max(report.budget, 1))
    panel.topRight = [
      StyledText(
        report.isOver
          ? Words.allocationSpent(multiplyAdds: Numbers.amount(report.spent))
          : Words.allocationShare(percent: Numbers.percent(spent), budget: Numbers.amount(report.budget)),
        ink.dim)
    ]
    panel.bottomRight = [StyledText(Words.allocationColumns, ink.dim)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    let labels = report.shares.map { TextWidth.cleaned($0.rung.label) }
    let label = min(labels.map { TextWidth.width(of: $0) }.max() ?? 0, inner.width / 3)
    for (row, share) in report.shares.enumerated() where row < inner.height {
      draw(share, labels[row], width: label, on: &surface, in: inner.row(row))
    }
  }

  private func draw(
    _ share: AllocationReport.Share, _ label: String, width: Int, on surface: inout Surface, in line: Rect
  ) {
    let index = state.rungs.firstIndex { $0.id == share.rung } ?? 0
    let style = ink.series(index)
    surface.put(StyledText(label, share.isOut ? ink.dim : style), in: line.splitLeft(width).left)
    let figures =
      TextWidth.padded(Numbers.fixed(100 * state.tradeoffs.allocation.share(of: share.rung), 0) + " %", to: 6, .right)
      + TextWidth.padded(share.validation.map(Numbers.score) ?? Numbers.missing, to: 6, .right)
    surface.put(StyledText(figures, share.isOut ? ink.dim : ink.strong), in: line.splitRight(12).right)
    let strip = line.inset(left: width + 1, right: 13)
    guard strip.width > 0 else { return }
    let mark: Character = ink.look.isASCII ? "#" : "█"
    for (column, choice) in state.tradeoffs.allocation.choices.suffix(strip.width).enumerated() {
      let isOwn = choice == share.rung
      surface.put(
        String(isOwn ? mark : ink.look.isASCII ? "." : "·"), at: Point(strip.x + column, strip.y),
        style: isOwn ? style : ink.faint)
    }
    if share.isOut { surface.put("✗", at: Point(strip.maxX - 1, strip.y), style: ink.dim) }
  }
}
