import Canvas
import Telemetry

/// The grain that was chosen, as a picture and in words: each grain's mean error with the standard error of its difference from the
/// best, and the best error: a coarser grain that reaches it is preferred.
struct ChoicePanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let report = state.tradeoffs.choice.report
    var panel = Panel(StyledText(Words.choiceTitle, ink.title), isFocused: state.tradeoffsFocus == .choice)
    if let report {
      panel.topLeft.append([
        Span(chosenSign + " \(TextWidth.cleaned(report.chosen.label))", ink.accent.with(.bold)),
        Span(" " + Words.choiceChosen, ink.dim),
      ])
      panel.bottomLeft = [
        StyledText.richest(
          of: [
            StyledText(
              Words.choiceSearch(recipe: report.recipe, structures: report.candidates, blocks: report.origins.count),
              ink.dim), StyledText(Words.choiceBlocks(blocks: report.origins.count), ink.dim), "",
          ], within: rect.width - 24)
      ]
      let brief = StyledText(Words.choiceMeasureBrief, ink.dim)
      panel.name([[StyledText(Words.choiceMeasure, ink.dim)], [brief]], brief: brief, in: rect)
      panel.bottomRight = [
        [Span("┊ ", ink.actual), Span(Words.choiceLeast(value: Numbers.fixed(report.bestError, 3)), ink.dim)]
      ]
    }
    panel.topRight = [
      ink.hint(
        .chooseGrain, state.tradeoffs.choice.progress == nil ? Words.keyAgain : Words.keyStop, state.keymap)
    ]
    panel.draw(on: &surface, in: rect, look: ink.look)
    var inner = panel.interior(of: rect).inset(x: 1)
    if let progress = state.tradeoffs.choice.progress {
      draw(progress, on: &surface, in: inner.row(0))
      inner = inner.inset(top: 1)
    }
    guard let report else {
      // What is being done, as long as there is nothing else to say.
      for (row, line) in Wrapping.lines(Words.choiceExplanation, width: inner.width).prefix(max(inner.height - 1, 0))
        .enumerated()
      {
        surface.put(StyledText(line, ink.dim), in: inner.row(row + 1), ellipsis: ink.look.ellipsis)
      }
      return
    }
    let star = state.starBeside(report.chosen).map { Words.choiceStar(preferred: $0.label) }
    // What warns comes before what explains, which may have no room.
    let reasons =
      state.cautions(on: report).map { ($0, ink.warning) }
      + [report.reason, star].compactMap(\.self).map { ($0, ink.text) }
    let lines = reasons.flatMap { reason, style in
      Wrapping.lines(reason, width: max(inner.width, 8)).map { StyledText($0, style) }
    }
    // Bars first, a row each; then the reason, and only then blank rows between the bars.
    let lineCount = min(lines.count, max(inner.height - report.rungs.count, 0))
    let spare = inner.height - lineCount - 2 * report.rungs.count
    draw(report, stride: spare >= 0 ? 2 : 1, on: &surface, in: inner)
    let first = spare >= 0 ? 2 * report.rungs.count : inner.height - lineCount
    for (row, line) in lines.prefix(lineCount).enumerated() {
      surface.put(line, in: inner.row(first + row), ellipsis: ink.look.ellipsis)
    }
  }

  /// Not the star, which stands with the best on validation.
  private var chosenSign: String { ink.look.symbol("◆", ascii: "@") }

  private func draw(_ progress: ChoiceProgress, on surface: inout Surface, in row: Rect) {
    let left = progress.secondsLeft.map { "  " + Words.timeLeft(time: Numbers.clock($0)) } ?? ""
    let words = "  " + Words.choiceProgress(done: progress.done, planned: progress.planned) + left
    let text = progress.planned > 0 ? words : "  " + Words.choicePreparing
    let (right, bar) = row.splitRight(min(TextWidth.width(of: text), row.width))
    if bar.width > 4 {
      ProgressBar(progress.share, shape: .thin, style: ink.accent).draw(on: &surface, in: bar, look: ink.look)
    }
    surface.put(StyledText(text, ink.text), in: right, ellipsis: ink.look.ellipsis)
  }

  private func draw(_ report: ChoiceReport, stride: Int, on surface: inout Surface, in rect: Rect) {
    let label = min(report.rungs.map { TextWidth.width(of: $0.rung.label) }.max() ?? 0, rect.width / 4)
    let value = rect.width >= 40 ? 14 : 6
    let mark = 2
    let plot = Rect(
      x: rect.x + mark + label + 1, y: rect.y, width: rect.width - mark - label - 1 - value, height: rect.height)
    let end = report.rungs.map { $0.error + $0.differenceError }.max() ?? 1
    let scale = Double(max(plot.width - 1, 1)) / max(end, 1e-12)
    for (place, rung) in report.rungs.enumerated() where place * stride < rect.height {
      let row = rect.row(place * stride)
      let isChosen = rung.rung == report.chosen
      let index = state.rungs.firstIndex { $0.id == rung.rung } ?? 0
      surface.put(
        StyledText(isChosen ? chosenSign : " ", ink.accent.with(.bold)), at: row.origin, maxWidth: mark)
      surface.put(
        StyledText(TextWidth.cleaned(rung.rung.label), ink.series(index)),
        in: Rect(x: row.x + mark, y: row.y, width: label, height: 1), ellipsis: ink.look.ellipsis)
      if plot.width >= 6 {
        drawBar(
          rung, least: report.bestError, scale: scale, style: ink.series(index), on: &surface,
          in: Rect(x: plot.x, y: row.y, width: plot.width, height: 1))
      }
      surface.put(figure(rung, isWide: value > 6, report), in: row.splitRight(value).right, alignment: .right)
    }
  }

  private func figure(_ rung: ChoiceReport.Rung, isWide: Bool, _ report: ChoiceReport) -> StyledText {
    let style = rung.rung == report.chosen ? ink.good.with(.bold) : rung.rung == report.best ? ink.strong : ink.text
    let mean = Span(Numbers.fixed(rung.error, 3), style)
    let error = rung.rung == report.best ? "" : " ±" + Numbers.fixed(rung.differenceError, 3)
    return isWide ? [mean, Span(TextWidth.padded(error, to: 7, .left), ink.dim)] : [mean]
  }

  private func drawBar(
    _ rung: ChoiceReport.Rung, least: Double, scale: Double, style: Style, on surface: inout Surface, in rect: Rect
  ) {
    func column(_ value: Double) -> Int { min(max(Int((value * scale).rounded()), 0), rect.width - 1) }
    let isASCII = ink.look.isASCII
    let line = isASCII ? "=" : "━"
    surface.put(String(repeating: line, count: column(rung.error)), at: rect.origin, style: style)
    let (low, high) = (column(rung.error - rung.differenceError), column(rung.error + rung.differenceError))
    surface.put(
      String(repeating: isASCII ? "-" : "─", count: high - low), at: Point(rect.x + low, rect.y), style: ink.strong)
    surface.put(isASCII ? "|" : "┊", at: Point(rect.x + column(least), rect.y), style: ink.actual)
    guard rung.differenceError > 0 else { return }
    let marks = isASCII ? ["[", "]", "+"] : ["├", "┤", "┼"]
    let places = [rung.error - rung.differenceError, rung.error + rung.differenceError, rung.error]
    for (mark, place) in zip(marks, places) {
      surface.put(mark, at: Point(rect.x + column(place), rect.y), style: ink.strong)
    }
  }
}
