import Canvas

/// The palette over the screen: a field, and under it what fits what is typed.
struct PaletteOverlay {
  let state: State
  let palette: CommandPalette
  let ink: Ink

  /// Always of the same height, so that it does not jump while one types.
  static func rect(in size: Size) -> Rect {
    let screen = Rect(size: size).inset(top: 1, bottom: 1)
    let width = size.width >= 72 ? min(size.width - 8, 100) : size.width
    let height = min(screen.height, max(screen.height * 2 / 3, 12))
    return Rect(x: (size.width - width) / 2, y: screen.y, width: width, height: height)
  }

  /// The lines of the list inside the box: below the field and a blank line where there is room for one.
  static func list(in rect: Rect) -> Rect { rect.inset(left: 1, top: rect.height >= 9 ? 3 : 2, right: 1, bottom: 1) }

  static func firstVisible(_ index: Int, rows: Int, count: Int) -> Int {
    max(min(index - rows / 2, count - rows), 0)
  }

  func draw(on surface: inout Surface) {
    let box = Self.rect(in: state.size)
    let list = Self.list(in: box)
    let items = palette.items(state)
    let first = Self.firstVisible(palette.index, rows: list.height, count: items.count)
    let panel = Panel(
      StyledText(Words.paletteTitle, ink.title), topRight: [ink.hint("Esc", Words.keyBack)],
      bottomLeft: [footer], bottomRight: [StyledText(Words.paletteFound(count: items.count), ink.dim)],
      isFocused: true,
      fill: ink.look.style(.overlay),
      scroll: ScrollPosition(first: first, visible: list.height, total: items.count))
    panel.draw(on: &surface, in: box, look: ink.look)
    drawField(on: &surface, in: box.inset(by: 1).row(0).inset(x: 1))
    guard !items.isEmpty else {
      surface.put(StyledText(Words.paletteNoMatch, ink.dim), in: list.row(0).inset(left: 2))
      return
    }
    for (row, item) in items.dropFirst(first).prefix(list.height).enumerated() {
      let isChosen = first + row == palette.index
      draw(item, isChosen: isChosen, on: &surface, in: list.row(row))
      if isChosen { surface.select(list.row(row), look: ink.look) }
    }
  }

  /// What a chosen knob takes, or why it does nothing, where the list has no room for all of it; nil where it has.
  static func whole(of palette: CommandPalette, _ state: State) -> String? {
    let list = list(in: rect(in: state.size))
    let items = palette.items(state)
    guard items.indices.contains(palette.index) else { return nil }
    let item = items[palette.index]
    switch item.deed {
    case .ask, .refuse: break
    case .act, .showRung, .set, .smooth: return nil
    }
    let text = said(of: item)
    let room = list.width - 4 - nameColumn - (item.keys.isEmpty ? 0 : TextWidth.width(of: item.keys) + 1)
    return TextWidth.width(of: TextWidth.cleaned(text)) > room ? "\(item.name): \(text)" : nil
  }

  private static func said(of item: CommandPalette.Item) -> String {
    item.objection.map { Words.paletteNotNow(reason: $0) } ?? item.detail
  }

  /// Columns of the names with the blank behind them.
  private static let nameColumn = 23

  private var footer: StyledText {
    ink.hint(ink.enterKey, Words.keyRuns) + "  " + ink.hint("Tab", Words.keyCompletes)
  }

  private func drawField(on surface: inout Surface, in row: Rect) {
    let used = surface.put(StyledText("› ", ink.accent), at: row.origin)
    let field = row.inset(left: used)
    if palette.text.isEmpty {
      surface.put(
        StyledText(Words.palettePlaceholder, ink.dim), in: field, ellipsis: ink.look.ellipsis)
    }
    let width = surface.put(
      Self.tail(palette.text, width: field.width - 1), at: field.origin, style: ink.strong, maxWidth: field.width)
    surface.cursor = Point(field.x + width, field.y)
  }

  /// The end of a text, as much as fits.
  static func tail(_ text: String, width: Int) -> String {
    var shown = Substring(text)
    while TextWidth.width(of: String(shown)) > max(width, 0), !shown.isEmpty { shown.removeFirst() }
    return String(shown)
  }

  private func draw(_ item: CommandPalette.Item, isChosen: Bool, on surface: inout Surface, in row: Rect) {
    let works = item.objection == nil
    let row = row.inset(left: 1, right: 1)
    surface.put(isChosen ? "▸" : " ", at: row.origin, style: ink.accent)
    let content = row.inset(left: 2)
    let keys = StyledText(item.keys, works ? ink.key : ink.dim)
    let room = content.inset(right: item.keys.isEmpty ? 0 : keys.width + 1)
    let column = min(room.width, Self.nameColumn - 1)
    surface.put(name(of: item), in: room.inset(right: room.width - column), ellipsis: ink.look.ellipsis)
    let detail = Self.said(of: item)
    let rest = room.inset(left: column + 1)
    if rest.width >= 12 {
      surface.put(StyledText(TextWidth.cleaned(detail), ink.dim), in: rest, ellipsis: ink.look.ellipsis)
    }
    surface.put(keys, in: content, alignment: .right)
  }

  /// Typed letters stand out by weight and colour.
  private func name(of item: CommandPalette.Item) -> StyledText {
    let plain = item.objection == nil ? ink.text : ink.dim
    let places = Set(item.places)
    return StyledText(
      TextWidth.cleaned(item.name).enumerated().map { index, letter in
        Span(String(letter), places.contains(index) ? ink.accent.with([.bold, .underline]) : plain)
      })
  }
}
