import Canvas
import Telemetry

/// One of the program's screens.
///
/// A value is what is looked at on the screen and belongs to it alone; ``State`` keeps one of each. What the screen does
/// is a function of the whole state: drawing makes cells of it, keys and mouse change it. Header, key bar, focus and
/// overlays are the same everywhere and name no screen; ``ScreenID`` is the list of them all.
protocol Screen: Sendable {
  /// A panel that can have the arrows, in the order in which Tab goes through them.
  associatedtype Panel: CaseIterable, Hashable, Sendable

  static var id: ScreenID { get }
  /// As it stands in the header; in small letters, as the palette calls the action that shows it.
  static var name: String { get }
  /// Its own lines of the key table.
  static var bindings: [Binding] { get }
  /// Those that the key bar shows after what all screens have.
  static var laterBindings: [Binding] { get }

  init()

  /// The panel that the user moved to; nil until then.
  var chosenPanel: Panel? { get set }

  /// What of it stays when other data are opened.
  func reopened(with session: SessionInfo) -> Self

  /// Whether these data have the screen.
  static func suits(_ session: SessionInfo) -> Bool
  /// The panel that has the arrows until the user moves to another.
  static func firstPanel(_ state: State) -> Panel
  /// Whether Tab stops at a panel.
  static func has(_ panel: Panel, _ state: State) -> Bool
  /// Where a panel stands; nil where it is not in sight.
  static func rect(of panel: Panel, _ state: State) -> Rect?

  static func draw(
    _ state: State, _ session: SessionInfo, on surface: inout Surface, in body: Rect, ink: Ink,
    curves: some CurveSource)
  /// What is to be known of the chosen item as long as it is chosen, for the line of messages.
  static func remark(_ state: State, ink: Ink) -> StyledText?
  /// The runs whose scores it shows.
  static func scoredRuns(_ state: State) -> [LiveRun]
  /// What the copy key puts on the clipboard.
  static func copySource(_ state: State) -> CopySource?

  /// The left button goes down in the body.
  static func press(at point: Point, _ state: inout State) -> [Effect]
  /// It is moved while it is down.
  static func drag(to point: Point, _ state: inout State) -> [Effect]
  static func wheel(up: Bool, at point: Point, _ state: inout State) -> [Effect]

  /// Whether ``leave(_:)`` does anything.
  static func canLeave(_ state: State) -> Bool
  /// One step out: of what the screen shows in particular, of a panel, of the screen.
  static func leave(_ state: inout State)
}

/// What most screens do.
extension Screen {
  static var laterBindings: [Binding] { [] }

  func reopened(with session: SessionInfo) -> Self { Self() }

  static func suits(_ session: SessionInfo) -> Bool { true }
  static func has(_ panel: Panel, _ state: State) -> Bool { true }
  static func remark(_ state: State, ink: Ink) -> StyledText? { nil }

  static func scoredRuns(_ state: State) -> [LiveRun] { state.rungs.compactMap { state.record(of: $0.id) } }

  static func copySource(_ state: State) -> CopySource? {
    rect(of: state.focus(on: Self.self), state).map { .screen($0, named: Words.copiedPanel) }
  }

  static func drag(to point: Point, _ state: inout State) -> [Effect] { [] }

  static func canLeave(_ state: State) -> Bool { true }
  static func leave(_ state: inout State) { leavePanel(&state) }

  /// Out of a panel, or else back to where the program begins.
  static func leavePanel(_ state: inout State) {
    if state[Self.self].chosenPanel != nil { state[Self.self].chosenPanel = nil } else { state.screen = .home }
  }

  static func moveFocus(by panels: Int, _ state: inout State) {
    let all = self.panels(state)
    guard all.count > 1, let index = all.firstIndex(of: state.focus(on: Self.self)) else { return }
    state[Self.self].chosenPanel = all[(index + panels + all.count) % all.count]
  }

  static func hasPanels(_ state: State) -> Bool { panels(state).count > 1 }

  /// Those that Tab goes through.
  private static func panels(_ state: State) -> [Panel] { Panel.allCases.filter { has($0, state) } }

  /// The panel under the pointer.
  static func panel(at point: Point, _ state: State) -> (panel: Panel, rect: Rect)? {
    for panel in Panel.allCases {
      if let rect = rect(of: panel, state), rect.contains(point) { return (panel, rect) }
    }
    return nil
  }
}

extension State {
  /// What is looked at on a screen.
  subscript<S: Screen>(screen: S.Type) -> S {
    get { screenValues[S.id] as? S ?? S() }
    set { screenValues[S.id] = newValue }
  }

  /// The panel of a screen that arrows belong to.
  func focus<S: Screen>(on screen: S.Type) -> S.Panel { self[screen].chosenPanel ?? screen.firstPanel(self) }

  /// The screens to choose from.
  var screens: [ScreenID] {
    ScreenID.allCases.filter { screen in session.map { screen.type.suits($0) } ?? true }
  }

  /// What header, messages and keys leave to the shown screen.
  var body: Rect { ScreenFrame(size: size).body }
}
