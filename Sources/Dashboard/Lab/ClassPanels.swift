import Canvas
import Telemetry

/// Recall, precision and F1 of each class, from the confusion matrix.
struct ClassScores {
  let count: Int
  let confusion: [Int]

  init?(_ predictions: ClassPredictions?, classes: Int) {
    guard let predictions, classes > 0, predictions.confusion.count == classes * classes else { return nil }
    count = classes
    confusion = predictions.confusion
  }

  func cell(_ actual: Int, _ predicted: Int) -> Int { confusion[actual * count + predicted] }
  func size(of actual: Int) -> Int { (0..<count).reduce(0) { $0 + cell(actual, $1) } }
  private func claims(of predicted: Int) -> Int { (0..<count).reduce(0) { $0 + cell($1, predicted) } }

  /// NaN for a class that has no test sample.
  func recall(_ index: Int) -> Double { Double(cell(index, index)) / Double(size(of: index)) }
  /// NaN for a class that was never predicted.
  func precision(_ index: Int) -> Double { Double(cell(index, index)) / Double(claims(of: index)) }
  /// The harmonic mean of the two; NaN for a class that is neither there nor predicted.
  func f1(_ index: Int) -> Double { 2 * Double(cell(index, index)) / Double(size(of: index) + claims(of: index)) }
}

/// In the forecast's place where classes are predicted: how many of each class were found and how many of its claims hold,
/// and beside it pictures, where the data are pictures.
struct ClassesPanel {
  let state: State
  let ink: Ink
  let target: ClassTargetInfo

