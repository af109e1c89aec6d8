import Telemetry

/// Looking at the curve: nothing here reaches a trainer.
extension State {
  mutating func look(_ action: Action) {
    guard let shown else { return }
    let steps = shown.step
    let planned = shown.plannedSteps
    switch action {
    case .view: plot = plot == .losses ? .comparison : .losses
    case .crosshair:
      if crosshair != nil {
        putCrosshairAway()
      } else {
        crosshair = newestVisible(of: shown)
        focusBeforeCrosshair = chosenFocus
        chosenFocus = .curve
      }
    case .readLeft: read(shown, by: -1)
    case .readRight: read(shown, by: 1)
    case .readFirst: crosshair = visible(of: shown).lowerBound
    case .readLast: crosshair = newestVisible(of: shown)
    case .zoomIn: window.zoom(by: 0.5, about: crosshair, step: steps, planned: planned)
    case .zoomOut: window.zoom(by: 2, about: crosshair, step: steps, planned: planned)
    case .panLeft: window.pan(by: -1, step: steps, planned: planned)
    case .panRight: window.pan(by: 1, step: steps, planned: planned)
    case .follow: window.follow()
    case .logarithmic: isLogarithmic.toggle()
    case .smoothing: smoothing = smoothing.next
    default: break
    }
    keepCrosshairInSight()
  }

  /// A cross-hair outside what is seen would be lost.
  mutating func keepCrosshairInSight() {
    guard let step = crosshair, let record = shown else { return }
    let seen = visible(of: record)
    crosshair = min(max(step, seen.lowerBound), max(min(seen.upperBound, record.step), seen.lowerBound))
  }

  /// Gives the arrows back to the panel that had them.
  mutating func putCrosshairAway() {
    guard crosshair != nil else { return }
    crosshair = nil
    chosenFocus = focusBeforeCrosshair
    focusBeforeCrosshair = nil
  }

  /// The steps in sight.
  func visible(of record: RunRecord) -> Range<Int> { window.steps(step: record.step, planned: record.plannedSteps) }

  private func newestVisible(of record: RunRecord) -> Int {
    max(min(visible(of: record).upperBound, record.step), visible(of: record).lowerBound)
  }

  private mutating func read(_ record: RunRecord, by direction: Int) {
    let seen = visible(of: record)
    let columns = max(LabLayout(state: self).plotColumns, 1)
    let stride = max(seen.count / columns, 1)
    let moved = (crosshair ?? newestVisible(of: record)) + direction * stride
    crosshair = min(max(moved, seen.lowerBound), newestVisible(of: record))
  }
}
