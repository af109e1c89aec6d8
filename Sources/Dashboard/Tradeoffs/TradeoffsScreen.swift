import Canvas
import Telemetry

/// Screen 2: all rungs at once. What each costs, how it does at every grain, and the one against the other.
struct TradeoffsScreen {
  let state: State
  let session: SessionInfo
  let ink: Ink

  /// In the order in which Tab goes through them; the first has the focus at the beginning.
  static let panels: [State.Focus] = [
    .rungs, .matrix, .costs, .errors, .classes, .cascade, .reconciliation, .choice, .allocation,
  ]

  /// The panels below the table that the open data have, the most important first.
  static func boards(_ state: State) -> [State.Focus] {
    guard let session = state.session, session.target != nil, session.stream == nil else {
      guard state.hasClasses else { return [.costs, .errors] }
      return CascadePanel.report(state) == nil
        ? [.costs, .errors, .classes] : [.costs, .errors, .classes, .cascade]
    }
    var boards: [State.Focus] = [.matrix, .costs, .errors]
    if state.reconciliation.isShown { boards.append(.reconciliation) }
    if state.choice.isShown { boards.append(.choice) }
    if state.allocation.report != nil { boards.append(.allocation) }
    return boards
  }

  /// A board's name in the strip.
  static func name(of board: State.Focus) -> String {
    switch board {
    case .matrix: "matrix"
    case .costs: "cost"
    case .errors: "error"
    case .classes: "classes"
    case .cascade: "cascade"
    case .reconciliation: "reconciled"
    case .choice: "grain"
    case .allocation: "compute"
    default: ""
    }
  }

  private func draw(_ board: State.Focus, on surface: inout Surface, in rect: Rect) {
    switch board {
    case .matrix: MatrixPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .costs: CostsPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .errors: RungErrorsPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .classes:
      if let target = session.classTarget {
        ClassBoardPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
      }
    case .cascade: CascadePanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .reconciliation: ReconciliationPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .allocation: AllocationPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .choice: ChoicePanel(state: state, ink: ink).draw(on: &surface, in: rect)
    default: break
    }
  }

  func draw(on surface: inout Surface, in body: Rect) {
    let layout = Self.layout(state, in: body)
    RungsPanel(state: state, session: session, ink: ink).draw(on: &surface, in: layout.rungs)
    if let strip = layout.strip {
      BoardStrip(state: state, ink: ink).draw(on: &surface, in: strip, shown: layout.shown.map(\.board))
    }
    for (board, rect) in layout.shown { draw(board, on: &surface, in: rect) }
    surface.cursor = cursor(layout)
  }

  /// On the chosen rung or on the focused board, for screen readers.
  private func cursor(_ layout: TradeoffsLayout) -> Point? {
    guard state.focus == .rungs else { return layout.rect(of: state.focus).map { Point($0.x + 2, $0.y) } }
    return RungsPanel.row(of: state.rungIndex, in: layout.rungs, state).map { Point(layout.rungs.x + 2, $0) }
  }

  static func layout(_ state: State, in body: Rect) -> TradeoffsLayout {
    TradeoffsLayout(
      body: body, rows: state.rungs.count + (state.session?.target == nil ? 1 : 2), boards: boards(state),
      front: state.frontBoard)
  }

  /// Where a panel stands, for the mouse and the cursor; nil where it is not on this screen.
  static func rect(of focus: State.Focus, in body: Rect, _ state: State) -> Rect? {
    layout(state, in: body).rect(of: focus)
  }
}

extension State {
  /// Puts a board in front and gives it the arrows.
  mutating func bringForward(_ board: Focus) {
    chosenFocus = board
    tradeoffs.board = board
  }

  /// The board that must be in sight.
  var frontBoard: Focus? { screen == .tradeoffs && focus != .rungs ? focus : tradeoffs.board }

  mutating func performTradeoffs(_ action: Action) -> [Effect] {
    switch action {
    case .measure: tradeoffs.measure = tradeoffs.measure.next
    case .classMeasure: tradeoffs.classMeasure = tradeoffs.classMeasure.next
    case .cost:
      tradeoffs.cost = tradeoffs.cost.next
      // What no prediction is told of has no such cost.
      if tradeoffs.cost == .prediction, !runs.contains(where: { tradeoffs.cost.value($0) != nil }) {
        tradeoffs.cost = tradeoffs.cost.next
      }
    case .seeds: return repeatSeeds()
    case .trainAll: return trainAll()
    default: break
    }
    return []
  }

  /// Whatever waits goes on, at once on all rungs.
  private mutating func trainAll() -> [Effect] {
    let waiting = rungs.compactMap { record(of: $0.id) }.filter { $0.canTrain && $0.phase != .running }
    note = Note(
      text: waiting.isEmpty
        ? isTraining ? "all rungs train already" : "all rungs have trained to their end"
        : "\(waiting.count) of \(rungs.count) rungs go on", kind: .answer)
    return waiting.map { .send($0.plan.run, .resume) }
  }

  /// A click into `focus`, which has the focus already.
  mutating func pressTradeoffs(_ focus: Focus, at point: Point, in rect: Rect) -> [Effect] {
    if focus == .rungs, let index = RungsPanel.rung(at: point, in: rect, self) { show(rung: index) }
    return []
  }

  mutating func wheelTradeoffs(_ focus: Focus, up: Bool, at point: Point, in rect: Rect) -> [Effect] {
    guard focus == .rungs else { return [] }
    show(rung: min(max(rungIndex + (up ? -1 : 1), 0), rungs.count - 1))
    return []
  }
}
