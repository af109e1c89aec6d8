import Canvas
import Telemetry

/// The whole screen. Pure: the same state, size, look and curves give the same cells.
package func render(_ state: State, size: Size, look: Look, curves: some CurveSource) -> Surface {
  var surface = look.surface(size)
  var state = state
  // A picture is drawn at a size of its own.
  state.size = size
  let ink = Ink(look, state)
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
    case .rates(let finder):
      RateOverlay(state: state, finder: finder, ink: ink).draw(on: &surface)
      surface.cursor = nil
    case nil: break
    }
  }
  if look.isASCII { Plain.replaceSymbols(on: &surface) }
  return surface
}
