import Canvas
import Telemetry

/// Screen 2: all rungs at once.
struct TradeoffsScreen {
  let state: State
  let session: SessionInfo
  let ink: Ink

  /// Whether key and name of this screen are shown.
  static let isReady = false

  /// In the order in which Tab goes through them; the first has the focus at the beginning.
  static let panels: [State.Focus] = [.rungs, .costs]

  /// The keys that work on this screen alone.
  static let bindings: [Binding] = []

  private static func places(in body: Rect) -> (rungs: Rect, costs: Rect) {
    let (rungs, costs) = body.splitTop(max(body.height * 2 / 5, 4))
    return (rungs, costs)
  }

  func draw(on surface: inout Surface, in body: Rect) {
    let places = Self.places(in: body)
    OverviewPanel(state: state, ink: ink).draw(on: &surface, in: places.rungs)
    ComparisonPanel(state: state, ink: ink).draw(on: &surface, in: places.costs)
    surface.cursor = Self.rect(of: state.focus, in: body).map { Point($0.x + 2, $0.y) }
  }

  /// Where a panel stands, for the mouse and the cursor; nil where it is not on this screen.
  static func rect(of focus: State.Focus, in body: Rect) -> Rect? {
    switch focus {
    case .rungs: places(in: body).rungs
    case .costs: places(in: body).costs
    default: nil
    }
  }
}

extension State {
  /// What Esc takes back on this screen before it leaves it; false where there is nothing.
  mutating func leaveTradeoffs() -> Bool { false }

  /// A click into `focus`, which has the focus already.
  mutating func pressTradeoffs(_ focus: Focus, at point: Point, in rect: Rect) -> [Effect] { [] }

  mutating func wheelTradeoffs(_ focus: Focus, up: Bool, at point: Point, in rect: Rect) -> [Effect] { [] }
}
