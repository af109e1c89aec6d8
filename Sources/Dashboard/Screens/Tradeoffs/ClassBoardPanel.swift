import Basics
import Canvas
import Telemetry

/// Which classes each resolution recognises: a row a rung, a column a class, each cell how well that rung does on that class.
struct ClassBoardPanel {
  let state: State
  let ink: Ink
  let target: ClassTarget

  /// How well a class is recognised.
  enum Measure: CaseIterable, Sendable {
    case recall, precision, f1

    var name: String {
      switch self {
      case .recall: Words.recall
      case .precision: Words.precision
      case .f1: "F1"
      }
    }

    func value(_ scores: ClassScores, _ index: Int) -> Double {
      switch self {
      case .recall: scores.recall(of: index)
      case .precision: scores.precision(of: index)
      case .f1: scores.f1(of: index)
      }
    }
  }

  private var measure: Measure { state.tradeoffs.classMeasure }

  func draw(on surface: inout Surface, in rect: Rect) {
    let rows = rows
    var panel = Panel(
      StyledText(Words.classesTitle, ink.title), PartLabel(state: state, ink: ink).counted,
      isFocused: state.tradeoffsFocus == .classes)
    panel.topRight = [ink.hint(.classMeasure, Words.keyMeasure, state.keymap)]
    if let loss = worstLoss(rows) { panel.bottomLeft = [StyledText.richest(of: loss, within: rect.width - 6)] }
    let brief = StyledText(measure.name, ink.dim)
    panel.name(
      [[StyledText(Words.classBoardMeasure(measure: measure.name), ink.dim)], [brief]], brief: brief, in: rect)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner) { return }
    guard !rows.isEmpty else {
      surface.put(StyledText(Words.nothingEvaluated, ink.dim), in: inner, ellipsis: ink.look.ellipsis)
      return
    }
    heatMap(rows, width: inner.width).draw(on: &surface, in: inner, look: ink.look)
  }

  private struct Row {
    let index: Int
    let label: String
    let values: [Double]
  }

  /// Rungs that have been evaluated.
  private var rows: [Row] {
    state.rungs.enumerated().compactMap { index, rung in
      let classes = state.judged(state.record(of: rung.id))?.classes
      guard let scores = ClassScores(classes, target) else { return nil }
      return Row(
        index: index, label: TextWidth.cleaned(rung.id.label),
        values: (0..<scores.classCount).map { measure.value(scores, $0) })
    }
  }

  private func heatMap(_ rows: [Row], width: Int) -> HeatMap {
    let names = ClassNames(target)
    let label = (rows.map { TextWidth.width(of: $0.label) }.max() ?? 0) + 1
    let cell = max((width - label) / max(target.classNames.count, 1), 1)
    let shown = min(target.classNames.count, max(width - label, 1))
    var map = HeatMap(
      rowLabels: rows.map { row in
        let style = ink.series(row.index)
        return StyledText(row.label, row.index == state.rungIndex ? style.with([.bold, .underline]) : style)
      },
      columnLabels: (0..<shown).map { StyledText(names.short($0, width: max(cell - 1, 1)), ink.dim) },
      // By the square, so that high shares, of which there are many, can be distinguished.
      values: rows.flatMap { row in row.values.prefix(shown).map { $0 * $0 } }, range: 0...1)
    map.tone = ink.good
    if cell >= 4 {
      map.texts = rows.flatMap { row in
        row.values.prefix(shown).map { Numbers.short($0, decimals: 2) }
      }
    }
    // What is best is chosen on validation.
    for column in 0..<shown where !state.isTestRevealed {
      let values = rows.map { $0.values[column] }
      guard let best = values.max() else { continue }
      for row in rows.indices where values[row] == best { map.marked.insert(row * shown + column) }
    }
    return map
  }

  /// The class that suffers most between the finest and the coarsest rung.
  private func worstLoss(_ rows: [Row]) -> [StyledText]? {
    // A joined run is no coarser than its rungs.
    let rows = rows.filter { $0.index < state.session?.rungs.count ?? 0 }
    guard rows.count > 1, let fine = rows.first, let coarse = rows.last else { return nil }
    let losses = fine.values.indices.map { (index: $0, loss: fine.values[$0] - coarse.values[$0]) }
    guard let worst = losses.max(by: { $0.loss < $1.loss }), worst.loss > 0 else { return nil }
    let change: StyledText = [
      Span(Numbers.short(fine.values[worst.index], decimals: 2), ink.strong),
      Span(" \(Words.atGrain(grain: fine.label)), ", ink.dim),
      Span(Numbers.short(coarse.values[worst.index], decimals: 2), ink.bad),
      Span(" " + Words.atGrain(grain: coarse.label), ink.dim),
    ]
    let name = target.classNames[worst.index]
    return [
      StyledText(Words.classBoardWorst + " ", ink.dim) + StyledText("\(name): ", ink.strong) + change,
      StyledText("\(name): ", ink.strong) + change,
    ]
  }
}
