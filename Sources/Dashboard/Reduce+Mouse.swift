import Canvas
import Telemetry

/// The mouse chooses, drags sliders and zooms with the wheel. Nothing is done that a key cannot do.
extension State {
  mutating func take(_ event: MouseEvent) -> [Effect] {
    guard session != nil, entry == nil else { return [] }
    if isHelpShown {
      switch event.action {
      case .press: isHelpShown = false
      case .wheelUp: helpRow = max(helpRow - 3, 0)
      case .wheelDown: helpRow = min(helpRow + 3, HelpOverlay.lastRow(in: size))
      default: break
      }
      return []
    }
    switch event.action {
    case .press: return event.button == .left ? press(at: event.position) : []
    case .drag: return event.button == .left ? slide(to: event.position) : []
    case .wheelUp: return wheel(up: true, at: event.position)
    case .wheelDown: return wheel(up: false, at: event.position)
    case .release, .move: return []
    }
  }

  private mutating func press(at point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    let ink = Ink(Look())
    if layout.keys.contains(point) {
      return KeyLine(state: self, ink: ink).action(at: point, in: layout.keys).map { obey($0) } ?? []
    }
    confirming = nil
    note = nil
    if layout.ladder.contains(point) {
      if let index = LadderLine(state: self, ink: ink).rung(atColumn: point.x, in: layout.ladder) { show(rung: index) }
      return []
    }
    guard let panel = panel(at: point, layout) else { return [] }
    chosenFocus = panel
    guard panel == .knobs, let rect = layout.knobs else { return [] }
    let row = point.y - rect.y - 1
    let visible = KnobsPanel.visible(self, in: rect)
    guard visible.contains(visible.lowerBound + row), row >= 0 else { return [] }
    knobIndex = visible.lowerBound + row
    return slide(to: point)
  }

  /// Sets the chosen knob to the place of its slider, while the pointer stays in its row.
  private mutating func slide(to point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    guard focus == .knobs, let rect = layout.knobs, let knob, let run = shown, let range = run.range(of: knob),
      let value = run.value(of: knob)
    else { return [] }
    let place = knobIndex - KnobsPanel.visible(self, in: rect).lowerBound
    let slider = KnobsPanel.slider(in: rect.inset(by: 1).row(place))
    guard slider.contains(point), let fraction = Slider(0).fraction(atColumn: point.x, in: slider),
      let chosen = range.value(at: fraction, from: value)
    else { return [] }
    return set(knob, to: chosen)
  }

  private mutating func wheel(up: Bool, at point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    if layout.ladder.contains(point) { return obey(up ? .previousRung : .nextRung) }
    switch panel(at: point, layout) {
    case .curve where Situation(self).hasCurve: return obey(up ? .zoomIn : .zoomOut)
    case .knobs: return obey(up ? .knobUp : .knobDown)
    case .forecast where originCount > 1: return obey(up ? .previousOrigin : .nextOrigin)
    case .table: return obey(up ? .rowUp : .rowDown)
    default: return []
    }
  }

  private func panel(at point: Point, _ layout: LabLayout) -> Focus? {
    Focus.allCases.first { layout.rect(of: $0)?.contains(point) ?? false }
  }
}
