import Canvas
import Telemetry

/// The whole screen. Pure: the same state, size, look and curves give the same cells.
package func render(_ state: State, size: Size, look: Look, curves: some CurveSource) -> Surface {
  var surface = look.surface(size)
  let ink = Ink(look)
  var state = state
  // A picture is drawn at a size of its own.
  state.size = size
  if ScreenFrame.isTooSmall(size) {
    Screens.tooSmall(on: &surface, ink: ink)
  } else {
    switch state.opening {
    case .loading(let name): Screens.loading(name, state, on: &surface, ink: ink)
    case .failed(let sentence): Screens.failed(sentence, state, on: &surface, ink: ink)
    case .open(let session): Screens.open(session, state, on: &surface, ink: ink, curves: curves)
    }
    switch state.overlay {
    case .help:
      HelpOverlay(state: state, ink: ink).draw(on: &surface)
      surface.cursor = nil
    case .palette(let palette): PaletteOverlay(state: state, palette: palette, ink: ink).draw(on: &surface)
    case .themes(let chooser): ThemeOverlay(state: state, chooser: chooser, ink: ink).draw(on: &surface)
    case .joins(let chooser): JoinOverlay(state: state, chooser: chooser, ink: ink).draw(on: &surface)
    case nil: break
    }
  }
  if look.isASCII { Plain.replaceSymbols(on: &surface) }
  return surface
}

/// Screen 1: pick a grain, turn knobs, watch.
struct Lab<Curves: CurveSource> {
  let state: State
  let session: SessionInfo
  let ink: Ink
  let curves: Curves

  func draw(on surface: inout Surface) {
    let layout = LabLayout(state: state)
    LadderLine(state: state, ink: ink).draw(on: &surface, in: layout.ladder)
    if let rect = layout.curve { drawCurve(on: &surface, in: rect) }
    if let rect = layout.knobs { KnobsPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let target = session.target {
      if let rect = layout.forecast {
        ForecastPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
      }
      if let rect = layout.table {
        PredictionsPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
      }
    } else if let target = session.classTarget {
      if let rect = layout.forecast { drawClasses(target, on: &surface, in: rect) }
      if let rect = layout.table { ConfusionPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect) }
    }
    if let rect = layout.inside, let target = session.classTarget {
      InsidePanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    }
    if let rect = layout.overview { OverviewPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.journal { JournalPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if surface.cursor == nil { surface.cursor = focusedItem(layout) }
  }

  /// The gallery or one of its pictures; where there are none, how each class is told.
  private func drawClasses(_ target: ClassTargetInfo, on surface: inout Surface, in rect: Rect) {
    if !state.hasGallery {
      ClassesPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    } else if state.pictures.isEnlarged, let sample = state.picture {
      PicturePanel(state: state, ink: ink, target: target, sample: sample).draw(on: &surface, in: rect)
    } else {
      GalleryPanel(state: state, ink: ink, target: target).draw(on: &surface, in: rect)
    }
  }

  /// The real cursor sits on the focused item, for screen readers.
  private func focusedItem(_ layout: LabLayout) -> Point? {
    guard let rect = layout.rect(of: state.focus) else { return nil }
    switch state.focus {
    case .knobs:
      let row = state.knobIndex - KnobsPanel.visible(state, in: rect).lowerBound
      return Point(rect.x + 1, rect.y + 1 + max(min(row, rect.height - 3), 0))
    case .curve, .forecast, .inside: return Point(rect.x + 2, rect.y)
    case .table: return Point(rect.x + 2, min(rect.y + 2, rect.maxY - 1))
    default: return nil
    }
  }

  private func drawCurve(on surface: inout Surface, in rect: Rect) {
    if state.plot == .comparison {
      ComparisonPanel(state: state, ink: ink).draw(on: &surface, in: rect)
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
      StyledText("Loss", ink.title),
      StyledText(TextWidth.cleaned(state.rung?.id.label ?? ""), ink.series(state.rungIndex).with(.bold)),
      isFocused: state.focus == .curve)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 2)
    let text = state.rung?.exclusion.map { "✗ not compared: \($0)" } ?? "this rung has not begun to train"
    let lines = Wrapping.lines(TextWidth.cleaned(text), width: inner.width)
    let area = inner.centered(Size(inner.width, lines.count))
    for (row, line) in lines.enumerated() {
      surface.put(StyledText(line, ink.dim), in: area.row(row), alignment: .center)
    }
  }
}
