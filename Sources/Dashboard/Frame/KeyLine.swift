import Canvas

/// The last line: the keys that work now, as many as fit, from the key table.
struct KeyLine {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) { bar.draw(on: &surface, in: rect, look: ink.look) }

  /// What a click on the bar means.
  func action(at point: Point, in rect: Rect) -> Action? {
    guard let item = bar.placed(in: rect).first(where: { $0.rect.contains(point) })?.item else { return nil }
    return shown.first { caption(of: $0) == item.key && label(of: $0) == item.label }?.action
  }

  var bar: KeyBar {
    if state.entry != nil {
      return KeyBar([
        KeyBar.Item(ink.enterKey, Words.keySets), KeyBar.Item("Esc", Words.keyCancels),
        KeyBar.Item("^U", Words.keyClears, isIdle: state.entry?.text.isEmpty ?? true),
      ])
    }
    if let prompt = state.prompt {
      return KeyBar([
        KeyBar.Item(ink.enterKey, Words.keySets), KeyBar.Item("Esc", Words.keyCancels),
        KeyBar.Item("^U", Words.keyClears, isIdle: prompt.text.isEmpty),
      ])
    }
    if let palette = state.palette { return bar(of: palette) }
    if case .themes = state.overlay {
      return KeyBar([
        KeyBar.Item("↑↓", Words.keyShows), KeyBar.Item(ink.enterKey, Words.keyKeeps),
        KeyBar.Item("Esc", Words.keyAsBefore),
      ])
    }
    if case .joins(let chooser) = state.overlay {
      return KeyBar([
        KeyBar.Item("↑↓", Words.keyRecipe), KeyBar.Item("←→", Words.keyGrain),
        KeyBar.Item(Key.character(" ").description, Words.keyIncludes),
        KeyBar.Item(ink.enterKey, Words.keyTrains, isIdle: chooser.chosen.count < 2), KeyBar.Item("Esc", Words.keyBack),
      ])
    }
    if case .rates(let finder) = state.overlay {
      return KeyBar([
        KeyBar.Item("←→", Words.curveRate, isIdle: finder.rate == nil),
        KeyBar.Item(ink.enterKey, Words.keySets, isIdle: finder.rate == nil),
        KeyBar.Item("L", Words.keyLog), KeyBar.Item("Esc", Words.keyBack),
      ])
    }
    if state.isHelpShown {
      return KeyBar([
        KeyBar.Item("↑↓", Words.keyScroll), KeyBar.Item(Key.character(" ").description, Words.keyPage),
        KeyBar.Item("Esc", Words.keyBack),
      ])
    }
    let shown = shown
    let items = shown.enumerated().map { index, binding in
      KeyBar.Item(caption(of: binding), label(of: binding), priority: rank(of: binding) ?? -index)
    }
    // What must always be found stands at the right end and takes its room first.
    let last = shown.indices.filter { [.help, .quit].contains(shown[$0].action) }
    return KeyBar(items.indices.filter { !last.contains($0) }.map { items[$0] }, trailing: last.map { items[$0] })
  }

  private func bar(of palette: CommandPalette) -> KeyBar {
    let items = palette.items(state)
    let chosen = items.indices.contains(palette.index) ? items[palette.index] : nil
    return KeyBar([
      KeyBar.Item(ink.enterKey, Words.keyRuns, isIdle: chosen?.works != true),
      KeyBar.Item("↑↓", Words.keyChooses, isIdle: items.count < 2),
      KeyBar.Item("Tab", Words.keyCompletes, isIdle: chosen == nil),
      KeyBar.Item("^U", Words.keyClears, isIdle: palette.text.isEmpty), KeyBar.Item("Esc", Words.keyBack),
    ])
  }

  /// What the program is about keeps its room before what the help and the palette show as well.
  private static let first: [String] =
    ([.pause, .nextRung, .decrease, .branch, .show(.home), .palette] as [Action]).map(\.id)

  private func rank(of binding: Binding) -> Int? {
    // What takes the test part from sight is found at once.
    if state.isTestRevealed, binding.action == .reveal { return .max }
    let id = binding.isScreenKey ? ScreenID.home.actionID : binding.action.id
    return Self.first.firstIndex(of: id).map { Self.first.count - $0 }
  }

  /// Available keys with a label; one that an earlier line already names is left out.
  private var shown: [Binding] {
    let situation = ink.situation ?? Situation(state)
    var seen: Set<String> = []
    // All screens stand in one item.
    return state.keymap.labelled.filter { binding in
      binding.isMeant(situation) && seen.insert(binding.isScreenKey ? "" : binding.action.id).inserted
    }
  }

  private func caption(of binding: Binding) -> String {
    if binding.isScreenKey { return screenKeys }
    return binding.caption == Key.enter.description ? ink.enterKey : binding.caption
  }

  /// The keys of all screens in one, as `1-3`.
  private var screenKeys: String {
    let screens = state.screens
    let keys = state.keymap.labelled.filter { $0.shownScreen.map(screens.contains) ?? false }
      .compactMap { $0.keys.first?.description }
    guard let first = keys.first, let last = keys.last else { return "" }
    return keys.count > 2 ? "\(first)-\(last)" : keys.joined(separator: " ")
  }

  private func label(of binding: Binding) -> String { binding.action.label?(state) ?? binding.label }
}

