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
    case .drag: return event.button == .left ? screen.type.drag(to: event.position, &self) : []
    case .wheelUp: return screen.type.wheel(up: true, at: event.position, &self)
    case .wheelDown: return screen.type.wheel(up: false, at: event.position, &self)
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
    case .rates:
      // A click beside it goes back.
      if isPress, !RateOverlay.rect(self).contains(event.position) { return readRates(.escape) ?? [] }
      if direction != 0 { return readRates(direction < 0 ? .right : .left) ?? [] }
    case nil: break
    }
    return []
  }

  private mutating func press(at point: Point) -> [Effect] {
    let frame = ScreenFrame(size: size)
    let ink = Ink(Look())
    if frame.keys.contains(point) {
      return KeyLine(state: self, ink: ink).action(at: point, in: frame.keys).map { perform($0) } ?? []
    }
    confirming = nil
    note = nil
    if frame.header.contains(point) {
      if let tab = HeaderLine(state: self, ink: ink).screen(at: point, in: frame.header) { screen = tab }
      return []
    }
    return screen.type.press(at: point, &self)
  }
}
