import Canvas

/// Between table and boards where not all boards have room: their names, those in sight bright.
struct BoardStrip {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect, shown: [TradeoffsScreen.Panel]) {
    var line: StyledText = [Span(" Tab ", ink.key)]
    for board in TradeoffsScreen.boards(state) {
      let isShown = shown.contains(board)
      let name = board.name
      // Brackets say it where there is no colour.
      line += [Span(isShown ? "[\(name)]" : " \(name) ", isShown ? ink.strong.with(.bold) : ink.dim)]
    }
    surface.put(line, in: rect, ellipsis: ink.look.ellipsis)
  }

  /// The board whose name stands at a point.
  static func board(at point: Point, in rect: Rect, _ state: State) -> TradeoffsScreen.Panel? {
    guard rect.contains(point) else { return nil }
    var x = rect.x + 5
    for board in TradeoffsScreen.boards(state) {
      let width = TextWidth.width(of: board.name) + 2
      if (x..<x + width).contains(point.x) { return board }
      x += width
    }
    return nil
  }
}