/// What is being said: the answer to the last key, a question, a refusal, or else what is known of the chosen item.
struct MessageLine {
  let state: State
  let ink: Ink

  /// Nil where there is nothing to say.
  var text: StyledText? { urgent ?? remark ?? standing }

  /// What takes the key bar's place for a moment where there is no line for messages.
  var urgent: StyledText? {
    if let prompt = state.prompt {
      return [
        Span(" " + prompt.title + " ", ink.strong), Span(TextWidth.cleaned(prompt.text), ink.field),
        Span(" ", ink.field),
        Span("  \(ink.enterKey)", ink.key), Span(" \(Words.keySets)  ", ink.keyLabel), Span("Esc", ink.key),
        Span(" \(Words.keyCancels)", ink.keyLabel),
      ]
    }
    if let entry = state.entry {
      guard let refusal = entry.refusal else {
        let expectation = state.shown?.range(of: entry.knob)?.expectation ?? ""
        return [
          Span(" \(entry.knob.title): ", ink.strong), Span(expectation + "  ", ink.text),
          Span(ink.enterKey, ink.key),
          Span(" \(Words.keySets)  ", ink.keyLabel), Span("Esc", ink.key), Span(" \(Words.keyCancels)", ink.keyLabel),
        ]
      }
      return [Span(" ✗ ", ink.bad), Span(refusal, ink.bad)]
    }
    if let refusal = state.palette?.refusal {
      return [Span(" ✗ ", ink.bad), Span(TextWidth.cleaned(refusal), ink.bad)]
    }
    if let palette = state.palette, let text = PaletteOverlay.whole(of: palette, state) {
      return [Span(" · ", ink.text), Span(TextWidth.cleaned(text), ink.text)]
    }
    if case .joins(let chooser) = state.overlay, let text = JoinOverlay.whole(of: chooser, state) {
      return [Span(" · ", ink.text), Span(TextWidth.cleaned(text), ink.text)]
    }
    guard let note = state.note, note.kind != .remark else { return nil }
    let style = note.kind == .warning ? ink.warning : ink.text
    return [Span(note.kind == .warning ? " ! " : " · ", style), Span(TextWidth.cleaned(note.text), style)]
  }

  private var remark: StyledText? {
    state.note.map { [Span(" · ", ink.dim), Span(TextWidth.cleaned($0.text), ink.text)] }
  }

  /// What is to be known of the chosen rung or item as long as it is chosen.
  private var standing: StyledText? {
    if let obstacle = state.obstacle(to: state.rung) {
      return [Span(" ✗ ", ink.bad), Span(TextWidth.cleaned(obstacle.sentence), ink.text)]
    }
    if let failure = state.shown?.failure {
      return [Span(" ✗ ", ink.bad), Span(TextWidth.cleaned(failure), ink.text)]
    }
    return state.screen.type.remark(state, ink: ink)
  }

  /// A message that is too long for its line, on as many as it needs, at most `limit`.
  static func wrapped(_ message: StyledText, width: Int, limit: Int) -> [StyledText] {
    guard message.width > width, let first = message.spans.first else { return [message] }
    let rest = message.spans.dropFirst().reduce(into: "") { $0 += $1.text }
    let indent = TextWidth.width(of: first.text)
    let lines = Wrapping.lines(rest, width: max(width - indent - 1, 1)).prefix(limit)
    let style = message.spans.last?.style ?? first.style
    return lines.enumerated().map { index, line in
      [index == 0 ? first : Span(String(repeating: " ", count: indent), style), Span(line, style)]
    }
  }
}
