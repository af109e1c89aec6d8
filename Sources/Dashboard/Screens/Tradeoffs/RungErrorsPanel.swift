import Basics
import Canvas
import Telemetry

/// Each rung's error at the common target as a bar: what no model can reach at its grain, and on top of it what the model misses,
/// with the better baseline as a line through all of them; where rungs were trained with several seeds their means, with their
/// intervals.
struct RungErrorsPanel {
  let state: State
  let ink: Ink
  let target: SessionTarget

  private var task: PredictionTask { target.task }

  private struct Bar {
    let index: Int
    let label: String
    let score: Double
    let floor: Double
    let isRanked: Bool
    /// Of the interval over seeds.
    let half: Double?
    /// Of which a mean over seeds is, where the run went on.
    let epochs: Int?

    var largest: Double { score + (half ?? 0) }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let bars = bars
    let hasSeeds = bars.contains { $0.half != nil }
    let label = PartLabel(state: state, ink: ink)
    var panel = Panel(
      StyledText(Words.errorTitle, ink.title), label.counted, isFocused: state.tradeoffsFocus == .errors)
    panel.topLeft += label.boardErrors(task, width: rect.width, namingWeightsFrom: 70)
    if bars.contains(where: { $0.floor > 0 }) {
      panel.topRight = [[Span("▒", ink.dim), Span(" " + Words.floor, ink.dim)]]
    }
    if hasSeeds {
      panel.topRight.append([
        Span(whisker.joined(), ink.strong),
        Span(" " + (rect.width < 90 ? Words.overSeedsBrief : Words.overSeeds), ink.dim),
      ])
    }
    if let reference {
      panel.bottomRight = [[Span("┊ ", ink.actual), Span("\(reference.name) \(task.text(reference.error))", ink.dim)]]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner) { return }
    guard !bars.isEmpty else {
      surface.put(StyledText(Words.nothingEvaluated, ink.dim), in: inner, ellipsis: ink.look.ellipsis)
      return
    }
    let verdicts = verdicts(width: inner.width)
    // Bars first, then as much of the verdicts as is left room for.
    let lineCount = min(verdicts.count, max(inner.height - bars.count - 1, 0))
    let (below, above) = inner.splitBottom(lineCount)
    let values = bars.map(value)
    let least = hasSeeds ? task.textWidths.withHalf : task.textWidths.alone
    draw(bars, values, valueWidth: values.map(\.width).reduce(least, max), on: &surface, in: above)
    for (row, line) in verdicts.prefix(lineCount).enumerated() {
      surface.put(line, in: below.row(row), ellipsis: ink.look.ellipsis)
    }
  }

  private func verdicts(width: Int) -> [StyledText] {
    guard let report = state.seedReport else { return [] }
    let verdicts =
      state.isTestRevealed ? report.verdicts.map { Words.seedsOnValidation(verdict: $0) } : report.verdicts
    let others = state.unrepeated.map(\.label)
    let left = others.isEmpty ? [] : [Words.errorWithoutSeeds(rungs: Listing.all(others))]
    return (left + verdicts).flatMap { verdict in
      Wrapping.lines(verdict, width: max(width, 8)).map { StyledText($0, ink.text) }
    }
  }

