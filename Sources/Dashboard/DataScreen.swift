import Canvas
import Telemetry

/// Screen 3: know what you feed.
struct DataScreen {
  let state: State
  let session: SessionInfo
  let ink: Ink

  /// Whether key and name of this screen are shown.
  static let isReady = false

  /// In the order in which Tab goes through them; the first has the focus at the beginning.
  static let panels: [State.Focus] = [.columns]

  /// The keys that work on this screen alone.
  static let bindings: [Binding] = []

  func draw(on surface: inout Surface, in body: Rect) {
    let panel = Panel(StyledText("Data", ink.title), isFocused: state.focus == .columns)
    panel.draw(on: &surface, in: body, look: ink.look)
    let inner = panel.interior(of: body).inset(x: 1)
    var lines = session.rungs.map { "\($0.id.label): \(Numbers.group($0.rows)) rows" }
    lines += session.remarks
    for (row, line) in lines.prefix(inner.height).enumerated() {
      surface.put(StyledText(TextWidth.cleaned(line), ink.text), in: inner.row(row), ellipsis: ink.look.ellipsis)
    }
    surface.cursor = Point(body.x + 2, body.y)
  }

  /// Where a panel stands, for the mouse; nil where it is not on this screen.
  static func rect(of focus: State.Focus, in body: Rect) -> Rect? { focus == .columns ? body : nil }
}

extension State {
  /// What Esc takes back on this screen before it leaves it; false where there is nothing.
  mutating func leaveData() -> Bool { false }

  /// A click into `focus`, which has the focus already.
  mutating func pressData(_ focus: Focus, at point: Point, in rect: Rect) -> [Effect] { [] }

  mutating func wheelData(_ focus: Focus, up: Bool, at point: Point, in rect: Rect) -> [Effect] { [] }
}
