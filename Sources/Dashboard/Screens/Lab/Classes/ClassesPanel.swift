import Basics
import Canvas
import Telemetry

/// In the forecast's place where classes of a table's rows are predicted: how many of each class were found and how many of its
/// claims hold.
struct ClassesPanel {
  let state: State
  let ink: Ink
  let target: ClassTarget

  private var nameWidth: Int { min(max(target.classNames.map { TextWidth.width(of: $0) }.max() ?? 1, 1), 12) }
  /// Name, bar, recall and precision with gaps between, and two columns to the next.
  private var cellWidth: Int { nameWidth + 16 }
  /// With F1 beside them.
  private var wideCellWidth: Int { cellWidth + 6 }

  func draw(on surface: inout Surface, in rect: Rect) {
    let label = PartLabel(state: state, ink: ink)
    var panel = Panel(
      StyledText(Words.classesTitle, ink.title), label.counted,
      isFocused: state.labFocus == .forecast)
    let list = panel.interior(of: rect).inset(x: 1)
    let columns = max(list.width / cellWidth, 1)
    let shown = min(columns * list.height, target.classNames.count)
    let first = min(state.lab.firstRow, target.classNames.count - shown)
    // As many columns as without it.
    let hasF1 = list.width / columns >= wideCellWidth
    var place = StyledText()
    if shown < target.classNames.count {
      let last = first + shown
      let arrow = PredictionsPanel.arrow(first..<last, of: target.classNames.count)
      place = StyledText(Words.placeOf(place: last, count: target.classNames.count) + " " + arrow, ink.dim)
      panel.scroll = ScrollPosition(first: first, visible: shown, total: target.classNames.count)
    }
    let figures = [StyledText(Words.recall, ink.text), StyledText(Words.precision, ink.dim)]
    let isNamed = panel.name(
      [figures + (hasF1 ? [StyledText("F1", ink.text)] : [])],
      brief: [
        Span(Words.recall + " ", ink.text), Span(Words.precisionBrief, ink.dim), Span(hasF1 ? " F1" : "", ink.text),
      ],
      in: rect)
    // What the figures are of comes before the place in the list, which the bar tells as well.
    panel.bottomLeft.append(isNamed ? place : label.weights)
    panel.bottomRight = [isNamed ? label.weights : place]
    panel.draw(on: &surface, in: rect, look: ink.look)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: list) { return }
    guard let scores = ClassScores(state.judged?.classes, target) else {
      surface.put(StyledText(Words.notEvaluated, ink.dim), in: list.row(0))
      return
    }
    // Down the columns, so that neighbours in the list stand under each other.
    let rows = max((shown + columns - 1) / columns, 1)
    for place in 0..<shown {
      let cell = Rect(
        x: list.x + place / rows * (list.width / columns), y: list.y + place % rows, width: list.width / columns - 2,
        height: 1)
      draw(first + place, scores, hasF1: hasF1, on: &surface, in: cell)
    }
  }

  private func draw(
    _ index: Int, _ scores: ClassScores, hasF1: Bool, on surface: inout Surface, in cell: Rect
  ) {
    let recall = scores.recall(of: index)
    let style = ConfusionPanel.style(ofRecall: recall, ink)
    let figures = [Extent](repeating: .fixed(4), count: hasF1 ? 3 : 2)
    let parts = cell.splitColumns([.fixed(nameWidth), .share()] + figures, gap: 1)
    surface.put(StyledText(target.classNames[index], ink.text), in: parts[0], ellipsis: ink.look.ellipsis)
    ProgressBar(recall, shape: .thin, style: style).draw(on: &surface, in: parts[1], look: ink.look)
    surface.put(StyledText(Numbers.score(recall), ink.strong), in: parts[2], alignment: .right)
    surface.put(StyledText(Numbers.score(scores.precision(of: index)), ink.dim), in: parts[3], alignment: .right)
    if hasF1 {
      surface.put(StyledText(Numbers.score(scores.f1(of: index)), ink.strong), in: parts[4], alignment: .right)
    }
  }
}
