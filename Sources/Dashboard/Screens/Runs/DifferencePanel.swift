import Canvas

/// Two runs beside each other, with only what differs.
struct DifferencePanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let names = state.kept.pair ?? []
    let short = names.map { state.kept.listing?.name(of: $0) ?? $0 }
    var panel = Panel(StyledText(Words.differenceTitle, ink.title), isFocused: state.isOnDifference)
    if short.count == 2 { panel.topLeft.append(StyledText(short[0] + " ↔ " + short[1], ink.strong)) }
    panel.topRight = [StyledText(Words.differenceOnly, ink.dim)]
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let difference = state.kept.difference, difference.runs == names else {
      panel.draw(on: &surface, in: rect, look: ink.look)
      let words =
        names.isEmpty ? Words.differenceNeedsTwo(mark: state.keymap.name(of: .markRun)) : Words.differenceComing
      for (row, line) in Wrapping.lines(words, width: inner.width).prefix(inner.height).enumerated() {
        surface.put(StyledText(line, ink.dim), in: inner.row(row))
      }
      return
    }
    let height = max(inner.height - 1, 0)
    let first = min(state.kept.differenceRow, max(difference.rows.count - height, 0))
    let rows = difference.rows.dropFirst(first).prefix(height)
    if difference.rows.count > height {
      panel.bottomRight = [
        StyledText(Words.placeOf(place: first + rows.count, count: difference.rows.count), ink.dim)
      ]
      panel.scroll = ScrollPosition(first: first, visible: height, total: difference.rows.count)
    }
    if let remark = difference.remark { panel.bottomLeft = [StyledText(TextWidth.cleaned(remark), ink.warning)] }
    panel.draw(on: &surface, in: rect, look: ink.look)
    guard !rows.isEmpty else {
      surface.put(StyledText(Words.differenceNone, ink.dim), in: inner.row(0))
      return
    }
    let value = max((inner.width - 18) / 2, 8)
    let table = TableView(
      columns: [
        TableView.Column(StyledText(), width: .fit(maximum: 16), priority: 3),
        TableView.Column(StyledText(short.first ?? "", color(0, names)), width: .fit(maximum: value), priority: 2),
        TableView.Column(StyledText(short.last ?? "", color(1, names)), width: .fit(maximum: value), priority: 2),
      ],
      rows: rows.map { row in
        TableView.Row([
          StyledText(TextWidth.cleaned(row.name), ink.dim), StyledText(TextWidth.cleaned(row.first), ink.text),
          StyledText(TextWidth.cleaned(row.second), ink.strong),
        ])
      })
    table.draw(on: &surface, in: inner, look: ink.look)
  }

  private func color(_ place: Int, _ names: [String]) -> Style {
    guard names.indices.contains(place) else { return ink.dim }
    return state.kept.color(of: names[place]).map { ink.series($0) } ?? ink.strong
  }
}
