import Canvas
import Telemetry

/// A window of a list that keeps the chosen line in sight.
private enum ListWindow {
  static func first(of count: Int, chosen: Int, rows: Int) -> Int {
    max(0, min(chosen - rows / 2, count - rows))
  }
}

/// How the file was read and what is done to it: each line can be chosen otherwise.
struct OptionsPanel {
  let state: State
  let ink: Ink

  private static func first(_ state: State, rows: Int) -> Int {
    ListWindow.first(of: state.data.choices.count, chosen: state.data.option, rows: rows)
  }

  static func row(_ state: State, in inner: Rect) -> Int? {
    state.data.choices.isEmpty ? nil : inner.y + state.data.option - first(state, rows: inner.height)
  }

  static func option(at y: Int, in inner: Rect, _ state: State) -> Int? {
    let index = y - inner.y + first(state, rows: inner.height)
    return state.data.choices.indices.contains(index) ? index : nil
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let choices = state.data.choices
    let isFocused = state.focus == .options
    var panel = Panel(StyledText("Options", ink.title), isFocused: isFocused)
    let inner = panel.interior(of: rect).inset(x: 1)
    let first = Self.first(state, rows: inner.height)
    let shown = first..<min(choices.count, first + max(0, inner.height))
    panel.topRight = [
      !state.data.drafts.isEmpty ? ink.hint(ink.look.symbol("⏎", ascii: "Enter"), "opens so") : ink.hint("←→", "other")
    ]
    if let choice = state.data.chosen, isFocused {
      panel.bottomLeft = [StyledText("--\(choice.option.rawValue)", ink.dim)]
    }
    if shown.count < choices.count {
      panel.bottomRight = [StyledText("\(shown.upperBound) of \(choices.count)", ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    guard !choices.isEmpty else {
      surface.put(StyledText("the file says itself what it holds", ink.dim), in: inner.row(0))
      return
    }
    for index in shown { draw(choices[index], index, on: &surface, in: inner.row(index - first), isFocused) }
  }

  private func draw(
    _ choice: DataChoice, _ index: Int, on surface: inout Surface, in row: Rect, _ isFocused: Bool
  ) {
    let draft = state.data.drafts[choice.option]
    let style = draft != nil ? ink.warning : choice.isGiven ? ink.accent : ink.strong
    let value = TextWidth.cleaned(draft ?? choice.value)
    let isChosen = isFocused && index == state.data.option
    surface.put(StyledText(choice.option.title, isChosen ? ink.text : ink.dim), in: row)
    let room = row.inset(left: min(14, row.width / 2))
    let mark = draft != nil ? " ⟳" : choice.isGiven ? " said" : ""
    var text: StyledText = [Span(value, style)]
    if TextWidth.width(of: value + mark) <= room.width - (isChosen ? 4 : 0) { text += [Span(mark, ink.dim)] }
    if isChosen { text = [Span("◂ ", ink.key)] + text + [Span(" ▸", ink.key)] }
    surface.put(text, in: room, ellipsis: ink.look.ellipsis)
    if isChosen { surface.select(row, look: ink.look) }
  }
}

/// Files beside the open one and the samples.
struct FilesPanel {
  let state: State
  let ink: Ink

  private static func first(_ state: State, rows: Int) -> Int {
    ListWindow.first(of: state.data.sources.count, chosen: state.data.source, rows: rows)
  }

  static func row(_ state: State, in inner: Rect) -> Int? {
    state.data.sources.isEmpty ? nil : inner.y + state.data.source - first(state, rows: inner.height)
  }

  static func source(at y: Int, in inner: Rect, _ state: State) -> Int? {
    let index = y - inner.y + first(state, rows: inner.height)
    return state.data.sources.indices.contains(index) ? index : nil
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let sources = state.data.sources
    let isFocused = state.focus == .files
    var panel = Panel(StyledText("Files", ink.title), isFocused: isFocused)
    let inner = panel.interior(of: rect).inset(x: 1)
    let first = Self.first(state, rows: inner.height)
    let shown = first..<min(sources.count, first + max(0, inner.height))
    if isFocused { panel.topRight = [ink.hint(ink.look.symbol("⏎", ascii: "Enter"), "opens")] }
    if shown.count < sources.count {
      panel.bottomRight = [StyledText("\(shown.upperBound) of \(sources.count)", ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let open = state.session?.fileName
    for index in shown {
      let row = inner.row(index - first)
      let source = sources[index]
      let isOpen = source.name == open
      var text: StyledText = [
        Span(isOpen ? "● " : "  ", ink.good), Span(TextWidth.cleaned(source.name), isOpen ? ink.strong : ink.text),
      ]
      if !source.about.isEmpty { text += [Span("  " + TextWidth.cleaned(source.about), ink.dim)] }
      surface.put(text, in: row, ellipsis: ink.look.ellipsis)
      if isFocused, index == state.data.source { surface.select(row, look: ink.look) }
    }
  }
}
