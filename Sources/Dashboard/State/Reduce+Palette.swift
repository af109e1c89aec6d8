import Canvas
import Telemetry

/// Keys and clicks while the palette is open.
extension State {
  /// Nil for keys that it leaves to the table.
  mutating func readPalette(_ key: Key) -> [Effect]? {
    guard var palette else { return nil }
    let page = max(PaletteOverlay.list(in: PaletteOverlay.rect(in: size)).height - 1, 1)
    switch key {
    case .character(let character):
      // Of a text that is typed or pasted as keys nothing is looked for beyond what a field takes.
      guard palette.text.count < CommandPalette.textLimit else { return [] }
      palette.type(String(character))
    case .backspace: palette.replaceText(String(palette.text.dropLast()))
    case .control("u"): palette.replaceText("")
    case .control("w"): palette.replaceText(Self.withoutLastWord(palette.text))
    case .up, .control("p"): palette.index -= 1
    case .down, .control("n"): palette.index += 1
    case .pageUp: palette.index -= page
    case .pageDown: palette.index += page
    case .home: palette.index = 0
    case .end: palette.index = .max
    case .tab: complete(&palette)
    case .enter: return run(palette)
    case .escape:
      overlay = nil
      return []
    case .control("z"), .control("l"), .control("c"): return nil
    default: break
    }
    if palette.index != 0 { palette.index = max(min(palette.index, palette.items(self).count - 1), 0) }
    overlay = .palette(palette)
    return []
  }

  mutating func pastePalette(_ text: String) {
    guard var palette else { return }
    palette.type(Self.fieldText(text))
    overlay = .palette(palette)
  }

  /// A click on a line runs it; one outside closes the palette.
  mutating func pressPalette(at point: Point) -> [Effect] {
    guard var palette else { return [] }
    let box = PaletteOverlay.rect(in: size)
    guard box.contains(point) else {
      overlay = nil
      return []
    }
    let list = PaletteOverlay.list(in: box)
    guard list.contains(point) else { return [] }
    let count = palette.items(self).count
    let index = PaletteOverlay.firstVisible(palette.index, rows: list.height, count: count) + point.y - list.y
    guard index < count else { return [] }
    palette.index = index
    return run(palette)
  }

  /// What is pasted into a line: one line, without control characters, and no longer than a field takes.
  static func fieldText(_ text: String) -> String {
    let head = String(text.prefix(256))
    return String(TextWidth.cleaned(head).prefix(CommandPalette.textLimit))
  }

  private static func withoutLastWord(_ text: String) -> String {
    var rest = Substring(text)
    while rest.last == " " { rest.removeLast() }
    while let last = rest.last, last != " " { rest.removeLast() }
    return String(rest)
  }

  private func complete(_ palette: inout CommandPalette) {
    let items = palette.items(self)
    guard items.indices.contains(palette.index) else { return }
    palette.replaceText(items[palette.index].name + " ")
  }

  private mutating func run(_ chosen: CommandPalette) -> [Effect] {
    let items = chosen.items(self)
    guard items.indices.contains(chosen.index) else { return refuse(Words.paletteNoMatch, in: chosen) }
    let item = items[chosen.index]
    if let objection = item.objection {
      let isNamed = objection.hasPrefix(item.name)
      return refuse(isNamed ? objection : Words.keyNotNow(action: item.name, reason: objection), in: chosen)
    }
    overlay = nil
    switch item.deed {
    case .refuse(let sentence): return refuse(sentence, in: chosen)
    case .act(let action): return perform(action)
    case .showRung(let index):
      show(rung: index)
      return []
    case .ask(let knob):
      choose(knob)
      return perform(.type)
    case .set(let knob, let value):
      choose(knob)
      return set(knob, to: value)
    case .smooth(let smoothing):
      screen = .lab
      lab.smoothing = smoothing
      return []
    }
  }

  /// The palette stays open, and says why nothing happens.
  private mutating func refuse(_ sentence: String, in chosen: CommandPalette) -> [Effect] {
    var palette = chosen
    palette.refusal = sentence
    overlay = .palette(palette)
    return []
  }

  /// Goes to a knob wherever one is.
  private mutating func choose(_ knob: Knob) {
    screen = .lab
    prepareBranch()
    putCrosshairAway()
    lab.chosenPanel = .knobs
    lab.chosenKnob = knob
  }
}