  private func draw(
    _ bars: [Bar], _ values: [StyledText], valueWidth: Int, on surface: inout Surface, in rect: Rect
  ) {
    let label = min(bars.map { TextWidth.width(of: $0.label) }.max() ?? 0, rect.width / 3)
    let plot = Rect(x: rect.x + label + 1, y: rect.y, width: rect.width - label - 1 - valueWidth, height: rect.height)
    guard plot.width >= 4 else { return }
    // A rung that has learnt nothing yet would press the others together.
    let usual = max(reference?.error ?? 0, bars.map(\.largest).min() ?? 0)
    let end = min(bars.map(\.largest).max() ?? 1, 2.5 * usual)
    let scale = Double(plot.width - 1) / max(end, reference?.error ?? 0, 1e-9)
    // Thicker bars with a blank row between them where there is room.
    let stride = min(max((rect.height + 1) / bars.count, 1), 4)
    let thickness = max(stride - 1, 1)
    for (place, bar) in bars.enumerated() where place * stride < rect.height {
      let middle = place * stride + (thickness - 1) / 2
      let row = rect.row(middle)
      surface.put(StyledText(bar.label, ink.series(bar.index)), in: row.splitLeft(label).left)
      surface.put(values[place], in: row.splitRight(valueWidth).right, alignment: .right)
      for line in 0..<min(thickness, rect.height - place * stride) {
        draw(
          bar, scale: scale, on: &surface,
          in: Rect(x: plot.x, y: rect.y + place * stride + line, width: plot.width, height: 1))
      }
      drawWhisker(of: bar, scale: scale, on: &surface, in: Rect(x: plot.x, y: row.y, width: plot.width, height: 1))
    }
    guard let reference else { return }
    let column = plot.x + min(Int(reference.error * scale), plot.width - 1)
    let last = min((bars.count - 1) * stride + thickness, rect.height) - 1
    let sign = ink.look.symbol("┊", ascii: "|")
    for row in 0...last {
      let point = Point(column, rect.y + row)
      let cell = surface[point.x, point.y]
      // Cut out of a full bar; whiskers stay whole.
      if cell.glyph.scalar == "█" {
        surface.put(sign, at: point, style: cutOut(cell.style))
      } else if [" ", "▒", ":"].contains(cell.glyph.scalar) {
        surface.put(sign, at: point, style: ink.actual)
      }
    }
  }

  private func cutOut(_ bar: Style) -> Style {
    guard let ground = ink.look.theme.background, let color = bar.foreground else { return bar.with(.reverse) }
    return Style(foreground: ground, background: color)
  }

  /// As `0.62±.03 @12`; in brackets where it is not ranked.
  private func value(of bar: Bar) -> StyledText {
    let text = task.text(bar.score)
    var value = bar.isRanked ? StyledText(text, ink.strong) : StyledText("(\(text))", ink.dim)
    if let half = bar.half { value.append(task.half(half), ink.dim) }
    if let epochs = bar.epochs { value.append(" @\(epochs)", ink.dim) }
    return value
  }

  private func draw(_ bar: Bar, scale: Double, on surface: inout Surface, in line: Rect) {
    let end = min(Int((bar.score * scale).rounded()), line.width)
    let floor = min(Int((bar.floor * scale).rounded()), end)
    let (solid, shade): (Character, Character) = ink.look.isASCII ? ("#", ":") : ("█", "▒")
    let style = ink.series(bar.index)
    surface.put(
      [
        Span(String(repeating: shade, count: floor), ink.look.theme.faded(style, 0.4)),
        Span(String(repeating: solid, count: max(end - floor, end > 0 ? 0 : 1)), style),
      ], in: line)
    if bar.score * scale > Double(line.width) + 0.5 {
      surface.put("▸", at: Point(line.maxX - 1, line.y), style: ink.strong)
    }
  }

  // MARK: Seeds

  private var whisker: [String] { ink.look.isASCII ? ["[", "+", "]"] : ["├", "┼", "┤"] }

  /// The interval of the mean over seeds, on the bar's own ground so that both can be seen.
  private func drawWhisker(of bar: Bar, scale: Double, on surface: inout Surface, in line: Rect) {
    guard let half = bar.half, half > 0 else { return }
    func column(_ value: Double) -> Int { min(max(Int(value * scale), 0), line.width - 1) }
    let (first, middle, last) = (column(bar.score - half), column(bar.score), column(bar.score + half))
    let signs = whisker
    for place in first...last {
      let sign =
        place == middle ? signs[1] : place == first ? signs[0] : place == last ? signs[2] : ink.look.isASCII ? "-" : "─"
      surface.put(sign, at: Point(line.x + place, line.y), style: ink.strong)
    }
  }

  // MARK: Values

  private var bars: [Bar] {
    state.boardErrors.map { own in
      let rung = state.rungs[own.index]
      return Bar(
        index: own.index, label: TextWidth.cleaned(rung.id.label), score: own.error,
        floor: rung.floor(state.shownPart) ?? 0, isRanked: own.isRanked, half: own.half, epochs: own.epochs)
    }
  }

  private var reference: Baseline? { state.yardstick(on: state.shownPart) }
}
