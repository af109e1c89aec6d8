import Canvas
import Telemetry

/// The mouse in the Lab.
extension State {
  mutating func pressLab(at point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    if layout.ladder.contains(point) {
      let line = LadderLine(state: self, ink: Ink(Look()))
      if let index = line.rung(atColumn: point.x, in: layout.ladder) { show(rung: index) }
      return []
    }
    guard let panel = panel(at: point, layout) else { return [] }
    chosenFocus = panel
    if panel == .table, session?.target != nil, let rect = layout.table {
      let line = point.y - rect.y - 2
      if (0..<layout.tableRows).contains(line), firstRow + line < rowCount { read(row: firstRow + line) }
    }
    guard panel == .knobs, let rect = layout.knobs else { return [] }
    let row = point.y - rect.y - 1
    let visible = KnobsPanel.visible(self, in: rect)
    guard visible.contains(visible.lowerBound + row), row >= 0 else { return [] }
    knobIndex = visible.lowerBound + row
    return slide(to: point)
  }

  /// Sets the chosen knob to the place of its slider, while the pointer stays in its row.
  mutating func slide(to point: Point) -> [Effect] {
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

  mutating func wheelLab(up: Bool, at point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    if layout.ladder.contains(point) { return obey(up ? .previousRung : .nextRung) }
    switch panel(at: point, layout) {
    case .curve where Situation(self).hasCurve: return obey(up ? .zoomIn : .zoomOut)
    case .knobs: return obey(up ? .knobUp : .knobDown)
    case .forecast where originCount > 1: return obey(up ? .previousOrigin : .nextOrigin)
    case .table:
      scrollTable(by: up ? -1 : 1)
      return []
    default: return []
    }
  }

  private func panel(at point: Point, _ layout: LabLayout) -> Focus? {
    ScreenID.lab.panels.first { layout.rect(of: $0)?.contains(point) ?? false }
  }
}
