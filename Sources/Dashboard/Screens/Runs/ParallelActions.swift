import Canvas
import Telemetry

/// What is done with parallel coordinates.
extension Action {
  static let parallelRuns = Action(
    "parallel-coordinates", Words.actionParallelRuns,
    label: { $0.kept.panel == .parallel ? Words.keyCurves : Words.keyParallel }
  ) { state in
    state.kept.brush.clear()
    state.kept.crosshair = nil
    if state.kept.panel == .parallel {
      state.kept.panel = .curves
      state.runsScreen.chosenPanel = nil
    } else {
      state.kept.panel = .parallel
      state.runsScreen.chosenPanel = .parallel
    }
  }
  static let previousAxis = Action("previous-axis", Words.actionPreviousAxis) { $0.brush { $0.move(by: -1, in: $1) } }
  static let nextAxis = Action("next-axis", Words.actionNextAxis) { $0.brush { $0.move(by: 1, in: $1) } }
  static let upperEdgeUp = Action("upper-edge-up", Words.actionUpperEdgeUp) {
    $0.brush { $0.move(.upper, by: 1, in: $1) }
  }
  static let upperEdgeDown = Action("upper-edge-down", Words.actionUpperEdgeDown) {
    $0.brush { $0.move(.upper, by: -1, in: $1) }
  }
  static let lowerEdgeUp = Action("lower-edge-up", Words.actionLowerEdgeUp) {
    $0.brush { $0.move(.lower, by: 1, in: $1) }
  }
  static let lowerEdgeDown = Action("lower-edge-down", Words.actionLowerEdgeDown) {
    $0.brush { $0.move(.lower, by: -1, in: $1) }
  }
  static let brushToFilter = Action("brush-to-filter", Words.actionBrushToFilter) { $0.takeBrush() }
}

extension State {
  fileprivate mutating func brush(_ change: (inout KeptBrush, KeptParallel) -> Void) {
    guard let parallel = kept.parallel else { return }
    change(&kept.brush, parallel)
  }

  /// What lies within the brush becomes the filter.
  fileprivate mutating func takeBrush() {
    guard let parallel = kept.parallel, !kept.brush.isEmpty else { return }
    guard let conditions = kept.brush.conditions(in: parallel) else {
      note = Note(text: Words.parallelNoneWithin, kind: .answer)
      return
    }
    kept.query.filter = [kept.query.filter, conditions].filter { !$0.isEmpty }.joined(separator: " ")
    kept.brush.clear()
  }
}
