import Canvas
import Telemetry

/// Screen 2: all rungs at once. What each costs, how it does at every grain, and the one against the other.
package struct TradeoffsScreen: Screen {
  enum Panel: CaseIterable {
    case rungs, matrix, costs, errors, classes, cascade, reconciliation, choice, allocation

    /// A board's name in the strip.
    var name: String {
      switch self {
      case .rungs: Words.boardRungs
      case .matrix: Words.boardMatrix
      case .costs: Words.boardCost
      case .errors: Words.boardError
      case .classes: Words.boardClasses
      case .cascade: Words.boardCascade
      case .reconciliation: Words.boardReconciled
      case .choice: Words.boardGrain
      case .allocation: Words.boardCompute
      }
    }
  }

  static let id = ScreenID.tradeoffs
  static var name: String { Words.screenTradeoffs }

  var chosenPanel: Panel? {
    didSet { if let chosenPanel, chosenPanel != .rungs { board = chosenPanel } }
  }
  /// The panel below the table that stands in front where not all have room: the one that had the arrows last.
  private(set) var board: Panel?
  package internal(set) var measure = MatrixMeasure.rmsse
  var classMeasure = ClassBoardPanel.Measure.recall
  package internal(set) var cost: Cost = .multiplyAdds
  package internal(set) var seeds: Seeds = .none
  /// The runs that were repeated.
  var seedRuns: [RepeatedRun] = []
  package internal(set) var reconciliation = ReconciliationState()
  package internal(set) var choice = ChoiceState()
  /// Compute that is shared out among rungs.
  package internal(set) var allocation = AllocationState()

  /// What is measured, and the board in front.
  func reopened(with session: SessionInfo) -> TradeoffsScreen {
    var tradeoffs = TradeoffsScreen()
    (tradeoffs.board, tradeoffs.measure, tradeoffs.classMeasure, tradeoffs.cost) = (board, measure, classMeasure, cost)
    return tradeoffs
  }

  static func firstPanel(_ state: State) -> Panel { .rungs }

  /// What the chosen rung's scores leave out, or what else than its rungs sets a joined run apart.
  static func remark(_ state: State, ink: Ink) -> StyledText? {
    guard let run = state.shown, let words = run.omission ?? state.runBook.modelRemark(run.record) else { return nil }
    return [Span(" ! ", ink.warning), Span(Words.ofRung(rung: run.plan.rung.label, what: words), ink.text)]
  }

  static func has(_ panel: Panel, _ state: State) -> Bool { panel == .rungs || boards(state).contains(panel) }

  /// The panels below the table that the open data have, the most important first.
  static func boards(_ state: State) -> [Panel] {
    switch state.session?.content {
    case .series: break
    case .table(.classes), .images(_, .classes):
      return CascadePanel.report(state) == nil
        ? [.costs, .errors, .classes] : [.costs, .errors, .classes, .cascade]
    // A stream cannot be gone back in: it is scored at its finest grain, and nothing is trained on it again.
    case .stream, .table(.number), .images(_, .number), nil: return [.costs, .errors]
    }
    var boards: [Panel] = [.matrix, .costs, .errors]
    if state.tradeoffs.reconciliation.isShown { boards.append(.reconciliation) }
    if state.tradeoffs.choice.isShown { boards.append(.choice) }
    if state.tradeoffs.allocation.report != nil { boards.append(.allocation) }
    return boards
  }

  static func layout(_ state: State) -> TradeoffsLayout {
    TradeoffsLayout(
      body: state.body, rows: state.rungs.count + (state.session?.target.baselines(state.shownPart).count ?? 1),
      boards: boards(state),
      front: state.tradeoffs.board)
  }

  /// Tables as lines of tab-separated values, another board as it is drawn.
  static func copySource(_ state: State) -> CopySource? {
    let focus = state.tradeoffsFocus
    let drawn = rect(of: focus, state).map { CopySource.screen($0, named: Words.copiedPanel) }
    guard let session = state.session, !state.isPartEmpty else { return drawn }
    let ink = Ink(Look())
    switch focus {
    case .rungs:
      let table = RungsPanel(state: state, session: session, ink: ink)
      let measure = session.forecast.map { Words.captionTarget(horizon: $0.horizonLabel, grain: $0.grainLabel) } ?? ""
      return .rows(table.lines, named: Words.copiedRungs, caption: Caption(state).comparing(measure))
    case .matrix:
      let table = MatrixPanel(state: state, ink: ink)
      let lines = table.lines
      return lines.isEmpty
        ? drawn : .rows(lines, named: Words.copiedMatrix, caption: Caption(state).comparing(table.title))
    case .costs, .errors, .classes, .cascade, .reconciliation, .choice, .allocation: return drawn
    }
  }

  static func rect(of panel: Panel, _ state: State) -> Rect? { layout(state).rect(of: panel) }

  static func draw(
    _ state: State, _ session: SessionInfo, on surface: inout Surface, in body: Rect, ink: Ink,
    curves: some CurveSource
  ) {
    TradeoffsView(state: state, session: session, ink: ink).draw(on: &surface)
  }

  static func press(at point: Point, _ state: inout State) -> [Effect] {
    if let strip = layout(state).strip, let board = BoardStrip.board(at: point, in: strip, state) {
      state.tradeoffs.chosenPanel = board
    } else if let (panel, rect) = panel(at: point, state) {
      state.tradeoffs.chosenPanel = panel
      if panel == .rungs, let index = RungsPanel.rung(at: point, in: rect, state) { state.show(rung: index) }
    }
    return []
  }

  static func wheel(up: Bool, at point: Point, _ state: inout State) -> [Effect] {
    guard panel(at: point, state)?.panel == .rungs else { return [] }
    state.show(rung: min(max(state.rungIndex + (up ? -1 : 1), 0), state.rungs.count - 1))
    return []
  }
}

extension State {
  /// What is looked at on the Trade-offs screen.
  package internal(set) var tradeoffs: TradeoffsScreen {
    get { self[TradeoffsScreen.self] }
    set { self[TradeoffsScreen.self] = newValue }
  }

  var tradeoffsFocus: TradeoffsScreen.Panel { focus(on: TradeoffsScreen.self) }
}
