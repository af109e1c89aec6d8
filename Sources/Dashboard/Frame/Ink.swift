import Canvas

/// The look's styles under the names that this screen uses, found once a frame.
struct Ink {
  let look: Look
  let base: Style
  let text: Style
  /// What is read first: values, the chosen item.
  let strong: Style
  let dim: Style
  let faint: Style
  let title: Style
  let brand: Style
  let key: Style
  let keyLabel: Style
  let accent: Style
  let good: Style
  let warning: Style
  let bad: Style
  let mark: Style
  let actual: Style
  let selection: Style
  /// What must not be mistaken for anything else.
  let badge: Style
  /// What decides which keys work; nil where no screen is drawn.
  let situation: Situation?

  init(_ look: Look, _ state: State? = nil) {
    self.look = look
    situation = state.map { Situation($0) }
    base = look.theme.base
    text = look.style(.text)
    strong = look.style(.title).without(.bold)
    dim = look.style(.dim)
    faint = look.style(.faint)
    title = look.style(.title)
    brand = look.style(.accent).with(.bold)
    key = look.style(.key)
    keyLabel = look.style(.keyLabel)
    accent = look.style(.accent)
    good = look.style(.good)
    warning = look.style(.warning)
    bad = look.style(.bad)
    mark = look.style(.mark)
    actual = look.style(.actual)
    selection = look.style(.selected)
    badge = look.style(.badge)
  }

  /// The chosen rung's name: bold where there is no colour to show it.
  var chosen: Style { accent.with(.bold) }

  /// A value being typed.
  var field: Style { selection.with(.underline) }

  /// As borders and the key bar name the key: the return sign has no likeness in ASCII.
  var enterKey: String { look.symbol("⏎", ascii: "Enter") }

  /// The colour of rung number `index`, the same in every panel.
  func series(_ index: Int) -> Style { look.series(index) }

  /// A key and what it does, for a border.
  ///
  /// - Parameter isIdle: it does nothing now, and stands back.
  func hint(_ key: String, _ label: String, isIdle: Bool = false) -> StyledText {
    [Span(key, isIdle ? faint : self.key), Span(" " + label, isIdle ? faint : keyLabel)]
  }

  /// The same of an action, with the key that it has now.
  func hint(_ action: Action, _ label: String, _ keymap: Keymap) -> StyledText {
    let isIdle = situation.map { !keymap.works(action, $0) } ?? false
    return hint(keymap.name(of: action), label, isIdle: isIdle)
  }
}

extension StyledText {
  /// The first, richest wording that fits; the last one, cut, where none does.
  static func richest(of wordings: [StyledText], within columns: Int) -> StyledText {
    wordings.first { $0.width <= columns } ?? wordings.last?.truncated(to: columns) ?? StyledText()
  }

  static func += (left: inout StyledText, right: StyledText) { left.append(right) }
}
