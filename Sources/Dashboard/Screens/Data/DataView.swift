import Canvas
import Telemetry

/// The Data screen as it is drawn.
struct DataView {
  let state: State
  let session: SessionInfo
  let ink: Ink

  func draw(on surface: inout Surface, in body: Rect) {
    let layout = DataScreen.layout(state)
    guard let report = state.data.report else {
      drawWaiting(on: &surface, in: body)
      if let rect = layout.files { FilesPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
      return
    }
    if let rect = layout.columns {
      ColumnsPanel(state: state, ink: ink, report: report).draw(on: &surface, in: rect)
    }
    if let rect = layout.options { OptionsPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.grains { GrainsPanel(state: state, ink: ink, report: report).draw(on: &surface, in: rect) }
    if let rect = layout.rhythm {
      if let curve = report.autocorrelation {
        RhythmPanel(ink: ink, report: report, curve: curve).draw(on: &surface, in: rect)
      } else {
        ValuesPanel(state: state, ink: ink).draw(on: &surface, in: rect)
      }
    }
    if let rect = layout.findings {
      FindingsPanel(state: state, ink: ink, report: report).draw(on: &surface, in: rect)
    }
    if let rect = layout.files { FilesPanel(state: state, ink: ink).draw(on: &surface, in: rect) }
    if let rect = layout.split { SplitBar(ink: ink, report: report).draw(on: &surface, in: rect) }
    surface.cursor = cursor(layout)
  }

  private func drawWaiting(on surface: inout Surface, in body: Rect) {
    let panel = Panel(StyledText(Words.dataTitle, ink.title), isFocused: true)
    let rect = DataScreen.layout(state).columns ?? body
    panel.draw(on: &surface, in: rect, look: ink.look)
    surface.put(
      StyledText(Words.dataLooking, ink.dim), in: panel.interior(of: rect).inset(x: 1).row(0))
    surface.cursor = Point(rect.x + 2, rect.y)
  }

  /// On the highlighted line, for screen readers.
  private func cursor(_ layout: DataLayout) -> Point? {
    guard let rect = layout.rect(of: state.dataFocus) else { return nil }
    let inner = rect.inset(by: 1)
    let row: Int? =
      switch state.dataFocus {
      case .columns: ColumnsPanel.row(of: state.data.column, in: inner)
      case .options: OptionsPanel.row(state, in: inner)
      case .files: FilesPanel.row(state, in: inner)
      case .findings: nil
      }
    return Point(rect.x + 1, row ?? rect.y)
  }
}
