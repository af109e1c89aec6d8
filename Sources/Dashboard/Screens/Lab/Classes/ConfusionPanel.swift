import Basics
import Canvas
import Telemetry

/// In the table's place where classes are predicted: rows are the true class, columns the predicted one, darker the larger
/// the share of the row; what is right has a colour of its own.
struct ConfusionPanel {
  let state: State
  let ink: Ink
  let target: ClassTarget

  /// What stands where in a rectangle.
  struct Plan {
    let rows: Range<Int>
    let columns: Range<Int>
    let matrix: Rect
    let recall: Rect?
    let precision: Rect?
  }

  private var count: Int { target.classNames.count }
  private var scores: ClassScores? { ClassScores(state.judged?.classes, target) }

  static func style(ofRecall recall: Double, _ ink: Ink) -> Style {
    recall >= 0.9 ? ink.good : recall >= 0.7 ? ink.warning : ink.bad
  }

  // MARK: Where

  private static let recallWidth = 6

  func plan(in rect: Rect) -> Plan {
    let inner = rect.inset(by: 1).inset(x: 1)
    let digits = digits
    let label = labelWidth(inner.width)
    let wanted = label + count * (digits + 1)
    let hasRecall = inner.width >= wanted + Self.recallWidth
    let (side, main) = inner.splitRight(hasRecall ? Self.recallWidth : 0)
    let rows = Self.window(
      count, room: max(main.height - 1, 1), first: state.lab.firstRow, chosen: state.lab.pictures.cell?.actual)
    let columns = Self.window(
      count, room: max(main.width - label, 1), first: 0, chosen: state.lab.pictures.cell?.guess)
    let lines = rows.count == count ? min(max((main.height - 1) / max(count, 1), 1), 3) * count + 1 : main.height
    let hasPrecision = columns.count == count && main.width >= label + count * 4 && lines < main.height
    return Plan(
      rows: rows, columns: columns, matrix: main.splitTop(lines).top, recall: hasRecall ? side : nil,
      precision: hasPrecision ? main.row(lines) : nil)
  }

  /// As many as there is room for, the chosen one among them.
  private static func window(_ count: Int, room: Int, first: Int, chosen: Int?) -> Range<Int> {
    let shown = min(room, count)
    var first = min(max(first, 0), count - shown)
    if let chosen { first = min(max(first, chosen - shown + 1), chosen) }
    return first..<first + shown
  }

  /// The cell of the matrix at a place.
  func cell(at point: Point, in rect: Rect) -> ConfusionCell? {
    guard let scores else { return nil }
    let plan = plan(in: rect)
    guard plan.matrix.contains(point),
      let place = heatMap(scores, plan).grid(in: plan.matrix).cell(at: point),
      place.row < plan.rows.count, place.column < plan.columns.count
    else { return nil }
    return ConfusionCell(actual: plan.rows.lowerBound + place.row, guess: plan.columns.lowerBound + place.column)
  }

  // MARK: Drawing

  func draw(on surface: inout Surface, in rect: Rect) {
    let plan = plan(in: rect)
    let scores = scores
    var panel = Panel(
      StyledText(Words.confusionTitle, ink.title), PartLabel(state: state, ink: ink).counted,
      StyledText(rect.width < 64 ? Words.confusionAxesBrief : Words.confusionAxes, ink.dim),
      isFocused: state.labFocus == .table)
    let room = rect.width - (plan.rows.count < count ? 16 : 4)
    if let scores, let cell = state.lab.pictures.cell, state.labFocus == .table {
      panel.bottomLeft = [StyledText.richest(of: words(cell, scores), within: room)]
    } else {
      panel.bottomLeft = [Verdict(state: state, ink: ink).richest(within: room)]
    }
    if plan.rows.count < count {
      panel.bottomRight = [
        StyledText(
          Words.placeOf(place: plan.rows.upperBound, count: count) + " "
            + PredictionsPanel.arrow(plan.rows, of: count), ink.dim)
      ]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: panel.interior(of: rect).inset(x: 1)) { return }
    guard let scores else {
      surface.put(StyledText(Words.notEvaluated, ink.dim), in: plan.matrix.row(0))
      return
    }
    let heatMap = heatMap(scores, plan)
    heatMap.draw(on: &surface, in: plan.matrix, look: ink.look)
    drawFigures(scores, plan, heatMap.grid(in: plan.matrix), on: &surface)
  }

