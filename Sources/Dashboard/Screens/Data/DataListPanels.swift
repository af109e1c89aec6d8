import Canvas
import Telemetry

/// The part of a list that is seen in a rectangle, a row a line, with the chosen one in sight.
private struct ListWindow {
  let count: Int
  let chosen: Int
  let rect: Rect

  var first: Int { max(0, min(chosen - rect.height / 2, count - rect.height)) }
  var shown: Range<Int> { first..<min(count, first + max(0, rect.height)) }
  /// Where the chosen line stands; nil in an empty list.
  var chosenRow: Int? { count == 0 ? nil : rect.y + chosen - first }

  func index(at y: Int) -> Int? {
    let index = y - rect.y + first
    return (0..<count).contains(index) ? index : nil
  }

  /// As `5 of 9`; nil where all are seen.
  var place: String? { shown.count < count ? Words.placeOf(place: shown.upperBound, count: count) : nil }
}

/// How the file was read and what is done to it: each line can be chosen otherwise.
struct OptionsPanel {
  let state: State
  let ink: Ink

  private static func window(_ state: State, in inner: Rect) -> ListWindow {
    ListWindow(count: state.data.choices.count, chosen: state.data.option, rect: inner)
  }

  static func row(_ state: State, in inner: Rect) -> Int? { window(state, in: inner).chosenRow }

  static func option(at y: Int, in inner: Rect, _ state: State) -> Int? { window(state, in: inner).index(at: y) }

  func draw(on surface: inout Surface, in rect: Rect) {
    let choices = state.data.choices
    let isFocused = state.dataFocus == .options
    var panel = Panel(StyledText(Words.dataOptionsTitle, ink.title), isFocused: isFocused)
    let inner = panel.interior(of: rect).inset(x: 1)
    let window = Self.window(state, in: inner)
    let (first, shown) = (window.first, window.shown)
    panel.topRight = [
      !state.data.drafts.isEmpty
        ? ink.hint(ink.enterKey, Words.keyApplies, isIdle: !isFocused)
        : ink.hint("←→", Words.keyOther, isIdle: !isFocused)
    ]
    if let choice = state.data.chosen, isFocused {
      panel.bottomLeft = [StyledText("--\(choice.option.rawValue)", ink.dim)]
    }
    if let place = window.place { panel.bottomRight = [StyledText(place, ink.dim)] }
    panel.draw(on: &surface, in: rect, look: ink.look)
    guard !choices.isEmpty else {
      surface.put(StyledText(Words.dataNoOptions, ink.dim), in: inner.row(0))
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
    let room = row.inset(left: min(16, row.width / 2))
    let mark = draft != nil ? " ⟳" : choice.isGiven ? " " + Words.dataGiven : ""
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

  private static func window(_ state: State, in inner: Rect) -> ListWindow {
    ListWindow(count: state.data.sources.count, chosen: state.data.source, rect: inner)
  }

  static func row(_ state: State, in inner: Rect) -> Int? { window(state, in: inner).chosenRow }

  static func source(at y: Int, in inner: Rect, _ state: State) -> Int? { window(state, in: inner).index(at: y) }

  func draw(on surface: inout Surface, in rect: Rect) {
    let sources = state.data.sources
    let isFocused = state.dataFocus == .files
    var panel = Panel(StyledText(Words.dataFilesTitle, ink.title), isFocused: isFocused)
    let inner = panel.interior(of: rect).inset(x: 1)
    let window = Self.window(state, in: inner)
    let (first, shown) = (window.first, window.shown)
    if isFocused { panel.topRight = [ink.hint(ink.enterKey, Words.keyOpens)] }
    if let place = window.place { panel.bottomRight = [StyledText(place, ink.dim)] }
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
