import Canvas
import Telemetry

/// The mouse in the Lab.
extension LabScreen {
  static func press(at point: Point, _ state: inout State) -> [Effect] { state.pressLab(at: point) }
  static func drag(to point: Point, _ state: inout State) -> [Effect] { state.drag(to: point) }
  static func wheel(up: Bool, at point: Point, _ state: inout State) -> [Effect] { state.wheelLab(up: up, at: point) }
}

extension State {
  fileprivate mutating func pressLab(at point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    if layout.ladder.contains(point) {
      let line = LadderLine(state: self, ink: Ink(Look()))
      if let index = line.rung(atColumn: point.x, in: layout.ladder) { show(rung: index) }
      return []
    }
    if let rect = layout.overview, rect.contains(point) {
      // Under border and header stand the rungs in their order.
      show(rung: point.y - rect.y - 2)
      return []
    }
    guard let panel = LabScreen.panel(at: point, self)?.panel else { return [] }
    if panel == .curve, let step = step(at: point, layout) {
      if lab.crosshair == nil { lab.panelBeforeCrosshair = lab.chosenPanel }
      lab.crosshair = step
    }
    let hadFocus = labFocus == panel
    lab.chosenPanel = panel
    pressPictures(panel, at: point, layout, hadFocus: hadFocus)
    if panel == .table, readsRows, let rect = layout.table {
      let line = point.y - rect.y - 2
      if (0..<layout.tableRows).contains(line), lab.firstRow + line < rowCount { read(row: lab.firstRow + line) }
    }
    if panel == .layers, let rect = layout.layers,
      let layer = LayersPanel(state: self, ink: Ink(Look())).layer(at: point, in: rect)
    {
      lab.layers.chosen = layer
    }
    guard panel == .knobs, let rect = layout.knobs else { return [] }
    let row = point.y - rect.y - 1
    let visible = KnobsPanel.visible(self, in: rect)
    guard visible.contains(visible.lowerBound + row), row >= 0 else { return [] }
    knobIndex = visible.lowerBound + row
    return slide(to: point)
  }

  /// Pulls a slider or the curve.
  fileprivate mutating func drag(to point: Point) -> [Effect] {
    if labFocus == .knobs { return slide(to: point) }
    guard labFocus == .curve, let grabbed = lab.crosshair, let record = shown else { return [] }
    let layout = LabLayout(state: self)
    guard let share = share(ofPlot: point, layout, clamped: true) else { return [] }
    if lab.window.span == nil {
      lab.crosshair = step(at: share, of: record)
    } else {
      // The step that was grabbed stays under the pointer.
      lab.window.place(grabbed, at: share, step: record.step, planned: record.plannedSteps)
    }
    return []
  }

  /// The step under the pointer, no later than the newest; nil where no curve is drawn.
  private func step(at point: Point, _ layout: LabLayout) -> Int? {
    guard Situation(self).hasCurve, let record = shown, record.step > 0,
      let share = share(ofPlot: point, layout, clamped: false)
    else { return nil }
    return step(at: share, of: record)
  }

  private func step(at share: Double, of record: LiveRun) -> Int {
    let seen = visible(of: record)
    let step = curveAxis(of: record).step(at: share)
    return min(max(step, seen.lowerBound), max(min(seen.upperBound, record.step), seen.lowerBound))
  }

  /// How far from the left end of the plot a place is, 0…1; nil outside of it.
  private func share(ofPlot point: Point, _ layout: LabLayout, clamped: Bool) -> Double? {
    guard let rect = layout.curve, layout.plotColumns > 1 else { return nil }
    let left = rect.x + 1 + CurveMetrics.axisWidth
    let column = Double(point.x - left) / Double(layout.plotColumns - 1)
    guard clamped || (rect.inset(by: 1).contains(point) && column > -0.1) else { return nil }
    return min(max(column, 0), 1)
  }

  /// Zooms so that what is under the pointer stays there.
  private mutating func zoomCurve(in isIn: Bool, at point: Point, _ layout: LabLayout) {
    guard let record = shown, Situation(self).hasCurve else { return }
    let anchor = step(at: point, layout) ?? lab.crosshair
    lab.window.zoom(by: isIn ? 0.5 : 2, about: anchor, step: record.step, planned: record.plannedSteps)
    keepCrosshairInSight()
  }

  /// Sets the chosen knob to the place of its slider, while the pointer stays in its row.
  private mutating func slide(to point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    guard labFocus == .knobs, let rect = layout.knobs, let knob, let run = shown, let range = run.range(of: knob),
      let value = run.value(of: knob)
    else { return [] }
    let place = knobIndex - KnobsPanel.visible(self, in: rect).lowerBound
    let slider = KnobsPanel.slider(in: rect.inset(by: 1).row(place))
    guard slider.contains(point), let fraction = Slider(0).fraction(atColumn: point.x, in: slider),
      let chosen = range.value(at: fraction, from: value)
    else { return [] }
    return set(knob, to: chosen)
  }

  fileprivate mutating func wheelLab(up: Bool, at point: Point) -> [Effect] {
    let layout = LabLayout(state: self)
    if layout.ladder.contains(point) { return perform(up ? .previousRung : .nextRung) }
    switch LabScreen.panel(at: point, self)?.panel {
    case .curve:
      zoomCurve(in: up, at: point, layout)
      return []
    case .knobs: return perform(up ? .knobUp : .knobDown)
    case .forecast where gallery != nil:
      if Situation(self).hasPictures { movePicture(by: (up ? -1 : 1) * (galleryGrid?.across ?? 1)) }
      return []
    case .forecast: return originCount > 1 ? perform(up ? .previousOrigin : .nextOrigin) : []
    case .inside:
      moveLayer(by: up ? -1 : 1)
      return []
    case .layers:
      moveMeasuredLayer(by: up ? -1 : 1)
      return []
    case .table:
      scrollTable(by: up ? -1 : 1)
      return []
    case nil: return []
    }
  }

  /// A click chooses a picture or a cell; on the chosen one it enlarges, or shows the cell's pictures.
  private mutating func pressPictures(_ panel: LabScreen.Panel, at point: Point, _ layout: LabLayout, hadFocus: Bool) {
    guard let target = session?.classes, let rect = layout.rect(of: panel) else { return }
    if panel == .table,
      let cell = ConfusionPanel(state: self, ink: Ink(Look()), target: target).cell(at: point, in: rect)
    {
      if hadFocus, cell == lab.pictures.cell { filterByCell() } else { choose(cell) }
    }
    guard panel == .forecast, gallery != nil, Situation(self).hasPictures else { return }
    if lab.pictures.isEnlarged {
      lab.pictures.isEnlarged = false
    } else if let grid = galleryGrid, let place = grid.place(at: point) {
      let order = pictureOrder
      let index = grid.page(of: lab.origin) + place
      guard order.indices.contains(index) else { return }
      if hadFocus, picture == order[index] { lab.pictures.isEnlarged = true } else { choosePicture(at: index) }
    }
  }
}
