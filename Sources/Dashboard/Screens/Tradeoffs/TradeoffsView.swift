import Canvas
import Telemetry

/// The Trade-offs screen as it is drawn: the table of rungs, and the boards below it.
struct TradeoffsView {
  let state: State
  let session: SessionInfo
  let ink: Ink

  func draw(on surface: inout Surface) {
    let layout = TradeoffsScreen.layout(state)
    draw(.rungs, on: &surface, in: layout.rungs)
    if let strip = layout.strip {
      BoardStrip(state: state, ink: ink).draw(on: &surface, in: strip, shown: layout.shown.map(\.board))
    }
    for (board, rect) in layout.shown { draw(board, on: &surface, in: rect) }
    surface.cursor = cursor(layout)
  }

  private func draw(_ panel: TradeoffsScreen.Panel, on surface: inout Surface, in rect: Rect) {
    switch panel {
    case .rungs: RungsPanel(state: state, session: session, ink: ink).draw(on: &surface, in: rect)
    case .matrix: MatrixPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .costs: CostsPanel(state: state, ink: ink, target: session.target).draw(on: &surface, in: rect)
    case .errors: RungErrorsPanel(state: state, ink: ink, target: session.target).draw(on: &surface, in: rect)
    case .classes:
      if let target = session.classes {
        ClassBoardPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
      }
    case .cascade: CascadePanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .reconciliation: ReconciliationPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .choice: ChoicePanel(state: state, ink: ink).draw(on: &surface, in: rect)
    case .allocation: AllocationPanel(state: state, ink: ink).draw(on: &surface, in: rect)
    }
  }

  /// On the chosen rung or on the focused board, for screen readers.
  private func cursor(_ layout: TradeoffsLayout) -> Point? {
    let focus = state.tradeoffsFocus
    guard focus == .rungs else { return layout.rect(of: focus).map { Point($0.x + 2, $0.y) } }
    return RungsPanel.row(of: state.rungIndex, in: layout.rungs, state).map { Point(layout.rungs.x + 2, $0) }
  }
}
