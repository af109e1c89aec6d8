import Canvas
import Telemetry

/// Each rung's error at the common target as a bar: what its grain cannot know, and on top of it what the model misses,
/// with seasonal naive as a line through all of them.
struct RungErrorsPanel {
  let state: State
  let ink: Ink

  private struct Bar {
    let index: Int
    let label: String
    let score: Double
    let floor: Double
    let isRanked: Bool
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let isForecast = state.session?.target != nil
    var panel = Panel(
      StyledText("Error", ink.title), StyledText(isForecast ? "RMSSE" : "share of wrong classes", ink.dim))
    let hasFloors = bars.contains { $0.floor > 0 }
    if hasFloors { panel.topRight = [[Span("▒", ink.dim), Span(" floor of the grain", ink.dim)]] }
    if let reference { panel.bottomRight = [[Span("┊ ", ink.actual), Span(reference.name, ink.dim)]] }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard !bars.isEmpty else {
      surface.put(StyledText("no rung has been evaluated yet", ink.dim), in: inner, ellipsis: ink.look.ellipsis)
      return
    }
    draw(bars, on: &surface, in: inner)
  }

  private func draw(_ bars: [Bar], on surface: inout Surface, in rect: Rect) {
    let label = min(bars.map { TextWidth.width(of: $0.label) }.max() ?? 0, rect.width / 3)
    let plot = Rect(x: rect.x + label + 1, y: rect.y, width: rect.width - label - 6, height: rect.height)
    guard plot.width >= 4 else { return }
    // A rung that has learnt nothing yet would press the others together.
    let usual = max(reference?.value ?? 0, bars.map(\.score).min() ?? 0)
    let end = min(bars.map(\.score).max() ?? 1, 2.5 * usual)
    let scale = Double(plot.width) / max(end, reference?.value ?? 0, 1e-9)
    // Thicker bars with a blank row between them where there is room.
    let stride = min(max((rect.height + 1) / bars.count, 1), 4)
    let thickness = max(stride - 1, 1)
    for (place, bar) in bars.enumerated() where place * stride < rect.height {
      let row = rect.row(place * stride + (thickness - 1) / 2)
      surface.put(StyledText(bar.label, ink.series(bar.index)), in: row.splitLeft(label).left)
      let style = bar.isRanked ? ink.strong : ink.dim
      surface.put(StyledText(Numbers.score(bar.score), style), in: row.splitRight(5).right, alignment: .right)
      for line in 0..<min(thickness, rect.height - place * stride) {
        draw(
          bar, scale: scale, on: &surface,
          in: Rect(x: plot.x, y: rect.y + place * stride + line, width: plot.width, height: 1))
      }
    }
    guard let reference else { return }
    let column = plot.x + min(Int(reference.value * scale), plot.width - 1)
    let last = min((bars.count - 1) * stride + thickness, rect.height) - 1
    for row in 0...last where surface[column, rect.y + row].glyph.scalar == " " {
      surface.put("┊", at: Point(column, rect.y + row), style: ink.actual)
    }
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

  private var bars: [Bar] {
    state.rungs.enumerated().compactMap { index, rung in
      guard rung.exclusion == nil, let scores = state.record(of: rung.id)?.evaluation?.scores,
        let score = scores.ranked, score.isFinite
      else { return nil }
      return Bar(
        index: index, label: TextWidth.cleaned(rung.id.label), score: score, floor: rung.floor ?? 0,
        isRanked: scores.isRanked)
    }
  }

  private var reference: (name: String, value: Double)? {
    if let target = state.session?.target {
      return target.seasonalNaiveScores.rmsse.map { ("seasonal naive \(Numbers.score($0))", $0) }
    }
    return state.session?.classTarget.map {
      ("commonest class \(Numbers.score(1 - $0.majorityAccuracy))", 1 - $0.majorityAccuracy)
    }
  }
}
