import Canvas
import Telemetry

/// The mouse chooses, drags and scrolls. Nothing is done that a key cannot do.
extension State {
  mutating func take(_ event: MouseEvent) -> [Effect] {
    guard session != nil, entry == nil, !ScreenFrame.isTooSmall(size) else { return [] }
    if overlay != nil { return takeOverOverlay(event) }
    switch event.action {
    case .press:
      guard event.button == .left else { return [] }
      beginDrag()
      return press(at: event.position)
    case .drag: return event.button == .left && screen == .lab ? drag(to: event.position) : []
    case .wheelUp: return wheel(up: true, at: event.position)
    case .wheelDown: return wheel(up: false, at: event.position)
    case .release:
      endDrag()
      return []
    case .move: return []
    }
  }

  private mutating func takeOverOverlay(_ event: MouseEvent) -> [Effect] {
    let direction = event.action == .wheelUp ? -1 : event.action == .wheelDown ? 1 : 0
    let isPress = event.action == .press && event.button == .left
    switch overlay {
    case .help:
      if isPress { overlay = nil } else { helpRow += 3 * direction }
    case .palette:
      if isPress { return pressPalette(at: event.position) }
      if direction != 0 { _ = readPalette(direction < 0 ? .up : .down) }
    case .themes:
      if isPress { return pressThemes(at: event.position) }
      if direction != 0 { return readThemes(direction < 0 ? .up : .down) ?? [] }
    case .joins:
      if isPress { return pressJoins(at: event.position) }
      if direction != 0 { return readJoins(direction < 0 ? .up : .down) ?? [] }
    case nil: break
    }
    return []
  }

  private mutating func press(at point: Point) -> [Effect] {
    let frame = ScreenFrame(size: size)
    let ink = Ink(Look())
    if frame.keys.contains(point) {
      return KeyLine(state: self, ink: ink).action(at: point, in: frame.keys).map { obey($0) } ?? []
    }
    confirming = nil
    note = nil
    if frame.header.contains(point) {
      if let tab = HeaderLine(state: self, ink: ink).screen(at: point, in: frame.header) { screen = tab }
      return []
    }
    switch screen {
    case .lab: return pressLab(at: point)
    case .tradeoffs, .data:
      if screen == .tradeoffs, let strip = TradeoffsScreen.layout(self, in: frame.body).strip,
        let board = BoardStrip.board(at: point, in: strip, self)
      {
        chosenFocus = board
        tradeoffs.board = board
        return []
      }
      guard let (panel, rect) = panel(at: point, in: frame.body) else { return [] }
      chosenFocus = panel
      if screen == .tradeoffs, panel != .rungs { tradeoffs.board = panel }
      return screen == .data
        ? pressData(panel, at: point, in: rect) : pressTradeoffs(panel, at: point, in: rect)
    }
  }

  private mutating func wheel(up: Bool, at point: Point) -> [Effect] {
    guard screen != .lab else { return wheelLab(up: up, at: point) }
    guard let (panel, rect) = panel(at: point, in: ScreenFrame(size: size).body) else { return [] }
    return screen == .data
      ? wheelData(panel, up: up, at: point, in: rect) : wheelTradeoffs(panel, up: up, at: point, in: rect)
  }

  /// The panel of another screen than the Lab under the pointer.
  private func panel(at point: Point, in body: Rect) -> (Focus, Rect)? {
    for panel in screen.panels {
      let rect =
        screen == .data ? DataScreen.rect(of: panel, in: body, self) : TradeoffsScreen.rect(of: panel, in: body, self)
      if let rect, rect.contains(point) { return (panel, rect) }
    }
    return nil
  }
}