  /// Recall of each row, and precision of each column, where there is room.
  private func drawFigures(_ scores: ClassScores, _ plan: Plan, _ grid: HeatMap.Grid, on surface: inout Surface) {
    if let side = plan.recall {
      surface.put(StyledText(Words.recall, ink.dim), in: side.row(0), alignment: .right)
      for (place, index) in plan.rows.enumerated() {
        let y = grid.rect(row: place, column: 0).y + (grid.cell.height - 1) / 2
        guard y < side.maxY else { break }
        let recall = scores.recall(of: index)
        surface.put(
          StyledText(Numbers.score(recall), Self.style(ofRecall: recall, ink)),
          in: Rect(x: side.x, y: y, width: side.width, height: 1), alignment: .right)
      }
    }
    guard let row = plan.precision else { return }
    let name = StyledText(Words.precision, ink.dim)
    if let side = plan.recall {
      surface.put(
        StyledText(Words.precisionBrief, ink.dim), in: Rect(x: side.x, y: row.y, width: side.width, height: 1))
    } else if name.width < grid.label {
      surface.put(name, in: row)
    }
    for (place, index) in plan.columns.enumerated() {
      let value = scores.precision(of: index)
      let text = grid.cell.width >= 5 ? Numbers.score(value) : Numbers.short(value, decimals: 2)
      surface.put(
        StyledText(text, Self.style(ofRecall: value, ink)),
        in: Rect(x: grid.rect(row: 0, column: place).x, y: row.y, width: grid.cell.width, height: 1), alignment: .center
      )
    }
  }

  private func heatMap(_ scores: ClassScores, _ plan: Plan) -> HeatMap {
    let names = ClassNames(target)
    let label = labelWidth(plan.matrix.width)
    let cell = max((plan.matrix.width - label) / max(plan.columns.count, 1), 1)
    var map = HeatMap(
      rowLabels: plan.rows.map { StyledText(names.short($0, width: label - 1), ink.text) },
      columnLabels: plan.columns.map {
        StyledText(names.short($0, width: max(cell - 1, 1)), ink.dim)
      }, values: [], range: 0...1)
    map.tone = ink.bad
    map.otherTone = ink.good
    var texts: [String] = []
    for row in plan.rows {
      for column in plan.columns {
        let index = map.values.count
        let found = scores.cell(row, column)
        // By the root of the share, so that a few mistakes among many can be seen.
        map.values.append(found == 0 && row != column ? .nan : scores.share(row, column).squareRoot())
        texts.append(String(found))
        if row == column {
          map.others.insert(index)
          map.marked.insert(index)
        }
      }
    }
    if cell > digits { map.texts = texts }
    if let chosen = state.lab.pictures.cell, state.labFocus == .table || state.lab.pictures.filter == chosen {
      map.selected = Point(chosen.guess - plan.columns.lowerBound, chosen.actual - plan.rows.lowerBound)
    }
    return map
  }

  // MARK: Words

  private var digits: Int { max(scores.map { String($0.confusion.max() ?? 0).count } ?? 2, 2) }
  /// Names give way to numbers, down to four letters.
  private func labelWidth(_ room: Int) -> Int {
    let least = min(longestName + 1, 5)
    return min(longestName + 1, max(room - count * (digits + 1), least), max(room / 3, 2))
  }

  private var longestName: Int { target.classNames.map { TextWidth.width(of: $0) }.max() ?? 1 }

  private func words(_ cell: ConfusionCell, _ scores: ClassScores) -> [StyledText] {
    guard target.classNames.indices.contains(cell.actual), target.classNames.indices.contains(cell.guess) else {
      return [""]
    }
    let (actual, guess) = (target.classNames[cell.actual], target.classNames[cell.guess])
    let found = scores.cell(cell.actual, cell.guess)
    let count = Words.confusionCount(
      found: found, total: scores.support(of: cell.actual),
      share: Numbers.share(scores.share(cell.actual, cell.guess)))
    let style = cell.actual == cell.guess ? ink.good : found == 0 ? ink.dim : ink.bad
    let brief = StyledText("\(actual)→\(guess): \(found)", style)
    let whole: StyledText =
      cell.actual == cell.guess
      ? [Span(Words.confusionFound(class: actual) + " ", ink.dim), Span(count, style)]
      : [Span(Words.confusionTaken(class: actual, guess: guess) + " ", ink.dim), Span(count, style)]
    guard state.gallery != nil, found > 0 else { return [whole, brief] }
    let isShown = state.lab.pictures.filter == cell
    let hint = ink.hint(ink.enterKey, isShown ? Words.keyShowsAll : Words.keyShowsThem)
    return [whole + StyledText("  ") + hint, whole, brief]
  }
}
