import Canvas

/// Choosing a theme: the screen is drawn in each one while the list is gone through.
package struct ThemeChooser: Sendable, Equatable {
  package internal(set) var index: Int
  /// What was in use, and is again after Esc.
  let before: String
}

/// The list of themes at the right, so that the screen below can be judged.
struct ThemeOverlay {
  let state: State
  let chooser: ThemeChooser
  let ink: Ink

  private static let swatches = 6

  static func rect(_ state: State) -> Rect {
    let screen = Rect(size: state.size).inset(top: 1, bottom: 1)
    let longest = state.themes.map { TextWidth.width(of: TextWidth.cleaned($0)) }.max() ?? 0
    let width = min(max(longest + swatches + 8, 30), screen.width)
    let height = min(state.themes.count + 2, screen.height)
    return Rect(x: screen.maxX - width, y: screen.y, width: width, height: height)
  }

  static func firstVisible(_ state: State, _ index: Int) -> Int {
    PaletteOverlay.firstVisible(index, rows: rect(state).height - 2, count: state.themes.count)
  }

  func draw(on surface: inout Surface) {
    let box = Self.rect(state)
    let first = Self.firstVisible(state, chooser.index)
    let panel = Panel(
      StyledText(Words.themesTitle, ink.title), topRight: [ink.hint("Esc", Words.keyBack)],
      bottomRight: [ink.hint(ink.enterKey, Words.keyKeeps)], isFocused: true,
      fill: ink.look.style(.overlay),
      scroll: ScrollPosition(first: first, visible: box.height - 2, total: state.themes.count))
    panel.draw(on: &surface, in: box, look: ink.look)
    let inner = panel.interior(of: box)
    for (row, name) in state.themes.dropFirst(first).prefix(inner.height).enumerated() {
      let isChosen = first + row == chooser.index
      draw(name, isChosen: isChosen, on: &surface, in: inner.row(row))
      if isChosen { surface.cursor = inner.row(row).origin }
    }
  }

  private func draw(_ name: String, isChosen: Bool, on surface: inout Surface, in row: Rect) {
    surface.put(StyledText(isChosen ? "▸" : " ", ink.accent), in: row)
    let label = row.inset(left: 2, right: Self.swatches + 2)
    let mark = name == chooser.before ? " ·" : ""
    surface.put(
      [Span(TextWidth.cleaned(name), isChosen ? ink.strong : ink.text), Span(mark, ink.dim)], in: label,
      ellipsis: ink.look.ellipsis)
    if isChosen { surface.select(row, look: ink.look) }
    guard let theme = Theme.named(name), ink.look.depth != .monochrome else { return }
    // A sample of its curves on its own ground.
    for index in 0..<Self.swatches {
      surface.put(
        ink.look.symbol("▄", ascii: "#"), at: Point(row.maxX - Self.swatches - 1 + index, row.y),
        style: theme.series(index).on(theme.ground))
    }
  }
}

extension State {
  mutating func openThemes() {
    overlay = .themes(ThemeChooser(index: themes.firstIndex(of: themeName) ?? 0, before: themeName))
  }

  /// Nil for keys that the chooser leaves to the table.
  mutating func readThemes(_ key: Key) -> [Effect]? {
    guard case .themes(var chooser) = overlay else { return nil }
    let old = chooser.index
    let page = max(ThemeOverlay.rect(self).height - 3, 1)
    switch key {
    case .up, .backTab, .character("k"): chooser.index -= 1
    case .down, .tab, .character("j"), .character("t"): chooser.index += 1
    case .pageUp: chooser.index -= page
    case .pageDown: chooser.index += page
    case .home: chooser.index = 0
    case .end: chooser.index = themes.count - 1
    case .enter:
      overlay = nil
      if themeName != chooser.before {
        note = Note(text: Words.themeKept(name: themeName), kind: .answer)
      }
      return []
    case .escape, .character("q"):
      overlay = nil
      guard themeName != chooser.before else { return [] }
      themeName = chooser.before
      return [.setTheme(chooser.before)]
    case .control("z"), .control("l"), .control("c"): return nil
    default: return []
    }
    chooser.index = max(min(chooser.index, themes.count - 1), 0)
    return preview(chooser, insteadOf: old)
  }

  /// A click on a name shows it, a second one keeps it; one outside goes back.
  mutating func pressThemes(at point: Point) -> [Effect] {
    guard case .themes(var chooser) = overlay else { return [] }
    let box = ThemeOverlay.rect(self)
    guard box.contains(point) else { return readThemes(.escape) ?? [] }
    let row = point.y - box.y - 1
    let index = ThemeOverlay.firstVisible(self, chooser.index) + row
    guard (0..<box.height - 2).contains(row), themes.indices.contains(index) else { return [] }
    if index == chooser.index { return readThemes(.enter) ?? [] }
    let old = chooser.index
    chooser.index = index
    return preview(chooser, insteadOf: old)
  }

  private mutating func preview(_ chooser: ThemeChooser, insteadOf old: Int) -> [Effect] {
    overlay = .themes(chooser)
    guard chooser.index != old, themes.indices.contains(chooser.index) else { return [] }
    themeName = themes[chooser.index]
    return [.setTheme(themeName)]
  }
}