  private var nameWidth: Int { min(max(target.classNames.map { TextWidth.width(of: $0) }.max() ?? 1, 1), 12) }
  /// Name, bar, recall and precision with gaps between, and two columns to the next.
  private var cellWidth: Int { nameWidth + 16 }
  /// With F1 beside them.
  private var wideCellWidth: Int { cellWidth + 6 }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText("Classes", ink.title), StyledText("recall", ink.text), StyledText("precision", ink.dim),
      isFocused: state.focus == .forecast)
    let inner = panel.interior(of: rect).inset(x: 1)
    let half = inner.width / 2
    let gallery = GalleryView(state: state, ink: ink, target: target)
    let hasGallery = gallery.fits(Size(inner.width - half - 2, inner.height))
    let list = hasGallery ? inner.inset(right: inner.width - half) : inner
    let columns = max(list.width / cellWidth, 1)
    let shown = min(columns * inner.height, target.classNames.count)
    let first = min(state.firstRow, target.classNames.count - shown)
    // As many columns as without it.
    let hasF1 = list.width / columns >= wideCellWidth
    if hasF1 { panel.topLeft.append(StyledText("F1", ink.text)) }
    if shown < target.classNames.count {
      let last = first + shown
      let arrow = PredictionsPanel.arrow(first..<last, of: target.classNames.count)
      panel.bottomLeft = [StyledText("\(last) of \(target.classNames.count) \(arrow)", ink.dim)]
    }
    if hasGallery {
      panel.topRight = [
        [
          Span(rect.width < 100 ? "wrong ones first " : "test pictures, wrong ones first ", ink.dim),
          Span("◂ , . ▸", ink.key),
        ],
        StyledText("\(state.origin + 1) of \(Numbers.group(target.actual.count))", ink.dim),
      ]
    } else {
      panel.topRight = [StyledText("\(Numbers.group(target.actual.count)) test samples", ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    guard let scores = ClassScores(state.shown?.evaluation?.classes, classes: target.classNames.count) else {
      surface.put(StyledText("not yet evaluated", ink.dim), in: inner.row(0))
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
    if hasGallery { gallery.draw(on: &surface, in: inner.inset(left: half + 2)) }
  }

  private func draw(
    _ index: Int, _ scores: ClassScores, hasF1: Bool, on surface: inout Surface, in cell: Rect
  ) {
    let recall = scores.recall(index)
    let style = !recall.isFinite ? ink.dim : recall >= 0.9 ? ink.good : recall >= 0.7 ? ink.warning : ink.bad
    let figures = [Extent](repeating: .fixed(4), count: hasF1 ? 3 : 2)
    let parts = cell.splitColumns([.fixed(nameWidth), .share()] + figures, gap: 1)
    surface.put(StyledText(target.classNames[index], ink.text), in: parts[0], ellipsis: ink.look.ellipsis)
    if recall.isFinite {
      ProgressBar(recall, shape: .thin, style: style).draw(on: &surface, in: parts[1], look: ink.look)
    }
    surface.put(StyledText(Numbers.score(recall), ink.strong), in: parts[2], alignment: .right)
    surface.put(StyledText(Numbers.score(scores.precision(index)), ink.dim), in: parts[3], alignment: .right)
    if hasF1 { surface.put(StyledText(Numbers.score(scores.f1(index)), ink.strong), in: parts[4], alignment: .right) }
  }
}

/// In the table's place where classes are predicted: rows are the true class, columns what was said.
struct ConfusionPanel {
  let state: State
  let ink: Ink
  let target: ClassTargetInfo

  func draw(on surface: inout Surface, in rect: Rect) {
    let count = target.classNames.count
    let room = rect.height - 3
    let first = min(state.firstRow, max(count - room, 0))
    let rows = first..<min(first + max(room, 0), count)
    var panel = Panel(
      StyledText("Confusion", ink.title), StyledText("rows: true class, columns: predicted", ink.dim),
      isFocused: state.focus == .table)
    panel.bottomLeft = [Verdict(state: state, ink: ink).richest(within: rect.width - 16)]
    if rows.count < count {
      panel.bottomRight = [
        StyledText("\(rows.upperBound) of \(count) \(PredictionsPanel.arrow(rows, of: count))", ink.dim)
      ]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let scores = ClassScores(state.shown?.evaluation?.classes, classes: count) else {
      surface.put(StyledText("not yet evaluated", ink.dim), in: inner.row(0))
      return
    }
    table(scores, rows).draw(on: &surface, in: inner, look: ink.look)
  }

  private func table(_ scores: ClassScores, _ rows: Range<Int>) -> TableView {
    let digits = (0..<scores.count).map { String(scores.size(of: $0)).count }.max() ?? 1
    let names = target.classNames.map { TextWidth.width(of: $0) }.max() ?? 1
    let width = max(min(names, 6), digits, 3)
    var columns = [
      TableView.Column(StyledText("true", ink.dim), width: .fixed(min(max(names, 4), 12)), priority: 100)
    ]
    columns += target.classNames.enumerated().map { index, name in
      TableView.Column(
        StyledText(TextWidth.truncatedAtStart(name, to: width), ink.dim), alignment: .right, width: .fixed(width),
        priority: -index)
    }
    columns.append(TableView.Column(StyledText("missed", ink.dim), alignment: .right, width: .fixed(6), priority: 99))
    return TableView(
      columns: columns,
      rows: rows.map { row in
        var cells = [StyledText(target.classNames[row], ink.text)]
        cells += (0..<scores.count).map { cell(scores, row, $0) }
        let missed = scores.size(of: row) - scores.cell(row, row)
        cells.append(StyledText(missed == 0 ? "·" : String(missed), missed == 0 ? ink.dim : ink.warning))
        return TableView.Row(cells)
      }, firstRow: rows.lowerBound, offset: rows.lowerBound)
  }

  private func cell(_ scores: ClassScores, _ row: Int, _ column: Int) -> StyledText {
    let count = scores.cell(row, column)
    if count == 0 { return StyledText("·", ink.faint) }
    if row == column { return StyledText(String(count), ink.good.with(.bold)) }
    return StyledText(String(count), Double(count) > 0.1 * Double(scores.size(of: row)) ? ink.bad : ink.warning)
  }
}
