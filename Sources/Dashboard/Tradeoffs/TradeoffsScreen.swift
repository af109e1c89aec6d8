import Canvas
import Telemetry

/// Screen 2: all rungs at once. What each costs, how it does at the common target, and the one against the other.
struct TradeoffsScreen {
  let state: State
  let session: SessionInfo
  let ink: Ink

  /// Whether key and name of this screen are shown.
  static let isReady = true

  /// In the order in which Tab goes through them; the first has the focus at the beginning.
  static let panels: [State.Focus] = [.rungs, .costs]

  /// The keys that work on this screen alone.
  static let bindings: [Binding] = [
    Binding(
      .previousRung, [.up], with: .nextRung, "rung", .tradeoffs, "Chooses the finer rung above.", on: [.tradeoffs],
      when: .hasRungs),
    Binding(
      .nextRung, [.down], "", .tradeoffs, "Chooses the coarser rung below.", on: [.tradeoffs], when: .hasRungs),
    Binding(
      .openRung, [.enter], "open", .tradeoffs, "Opens the chosen rung in the Lab.", on: [.tradeoffs], when: .hasRun),
  ]

  /// Where the panels stand: the table above, the plot below, with the bars beside it where there is room.
  private struct Places {
    let rungs: Rect
    let costs: Rect
    let errors: Rect?

    init(in body: Rect, rows: Int) {
      // The table takes what it needs and leaves the plot at least half.
      let wanted = rows + 3
      let (above, below) = body.splitTop(min(wanted, max(body.height / 2, 6), max(body.height - 6, 4)))
      rungs = above
      guard below.width >= 100 else {
        costs = below
        errors = nil
        return
      }
      let (right, left) = below.splitRight(below.width * 2 / 5)
      costs = left
      errors = right
    }
  }

  private static func places(in body: Rect, _ state: State) -> Places {
    Places(in: body, rows: state.rungs.count + (state.session?.target == nil ? 1 : 2))
  }

  func draw(on surface: inout Surface, in body: Rect) {
    let places = Self.places(in: body, state)
    drawTable(on: &surface, in: places.rungs)
    ComparisonPanel(state: state, ink: ink).draw(on: &surface, in: places.costs)
    if let rect = places.errors { RungErrorsPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    surface.cursor =
      state.focus == .rungs
      ? Self.row(of: state.rungIndex, in: places.rungs, state).map { Point(places.rungs.x + 2, $0) }
      : Point(places.costs.x + 2, places.costs.y)
  }

  /// Where a panel stands, for the mouse and the cursor; nil where it is not on this screen.
  static func rect(of focus: State.Focus, in body: Rect, _ state: State) -> Rect? {
    switch focus {
    case .rungs: places(in: body, state).rungs
    case .costs: places(in: body, state).costs
    default: nil
    }
  }

  // MARK: Table

  private static let columns: [(column: RungColumns.Column, priority: Int)] = [
    (.grain, 100), (.progress, 97), (.rows, 50), (.windows, 40), (.parameters, 75), (.multiplyAdds, 85), (.time, 90),
    (.epoch, 45), (.training, 80), (.validation, 82), (.score, 99), (.second, 98), (.floor, 70), (.spent, 60),
  ]

  private func drawTable(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText("Rungs", ink.title), StyledText("fine to coarse", ink.dim), isFocused: state.focus == .rungs)
    panel.topRight = [ink.hint("a", state.scope == .all ? "keys act on all" : "keys act on this rung")]
    panel.bottomLeft = [StyledText.richest(of: verdicts, within: rect.width - 6)]
    let cells = RungColumns(state: state, ink: ink)
    let columns = Self.columns.filter { !cells.isEmpty($0.column) }
    let names = columns.map(\.column)
    let rows = state.rungs.indices.map { cells.row($0, names) } + cells.references(names)
    let first = Self.firstRow(in: rect, state)
    let room = Self.room(in: rect)
    if rows.count > room { panel.scroll = ScrollPosition(first: first, visible: room, total: rows.count) }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let table = TableView(
      columns: columns.map { cells.heading($0.column, priority: $0.priority) }, rows: rows,
      selected: state.rungIndex, offset: first)
    table.draw(on: &surface, in: panel.interior(of: rect).inset(x: 1), look: ink.look)
  }

  /// Rows of the table that are seen under its heading.
  private static func room(in rect: Rect) -> Int { max(rect.height - 3, 1) }

  /// The chosen rung stays in sight.
  private static func firstRow(in rect: Rect, _ state: State) -> Int { max(state.rungIndex - room(in: rect) + 1, 0) }

  private static func row(of index: Int, in rect: Rect, _ state: State) -> Int? {
    let row = index - firstRow(in: rect, state)
    return (0..<room(in: rect)).contains(row) ? rect.y + 2 + row : nil
  }

  static func rung(at point: Point, in rect: Rect, _ state: State) -> Int? {
    state.rungs.indices.first { row(of: $0, in: rect, state) == point.y }
  }

  // MARK: Verdict

  /// Which grain is worth it, in words.
  private var verdicts: [StyledText] {
    if let stream = session.stream, let preferred = stream.preferred, let reason = stream.reason {
      let star: StyledText = [Span("★ ", ink.good.with(.bold))]
      return [star + StyledText(reason, ink.text), star + StyledText("\(preferred) is preferred", ink.text), star]
    }
    guard let best = state.ranking.first else {
      return [StyledText("not yet ranked at the common target", ink.dim), ""]
    }
    let isForecast = session.target != nil
    let score = Numbers.score(isForecast ? best.score : 1 - best.score)
    let name: StyledText = [Span("★ \(TextWidth.cleaned(best.rung.label))", ink.good.with(.bold)), Span(" ", ink.dim)]
    let value: StyledText = [Span(isForecast ? "RMSSE " : "accuracy ", ink.dim), Span(score, ink.strong)]
    guard let seasonal = session.target?.seasonalNaiveScores.rmsse, seasonal > 0 else { return [name + value, name] }
    let share = (1 - best.score / seasonal) * 100
    let words =
      share >= 0
      ? "\(Numbers.fixed(share, 0)) % below seasonal naive"
      : "no rung beats seasonal naive \(Numbers.score(seasonal)) yet"
    return [name + value + StyledText("  " + words, share >= 0 ? ink.good : ink.warning), name + value, name]
  }
}

extension State {
  /// What Esc takes back on this screen before it leaves it; false where there is nothing.
  mutating func leaveTradeoffs() -> Bool { false }

  /// A click into `focus`, which has the focus already.
  mutating func pressTradeoffs(_ focus: Focus, at point: Point, in rect: Rect) -> [Effect] {
    if focus == .rungs, let index = TradeoffsScreen.rung(at: point, in: rect, self) { show(rung: index) }
    return []
  }

  mutating func wheelTradeoffs(_ focus: Focus, up: Bool, at point: Point, in rect: Rect) -> [Effect] {
    guard focus == .rungs else { return [] }
    show(rung: min(max(rungIndex + (up ? -1 : 1), 0), rungs.count - 1))
    return []
  }
}
