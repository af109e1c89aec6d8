import Canvas
import Telemetry

/// The list of runs, or how a run comes here.
struct RunsPanel {
  let state: State
  let ink: Ink

  /// Rows of the table that a panel shows under its heading.
  static func rows(in rect: Rect) -> Int { max(rect.height - 3, 1) }

  /// The chosen run stands in the middle where the list is longer than the panel.
  private static func firstRow(_ list: RunList, in rect: Rect) -> Int {
    max(0, min((list.chosen ?? 0) - rows(in: rect) / 2, list.lines.count - rows(in: rect)))
  }

  /// The run whose line is under the pointer.
  static func run(at point: Point, in rect: Rect, _ state: State) -> RunID? {
    let list = RunList(state)
    let row = point.y - rect.y - 2
    guard rect.inset(by: 1).contains(point), (0..<rows(in: rect)).contains(row) else { return nil }
    let index = firstRow(list, in: rect) + row
    return list.lines.indices.contains(index) ? list.lines[index].run : nil
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let list = RunList(state)
    let count = list.lines.count
    var panel = Panel(
      StyledText(Words.runsTitle, ink.title), PartLabel(state: state, ink: ink).counted,
      StyledText(
        state.runsScreen.isByScore ? Words.runsByScore(score: list.book.task.headlineNames.first) : Words.runsOfSession,
        ink.dim),
      isFocused: true)
    guard count > 0 else {
      panel.draw(on: &surface, in: rect, look: ink.look)
      drawNothing(on: &surface, in: panel.interior(of: rect).inset(x: 2))
      surface.cursor = Point(rect.x + 2, rect.y)
      return
    }
    let star = ink.look.symbol("★", ascii: "*")
    let first = Self.firstRow(list, in: rect)
    let shown = first..<min(first + Self.rows(in: rect), count)
    panel.topRight = [StyledText(Words.runs(runs: count), ink.dim)]
    if state.reveal.count > 0 {
      panel.topRight.append(StyledText(Words.testShown(times: state.reveal.count), ink.warning))
    }
    panel.bottomLeft = [
      StyledText.richest(
        of: [
          legend(Words.runsLegend(star: star)), legend(Words.runsLegendShort), legend(Words.runsLegendBrief), "",
        ], within: rect.width - 16)
    ]
    if shown.count < count {
      panel.bottomRight = [StyledText(Words.placeOf(place: shown.upperBound, count: count), ink.dim)]
      panel.scroll = ScrollPosition(first: first, visible: shown.count, total: count)
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    let columns = RunColumns(list, ink: ink, width: inner.width)
    let table = TableView(
      columns: columns.headings(width: inner.width), rows: list.lines[shown].map(columns.row), firstRow: first,
      selected: list.chosen,
      offset: first)
    table.draw(on: &surface, in: inner, look: ink.look)
    surface.cursor = Point(inner.x, inner.y + 1 + (list.chosen ?? first) - first)
  }

  private func legend(_ text: String) -> StyledText { [Span("● ", ink.good), Span(text, ink.dim)] }

  /// How a run comes here.
  private func drawNothing(on surface: inout Surface, in area: Rect) {
    let keymap = state.keymap
    let sentence = Words.runsExplanation(
      branch: keymap.name(of: .branch), restart: keymap.name(of: .restart), join: keymap.name(of: .join))
    let lines = [Words.runsNone, ""] + Wrapping.lines(sentence, width: min(area.width, 60))
    let field = area.centered(Size(area.width, lines.count))
    for (row, line) in lines.enumerated() {
      surface.put(StyledText(line, row == 0 ? ink.strong : ink.dim), in: field.row(row), alignment: .center)
    }
  }
}
