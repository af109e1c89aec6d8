import Telemetry

/// Looking at the curve: nothing here reaches a trainer.
extension Action {
  static let view = looking(
    "compare", Words.actionCompare, label: { $0.lab.plot == .losses ? Words.keyCompare : Words.keyCurve },
    { state, _ in state.lab.plot = state.lab.plot == .losses ? .comparison : .losses })
  static let crosshair = looking("cross-hair", Words.actionCrossHair) { $0.toggleCrosshair($1) }
  static let readLeft = looking("read-back", Words.actionReadBack) { $0.read($1, by: -1) }
  static let readRight = looking("read-on", Words.actionReadOn) { $0.read($1, by: 1) }
  static let readFirst = looking("read-first", Words.actionReadFirst) {
    $0.lab.crosshair = $0.visible(of: $1).lowerBound
  }
  static let readLast = looking("read-newest", Words.actionReadNewest) { $0.lab.crosshair = $0.newestVisible(of: $1) }
  static let zoomIn = looking("zoom-in", Words.actionZoomIn) { $0.zoom(by: 0.5, $1) }
  static let zoomOut = looking("zoom-out", Words.actionZoomOut) { $0.zoom(by: 2, $1) }
  static let panLeft = looking("pan-back", Words.actionPanBack) { $0.pan(by: -1, $1) }
  static let panRight = looking("pan-on", Words.actionPanOn) { $0.pan(by: 1, $1) }
  static let follow = looking("follow", Words.actionFollow) { state, _ in state.lab.window.follow() }
  static let logarithmic = looking("log-scale", Words.actionLogScale) { state, _ in state.lab.isLogarithmic.toggle() }
  static let smoothing = looking("smoothing", Words.actionSmoothing) { state, _ in
    state.lab.smoothing = state.lab.smoothing.next
  }

  static let unit = looking(
    "curve-axis", Words.actionCurveAxis, label: { $0.lab.unit.next.label }
  ) { state, _ in state.lab.unit = state.lab.unit.next }
  static let gradient = looking("gradient-norm", Words.actionGradient) { state, _ in state.lab.showsGradient.toggle() }
  static let toBest = looking("to-best", Words.actionToBest) { $0.jumpToBest($1) }

  /// Looks at the shown run; the cross-hair stays in sight.
  private static func looking(
    _ id: String, _ name: @autoclosure @escaping @Sendable () -> String, label: (@Sendable (State) -> String)? = nil,
    _ look: @escaping @Sendable (inout State, LiveRun) -> Void
  ) -> Action {
    Action(id, name(), label: label) { state in
      guard let shown = state.shown else { return }
      look(&state, shown)
      state.keepCrosshairInSight()
    }
  }
}

extension State {
  /// A cross-hair outside what is seen would be lost.
  mutating func keepCrosshairInSight() {
    guard let step = lab.crosshair, let record = shown else { return }
    let seen = visible(of: record)
    lab.crosshair = min(max(step, seen.lowerBound), max(min(seen.upperBound, record.step), seen.lowerBound))
  }

  /// Gives the arrows back to the panel that had them.
  mutating func putCrosshairAway() {
    guard lab.crosshair != nil else { return }
    lab.crosshair = nil
    lab.chosenPanel = lab.panelBeforeCrosshair
    lab.panelBeforeCrosshair = nil
  }

  /// The steps in sight.
  func visible(of record: LiveRun) -> Range<Int> {
    lab.window.steps(step: record.step, planned: record.plannedSteps)
  }

  fileprivate mutating func toggleCrosshair(_ record: LiveRun) {
    guard lab.crosshair == nil else { return putCrosshairAway() }
    lab.crosshair = newestVisible(of: record)
    lab.panelBeforeCrosshair = lab.chosenPanel
    lab.chosenPanel = .curve
  }

  /// Sets the cross-hair at the end of the epoch with the best validation loss, and moves there where that is not in sight.
  fileprivate mutating func jumpToBest(_ record: LiveRun) {
    guard let best = record.best else { return }
    if !visible(of: record).contains(best.step - 1) {
      lab.window.place(best.step, at: 0.5, step: record.step, planned: record.plannedSteps)
    }
    if lab.crosshair == nil {
      lab.panelBeforeCrosshair = lab.chosenPanel
      lab.chosenPanel = .curve
    }
    lab.crosshair = best.step
  }

  fileprivate mutating func zoom(by factor: Double, _ record: LiveRun) {
    lab.window.zoom(by: factor, about: lab.crosshair, step: record.step, planned: record.plannedSteps)
  }

  fileprivate mutating func pan(by direction: Int, _ record: LiveRun) {
    lab.window.pan(by: direction, step: record.step, planned: record.plannedSteps)
  }

  fileprivate func newestVisible(of record: LiveRun) -> Int {
    max(min(visible(of: record).upperBound, record.step), visible(of: record).lowerBound)
  }

  fileprivate mutating func read(_ record: LiveRun, by direction: Int) {
    let seen = visible(of: record)
    let columns = max(LabLayout(state: self).plotColumns, 1)
    let stride = max(seen.count / columns, 1)
    let moved = (lab.crosshair ?? newestVisible(of: record)) + direction * stride
    lab.crosshair = min(max(moved, seen.lowerBound), newestVisible(of: record))
  }
}
