import Canvas
import Telemetry

/// The Lab as it is drawn.
struct LabView<Curves: CurveSource> {
  let state: State
  let session: SessionInfo
  let ink: Ink
  let curves: Curves

  func draw(on surface: inout Surface) {
    let layout = LabLayout(state: state)
    LadderLine(state: state, ink: ink).draw(on: &surface, in: layout.ladder)
    if let rect = layout.curve { drawCurve(on: &surface, in: rect) }
    if let rect = layout.knobs { KnobsPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.forecast { drawUpper(on: &surface, in: rect) }
    if let rect = layout.table { drawLower(on: &surface, in: rect) }
    if let rect = layout.inside, let gallery = state.gallery {
      InsidePanel(state: state, ink: ink, gallery: gallery).draw(on: &surface, in: rect)
    }
    if let rect = layout.layers { LayersPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.overview {
      OverviewPanel(state: state, ink: ink, target: session.target).draw(on: &surface, in: rect)
    }
    if let rect = layout.journal { JournalPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if surface.cursor == nil { surface.cursor = focusedItem(layout) }
  }

  /// The forecast, the gallery, how well each class is predicted, or how well numbers fit.
  private func drawUpper(on surface: inout Surface, in rect: Rect) {
    switch session.content {
    case .series(let target), .stream(_, let target):
      ForecastPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    case .images(let pictures, .classes(let target)):
      draw(ClassGallery(pictures: pictures, target: target, part: state.shownPart), on: &surface, in: rect)
    case .table(.classes(let target)):
      ClassesPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    case .table(.number(let target)), .images(_, .number(let target)):
      FitPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    }
  }

  /// What was predicted, as a table.
  private func drawLower(on surface: inout Surface, in rect: Rect) {
    switch session.target {
    case .forecast(let target): PredictionsPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    case .classes(let target): ConfusionPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    case .number(let target): ResidualsPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    }
  }

  /// All pictures, or one of them.
  private func draw(_ gallery: ClassGallery, on surface: inout Surface, in rect: Rect) {
    if state.lab.pictures.isEnlarged, let sample = state.picture {
      PicturePanel(state: state, ink: ink, gallery: gallery, sample: sample).draw(on: &surface, in: rect)
    } else {
      GalleryPanel(state: state, ink: ink, gallery: gallery).draw(on: &surface, in: rect)
    }
  }

  /// The real cursor sits on the focused item, for screen readers.
  private func focusedItem(_ layout: LabLayout) -> Point? {
    guard let rect = layout.rect(of: state.labFocus) else { return nil }
    switch state.labFocus {
    case .knobs:
      let row = state.knobIndex - KnobsPanel.visible(state, in: rect).lowerBound
      return Point(rect.x + 1, rect.y + 1 + max(min(row, rect.height - 3), 0))
    case .curve, .forecast, .inside: return Point(rect.x + 2, rect.y)
    case .table: return Point(rect.x + 2, min(rect.y + 2, rect.maxY - 1))
    case .layers:
      let row = state.chosenLayer(of: state.layerReport?.layers.count ?? 1)
      return Point(rect.x + 2, min(rect.y + 2 + row, rect.maxY - 1))
    }
  }

  private func drawCurve(on surface: inout Surface, in rect: Rect) {
    if state.lab.plot == .comparison {
      ComparisonPanel(state: state, ink: ink, target: session.target).draw(on: &surface, in: rect)
    } else if let run = state.shown {
      if run.plan.isClosedForm {
        SweepPanel(state: state, ink: ink).draw(run, on: &surface, in: rect)
      } else {
        CurvePanel(state: state, ink: ink, curves: curves).draw(run, on: &surface, in: rect)
      }
    } else {
      EmptyCurvePanel(state: state, ink: ink).draw(on: &surface, in: rect)
    }
  }
}

/// A rung without a run: excluded, or not begun.
struct EmptyCurvePanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let panel = Panel(
      StyledText(Words.curveTitle, ink.title),
      StyledText(TextWidth.cleaned(state.rung?.id.label ?? ""), ink.series(state.rungIndex).with(.bold)),
      isFocused: state.labFocus == .curve)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 2)
    let text = state.obstacle(to: state.rung).map { "✗ " + $0.text } ?? Words.rungNotStarted
    let lines = Wrapping.lines(TextWidth.cleaned(text), width: inner.width)
    let area = inner.centered(Size(inner.width, lines.count))
    for (row, line) in lines.enumerated() {
      surface.put(StyledText(line, ink.dim), in: area.row(row), alignment: .center)
    }
  }
}
