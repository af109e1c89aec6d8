import Canvas

/// Every key, made from the key table itself.
struct HelpOverlay {
  let state: State
  let ink: Ink

  /// A line of the help: a heading, a key, or nothing.
  private enum Line { case heading(String), key(Binding), gap }

  private static func lines(_ state: State) -> [Line] {
    let shown = state.keymap.bindings.filter { $0.suits(state.session) }
    // In the order in which the table comes to them.
    var groups: [Binding.Group] = []
    for binding in shown where !groups.contains(binding.group) { groups.append(binding.group) }
    return Array(
      groups.map { group in [.heading(group.title)] + shown.filter { $0.group == group }.map { .key($0) } }
        .joined(separator: [.gap]))
  }

  static func lastRow(_ state: State) -> Int { max(lines(state).count - max(state.size.height - 3, 1), 0) }

  func draw(on surface: inout Surface) {
    let lines = Self.lines(state)
    let width = min(surface.width, 96)
    let rows = min(surface.height - 1, lines.count + 2)
    let box = surface.bounds.inset(bottom: 1).centered(Size(width, rows))
    let first = min(state.helpRow, max(lines.count - (rows - 2), 0))
    let last = min(first + rows - 2, lines.count)
    let panel = Panel(
      StyledText(Words.helpTitle, ink.title), topRight: [ink.hint("Esc", Words.keyBack)],
      bottomRight: rows - 2 < lines.count ? [StyledText(Words.placeOf(place: last, count: lines.count), ink.dim)] : [],
      isFocused: true, fill: ink.look.style(.overlay),
      scroll: ScrollPosition(first: first, visible: rows - 2, total: lines.count))
    panel.draw(on: &surface, in: box, look: ink.look)
    let inner = panel.interior(of: box)
    let situation = ink.situation ?? Situation(state)
    for (row, line) in lines[first..<last].enumerated() { draw(line, situation, on: &surface, in: inner.row(row)) }
  }

  private func draw(_ line: Line, _ situation: Situation, on surface: inout Surface, in row: Rect) {
    switch line {
    case .gap: break
    case .heading(let name): surface.put(StyledText(name, ink.title.with(.bold)), in: row.inset(left: 1))
    case .key(let binding):
      let isAvailable = binding.isMeant(situation)
      let caption = TextWidth.padded(Self.caption(of: binding), to: 7, .right)
      surface.put(
        [
          Span(" " + caption, isAvailable ? ink.key : ink.dim),
          Span("  " + binding.help, isAvailable ? ink.text : ink.dim),
        ], in: row)
    }
  }

  /// Its own keys, not the pair that the key bar shows as one.
  private static func caption(of binding: Binding) -> String {
    binding.keys.first.map { $0.description } ?? binding.caption
  }
}
