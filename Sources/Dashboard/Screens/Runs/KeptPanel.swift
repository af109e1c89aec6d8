import Canvas
import Telemetry

/// The list of the runs of the store, those of the session among them.
struct KeptPanel {
  let state: State
  let listing: KeptListing
  let ink: Ink

  private static func firstLine(_ state: State, _ listing: KeptListing, in rect: Rect) -> Int {
    let rows = RunsPanel.rows(in: rect)
    return max(0, min((state.kept.line ?? 0) - rows / 2, listing.lines.count - rows))
  }

  /// The line under the pointer.
  static func line(at point: Point, in rect: Rect, _ state: State) -> Int? {
    guard let listing = state.kept.listing else { return nil }
    let row = point.y - rect.y - 2
    guard rect.inset(by: 1).contains(point), (0..<RunsPanel.rows(in: rect)).contains(row) else { return nil }
    let line = firstLine(state, listing, in: rect) + row
    return listing.lines.indices.contains(line) ? line : nil
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let count = listing.lines.count
    let first = Self.firstLine(state, listing, in: rect)
    let shown = first..<max(first, min(first + RunsPanel.rows(in: rect), count))
    var panel = Panel(
      StyledText(Words.runsTitle, ink.title), scopeName,
      state.isTestRevealed ? PartLabel(state: state, ink: ink).name : StyledText(), order,
      isFocused: state.focus(on: RunsScreen.self) == .runs)
    panel.topRight = [found]
    if !state.kept.query.filter.isEmpty {
      panel.topRight.insert([Span("/ ", ink.key), Span(TextWidth.cleaned(state.kept.query.filter), ink.strong)], at: 0)
    }
    let inner = panel.interior(of: rect).inset(x: 1)
    let columns = KeptColumns(state, listing, ink: ink, width: inner.width)
    let star = ink.look.symbol("★", ascii: "*")
    panel.bottomLeft = [StyledText(star + " ", ink.good) + StyledText(Words.keptLegend, ink.dim)]
    if !state.kept.marked.isEmpty {
      panel.bottomLeft.insert(StyledText(Words.keptMarked(count: "\(state.kept.marked.count)"), ink.strong), at: 0)
    }
    if columns.hiddenKnobs > 0 {
      panel.bottomRight.append(StyledText(Words.keptHidden(count: columns.hiddenKnobs), ink.dim))
    }
    if shown.count < count {
      panel.bottomRight.append(
        StyledText(Words.placeOf(place: (state.kept.line ?? 0) + 1, count: count), ink.dim))
      panel.scroll = ScrollPosition(first: first, visible: shown.count, total: count)
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    guard count > 0 else {
      drawNothing(on: &surface, in: inner)
      surface.cursor = Point(rect.x + 2, rect.y)
      return
    }
    let table = TableView(
      columns: columns.headings, rows: shown.map { isHeading($0) ? [] : columns.row($0) }, firstRow: first,
      selected: state.kept.line, offset: first)
    table.draw(on: &surface, in: inner, look: ink.look)
    for line in shown where isHeading(line) {
      let field = inner.row(1 + line - first)
      if let text = columns.row(line).cells.first { surface.put(text, in: field, ellipsis: ink.look.ellipsis) }
    }
    surface.cursor = Point(inner.x, inner.y + 1 + (state.kept.line ?? first) - first)
  }

  private func isHeading(_ line: Int) -> Bool { listing.choice(at: line) == nil }

  private var scopeName: StyledText {
    StyledText(
      state.kept.query.isOfAllData ? Words.keptAllData : TextWidth.cleaned(state.session?.fileName ?? ""), ink.text)
  }

  private var order: StyledText { StyledText(state.kept.query.order.words, ink.dim) }

  /// As `12 of 214 runs`.
  private var found: StyledText {
    let (found, total) = (listing.runs.count, listing.total)
    return StyledText(
      found == total ? Words.runs(runs: total) : Words.keptFound(found: found, total: total), ink.dim)
  }

  private func drawNothing(on surface: inout Surface, in area: Rect) {
    let keymap = state.keymap
    let sentence =
      state.kept.query.filter.isEmpty
      ? Words.keptNone(all: keymap.name(of: .allRuns))
      : Words.keptNoneFiltered(filter: keymap.name(of: .filterRuns))
    let lines = Wrapping.lines(sentence, width: min(area.width, 60))
    let field = area.centered(Size(area.width, lines.count))
    for (row, line) in lines.enumerated() {
      surface.put(StyledText(TextWidth.cleaned(line), ink.dim), in: field.row(row), alignment: .center)
    }
  }
}
