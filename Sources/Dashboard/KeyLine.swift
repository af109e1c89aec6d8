import Canvas

/// The last line: the keys that work now, as many as fit, from the key table.
struct KeyLine {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) { bar.draw(on: &surface, in: rect, look: ink.look) }

  var bar: KeyBar {
    guard state.entry == nil else {
      return KeyBar([KeyBar.Item("⏎", "sets"), KeyBar.Item("Esc", "leaves"), KeyBar.Item("^U", "empties")])
    }
    let items = shown.enumerated().map { index, binding in
      KeyBar.Item(binding.caption, label(of: binding), priority: -index)
    }
    // What must always be found stands at the right end and takes its room first.
    let last = shown.indices.filter { [.help, .quit].contains(shown[$0].action) }
    return KeyBar(items.indices.filter { !last.contains($0) }.map { items[$0] }, trailing: last.map { items[$0] })
  }

  /// Available keys with a label; one that an earlier line already names is left out.
  private var shown: [Binding] {
    var seen: Set<Action> = []
    return KeyTable.bindings.filter { binding in
      !binding.label.isEmpty && binding.isAvailable(state) && seen.insert(binding.action).inserted
    }
  }

  private func label(of binding: Binding) -> String {
    switch binding.action {
    case .pause: state.addressed.contains { $0.phase == .running } ? "pause" : "resume"
    case .scope: state.scope == .rung ? "all" : "this"
    case .view: state.plot == .losses ? "compare" : "curve"
    default: binding.label
    }
  }
}

/// The line for what is being said: the answer to the last key, a question, a refusal.
struct MessageLine {
  let state: State
  let ink: Ink

  /// Nil where there is nothing to say.
  var text: StyledText? {
    if let entry = state.entry {
      guard let refusal = entry.refusal else {
        let expectation = state.shown?.range(of: entry.knob)?.expectation ?? ""
        return [Span(" \(entry.knob.title): ", ink.strong), Span(expectation, ink.dim)]
      }
      return [Span(" ✗ ", ink.bad), Span(refusal, ink.bad)]
    }
    if let note = state.note {
      let style = note.isWarning ? ink.warning : ink.text
      return [Span(note.isWarning ? " ! " : " · ", style), Span(TextWidth.cleaned(note.text), style)]
    }
    return standing
  }

  /// What is to be known of the chosen rung as long as it is chosen.
  private var standing: StyledText? {
    if let reason = state.rung?.exclusion {
      return [Span(" ✗ ", ink.bad), Span("\(state.rung?.id.label ?? "") is not compared: \(reason)", ink.text)]
    }
    if let divergence = state.shown?.divergence {
      return [Span(" ✗ ", ink.bad), Span(divergence.explanation, ink.text)]
    }
    return nil
  }

  /// Standing remarks wait for a line of their own; answers take the key bar's place for a moment.
  var isUrgent: Bool { state.entry != nil || state.note != nil }
}
