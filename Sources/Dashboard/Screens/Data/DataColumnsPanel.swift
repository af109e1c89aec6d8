import Basics
import Canvas
import Telemetry

/// Every column with its type, range, missing share and a spark line; the target stands out and can be chosen.
struct ColumnsPanel {
  let state: State
  let ink: Ink
  let report: DataReport

  private static func first(_ state: State, rows: Int) -> Int {
    let count = state.data.report?.columns.count ?? 0
    return max(0, min(state.data.column - rows / 2, count - rows))
  }

  /// The screen row of a column; the heading is the first line of the inside.
  static func row(of column: Int, in inner: Rect) -> Int {
    let rows = inner.height - 1
    return inner.y + 1 + max(0, min(column, max(0, rows - 1)))
  }

  static func column(at y: Int, in inner: Rect, _ state: State) -> Int? {
    let index = y - inner.y - 1 + first(state, rows: inner.height - 1)
    return y > inner.y && state.data.report?.columns.indices.contains(index) == true ? index : nil
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let isFocused = state.dataFocus == .columns
    var panel = Panel(StyledText(Words.dataColumnsTitle, ink.title), isFocused: isFocused)
    let inner = panel.interior(of: rect).inset(x: 1)
    let rows = max(0, inner.height - 1)
    let first = Self.first(state, rows: rows)
    let shown = first..<min(report.columns.count, first + rows)
    panel.topLeft.append(facts)
    if isFocused, state.data.chosenColumn?.isTarget == false {
      panel.topRight = [ink.hint(ink.enterKey, Words.keyTarget)]
    }
    if let column = state.data.chosenColumn { panel.bottomLeft = [detail(column, within: rect.width - 4)] }
    if shown.count < report.columns.count {
      panel.bottomRight = [StyledText(Words.placeOf(place: shown.upperBound, count: report.columns.count), ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let sparkWidth = min(48, max(0, inner.width - 50))
    var table = TableView(
      columns: [
        heading(Words.dataColumn, 100, .left, .fit(minimum: 6, maximum: max(10, min(28, inner.width / 4)))),
        heading(Words.dataType, 40, .left, .fixed(7)), heading(Words.dataMinimum, 70), heading(Words.dataMean, 30),
        heading(Words.dataMaximum, 70),
        heading(Words.dataMissing, 80), heading("", 90, .left, .fixed(max(8, sparkWidth))),
      ], rows: shown.map { cells(report.columns[$0]) }, firstRow: first,
      selected: isFocused ? state.data.column : nil, offset: first, gap: 1, maximumGap: 2)
    table.hasHeader = true
    table.draw(on: &surface, in: inner, look: ink.look)
    drawSparks(table, shown, on: &surface, in: inner)
  }

  private var facts: StyledText {
    let rows =
      switch report.kind {
      case .series, .stream: Words.dataRows(rows: report.rows)
      case .images: Words.dataImages(images: report.rows)
      case .table: Words.dataSamples(samples: report.rows)
      }
    var text: StyledText = [Span(rows, ink.text)]
    switch state.session?.content {
    case .images(let pictures, _):
      let size = "\(pictures.height)×\(pictures.width)"
      let kind = pictures.channels == 3 ? Words.dataColourImages(size: size) : Words.dataGreyImages(size: size)
      text += [Span(" " + kind, ink.dim)]
    case .series, .table, .stream, nil: break
    }
    if let span = report.span { text += [Span(" " + Words.dataStep(step: span.step), ink.dim)] }
    return text
  }

  private func heading(
    _ title: String, _ priority: Int, _ alignment: Alignment = .right, _ width: TableView.Width = .fit(minimum: 5)
  ) -> TableView.Column {
    TableView.Column(StyledText(title, ink.dim), alignment: alignment, width: width, priority: priority)
  }

  private func cells(_ column: ColumnReport) -> TableView.Row {
    let name = TextWidth.cleaned(column.name)
    let isLeak = report.leaks.contains { $0.column == column.name }
    let isIdle = report.idle.contains { $0.column == column.name }
    let mark = column.isTarget ? ink.look.symbol("▸", ascii: ">") : isLeak ? "!" : isIdle ? "·" : " "
    let style = column.isTarget ? ink.chosen : isLeak ? ink.bad : isIdle ? ink.dim : ink.text
    let spread = (column.maximum ?? .nan) - (column.minimum ?? .nan)
    func number(_ value: Double?) -> StyledText {
      StyledText(value.map { Self.number($0, spread: spread) } ?? Numbers.missing, ink.text)
    }
    let missing = column.missing == 0 ? "0" : Self.share(column.missingShare)
    return TableView.Row([
      [Span(mark, style), Span(name, style)], StyledText(column.type, ink.dim), number(column.minimum),
      number(column.mean), number(column.maximum),
      StyledText(missing, column.missing == 0 ? ink.dim : ink.warning), StyledText(),
    ])
  }

  /// Over the last column of the table, where that is in sight.
  private func drawSparks(_ table: TableView, _ shown: Range<Int>, on surface: inout Surface, in inner: Rect) {
    guard let place = table.placedColumns(width: inner.width).last, place.column == table.columns.count - 1 else {
      return
    }
    for index in shown {
      let column = report.columns[index]
      let row = inner.row(1 + index - shown.lowerBound)
      let rect = Rect(
        x: row.x + place.start, y: row.y, width: max(0, min(place.width, row.width - place.start)), height: row.height)
      if column.spark.isEmpty {
        let words = column.levels.map { TextWidth.cleaned($0.text) }.joined(separator: ", ")
        surface.put(StyledText(words, ink.dim), in: rect, ellipsis: ink.look.ellipsis)
      } else {
        let style = column.isTarget ? ink.accent : ink.dim
        Sparkline(column.spark.map { $0 ?? .nan }, style: style).draw(on: &surface, in: rect, look: ink.look)
      }
    }
  }

  /// What the table has no room for, of the chosen column.
  private func detail(_ column: ColumnReport, within columns: Int) -> StyledText {
    let warnings = (report.leaks + report.idle).filter { $0.column == column.name }
    if let warning = warnings.first { return StyledText("\(warning.what)", ink.bad) }
    var parts: [String] = []
    if let mean = column.mean, let deviation = column.deviation {
      let spread = (column.maximum ?? .nan) - (column.minimum ?? .nan)
      parts.append(
        Words.dataMeanAndDeviation(
          mean: Self.number(mean, spread: spread), deviation: Self.number(deviation, spread: .nan)))
    }
    parts.append(
      column.hasMoreDistinct
        ? Words.dataDistinctOrMore(count: column.distinct) : Words.dataDistinct(count: column.distinct))
    if column.isTarget, let reason = report.target?.reason, !reason.isEmpty {
      parts.append(Words.dataTargetBecause(reason: reason))
    }
    // What has no room is left out whole.
    let wordings = parts.indices.reversed().map { StyledText(parts[...$0].joined(separator: " · "), ink.dim) }
    return StyledText.richest(of: wordings, within: columns)
  }

  static func share(_ share: Double) -> String {
    share < 0.001 ? "< 0.1 %" : NumberFormat.percent(share, decimals: share < 0.1 ? 1 : 0)
  }

  /// More digits than usual where a column's values differ by little.
  static func number(_ value: Double, spread: Double) -> String {
    let size = value.magnitude
    if let text = NumberFormat.distinguishing(value, spread: spread) { return text }
    if value == value.rounded(), size < 1e7 { return Numbers.group(Int(value)) }
    if size >= 1e6 || size < 1e-3 { return NumberFormat.significant(value, digits: 3) }
    return NumberFormat.fixed(value, decimals: size >= 1_000 ? 0 : size >= 10 ? 1 : 3, grouping: .space)
  }
}
