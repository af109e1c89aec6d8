import Canvas
import Telemetry

extension State {
  mutating func take(_ event: InputEvent) -> [Effect] {
    switch event {
    case .resize(let size):
      self.size = size
      return []
    case .key(let key): return take(key)
    case .paste(let text):
      paste(text)
      return []
    case .mouse(let event): return take(event)
    case .focus: return []
    }
  }

  private mutating func take(_ key: Key) -> [Effect] {
    if prompt != nil, let effects = typeIntoPrompt(key) { return effects }
    if entry != nil, let effects = typeInto(key) { return effects }
    if let effects = readOverlay(key) { return effects }
    guard let action = keymap.action(for: key, in: self) else {
      // What only takes a question or an answer from the screen is not asked for anything else.
      let isDismissed = key == .escape && (confirming != nil || note != nil)
      let answer = isDismissed || confirming != nil ? nil : keymap.answer(to: key, in: self)
      confirming = nil
      note = answer.map { Note(text: $0, kind: .answer) }
      return []
    }
    return perform(action)
  }

  /// Does what a key or a click asks for, or asks back.
  mutating func perform(_ action: Action) -> [Effect] {
    let asked = confirming
    confirming = nil
    note = nil
    if let asked {
      if asked == action { return asked.confirmed?(&self) ?? [] }
      // Esc only takes the question back.
      if action == .leave { return [] }
    }
    return action.effect(&self)
  }

  /// Only into fields; elsewhere pasted text does nothing.
  private mutating func paste(_ text: String) {
    if palette != nil { return pastePalette(text) }
    if prompt != nil {
      prompt?.append(Self.fieldText(text))
      return
    }
    guard let typed = entry else { return }
    let pasted = Self.fieldText(text).filter(\.isASCII)
    entry?.text = String((typed.isFresh ? pasted : typed.text + pasted).prefix(64))
    entry?.isFresh = false
    entry?.refusal = nil
  }

  /// Nil where there is no overlay, or for keys that it leaves to the table.
  private mutating func readOverlay(_ key: Key) -> [Effect]? {
    switch overlay {
    case .help: readHelp(key)
    case .palette: readPalette(key)
    case .themes: readThemes(key)
    case .joins: readJoins(key)
    case .rates: readRates(key)
    case nil: nil
    }
  }

  /// Keys of the help overlay: arrows scroll, anything that closes closes, the rest waits.
  private mutating func readHelp(_ key: Key) -> [Effect]? {
    switch key {
    case .up: helpRow -= 1
    case .down: helpRow += 1
    case .pageUp: helpRow -= max(size.height - 3, 1)
    case .pageDown, .character(" "): helpRow += max(size.height - 3, 1)
    case .escape, .enter, .character("?"), .function(1), .character("q"): overlay = nil
    case .control("z"), .control("l"), .control("c"): return nil
    default: break
    }
    return []
  }

  /// Keys of the line in which a value is typed; nil for those that it leaves to the table.
  private mutating func typeInto(_ key: Key) -> [Effect]? {
    guard var typed = entry else { return nil }
    switch key {
    case .character(let character):
      guard character.isASCII else { return [] }
      // A command begins: no value has such a letter.
      if character == ":", keymap.action(for: key, in: self) == .palette {
        entry = nil
        return perform(.palette)
      }
      if typed.isFresh { typed.text = "" }
      if typed.text.count < 64 { typed.text.append(character) }
      typed.refusal = nil
    case .backspace:
      if !typed.text.isEmpty { typed.text.removeLast() }
      typed.refusal = nil
    case .control("u"):
      typed.text = ""
      typed.refusal = nil
    case .escape:
      entry = nil
      return []
    case .enter: return commit(typed)
    case .control("z"), .control("l"), .control("c"): return nil
    default: return []
    }
    typed.isFresh = false
    entry = typed
    return []
  }

  /// Keys of a line that is typed for a screen; nil for those that it leaves to the table.
  private mutating func typeIntoPrompt(_ key: Key) -> [Effect]? {
    guard var typed = prompt else { return nil }
    switch key {
    case .character(let character): typed.append(String(character))
    case .backspace: if !typed.text.isEmpty { typed.text.removeLast() }
    case .control("u"): typed.text = ""
    case .escape:
      prompt = nil
      return []
    case .enter:
      prompt = nil
      return finish(typed)
    case .control("z"), .control("l"), .control("c"): return nil
    default: return []
    }
    prompt = typed
    return []
  }

  private mutating func commit(_ typed: TextEntry) -> [Effect] {
    guard let range = shown?.range(of: typed.knob) else {
      entry = nil
      return []
    }
    guard let value = range.parsed(typed.text, of: typed.knob) else {
      entry?.refusal =
        typed.text.isEmpty
        ? Words.typedNothing(expected: range.expectation)
        : range.nearestChoice(to: typed.text).map {
          Words.typedWrongNear(typed: typed.text, nearest: $0, expected: range.expectation)
        } ?? Words.typedWrong(typed: typed.text, expected: range.expectation)
      return []
    }
    entry = nil
    return set(typed.knob, to: value)
  }
}
