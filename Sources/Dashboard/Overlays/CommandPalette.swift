import Telemetry

/// The palette: every action by its name, every knob and rung as well.
package struct CommandPalette: Sendable, Equatable {
  package internal(set) var text = ""
  package internal(set) var index = 0
  /// Why the last attempt was refused.
  package internal(set) var refusal: String?

  static let textLimit = 64

  mutating func type(_ typed: String) {
    text = String((text + typed).prefix(Self.textLimit))
    index = 0
    refusal = nil
  }

  mutating func replaceText(_ new: String) {
    text = ""
    type(new)
  }

  /// A line of the palette.
  struct Item: Equatable {
    enum Deed: Equatable {
      case act(Action)
      case showRung(Int)
      /// Opens the field for the knob's value.
      case ask(Knob)
      case set(Knob, KnobValue)
    }

    let deed: Deed
    let name: String
    /// What it does, as a sentence.
    let detail: String
    let keys: String
    /// Why it does nothing now; nil where it works.
    var objection: String?
    var works: Bool { objection == nil }
    /// What else it is found by.
    var aliases: [String] = []
    /// Letters of the name that were typed.
    var places: [Int] = []
    var score = 0
  }

  /// What fits the typed text, the best first; without a text everything in the table's order, what works now before the
  /// rest.
  func items(_ state: State) -> [Item] {
    let all = Self.actions(state) + Self.rungs(state)
    guard text.contains(where: { $0 != " " }) else {
      return (all.filter { $0.objection == nil } + Self.knobs(state)) + all.filter { $0.objection != nil }
    }
    let setting = settings(state)
    let knobs = setting.isEmpty ? Self.knobs(state) + Self.idleKnobs(state) : []
    let found = (all + knobs).compactMap { matched($0) }
    let ranked = found.enumerated().sorted { left, right in
      (right.element.score, left.offset) < (left.element.score, right.offset)
    }
    return setting.isEmpty && ranked.isEmpty ? refusals(state) : setting + ranked.map(\.element)
  }

  /// By letters of the name in order, else by words of the sentence.
  private func matched(_ item: Item) -> Item? {
    var item = item
    if let match = FuzzyMatch.best(text, in: item.name) {
      item.places = match.places
      item.score = 1000 + match.score - item.name.count / 4 - (item.objection == nil ? 0 : 8)
      return item
    }
    if item.aliases.contains(where: { $0.lowercased().hasPrefix(text.lowercased()) }) {
      item.score = 1000
      return item
    }
    let sentence = item.detail.lowercased()
    let words = text.lowercased().split(separator: " ")
    guard words.allSatisfy({ $0.count > 1 && sentence.firstRange(of: $0) != nil }) else { return nil }
    return item
  }

  // MARK: What there is

  private static func actions(_ state: State) -> [Item] {
    let situation = Situation(state)
    var order: [Action] = []
    var lines: [Action: [Binding]] = [:]
    for binding in state.keymap.bindings where binding.action != .palette && binding.suits(state.session) {
      if lines[binding.action] == nil { order.append(binding.action) }
      lines[binding.action, default: []].append(binding)
    }
    return order.compactMap { action in
      guard let bindings = lines[action], let first = bindings.first else { return nil }
      let shown = bindings.first { $0.isMeant(situation) } ?? bindings.last ?? first
      let works = bindings.contains { $0.isMeant(situation) }
      return Item(
        deed: .act(action), name: action.name, detail: shown.help,
        keys: shown.keys.map(\.description).joined(separator: " "),
        objection: works ? nil : shown.objection(situation))
    }
  }

  private static func rungs(_ state: State) -> [Item] {
    guard state.rungs.count > 1 else { return [] }
    return state.rungs.enumerated().map { index, rung in
      Item(
        deed: .showRung(index), name: Words.paletteShowRung(rung: rung.id.label),
        detail: Words.paletteShowsRung, keys: "",
        objection: index == state.rungIndex ? Words.paletteIsShown : nil)
    }
  }

  private static func knobs(_ state: State) -> [Item] {
    state.knobs.map { knob in
      let range = state.shown?.range(of: knob)
      let value = state.shown?.value(of: knob)
      let present = value.map { range?.text(of: $0) ?? $0.display } ?? ""
      return Item(
        deed: .ask(knob), name: knob.title,
        detail: Words.paletteKnobIs(value: present, expected: range?.expectation ?? ""),
        keys: "", objection: objection(to: knob, state), aliases: knob.aliases)
    }
  }

  /// Knobs that change nothing beside the present settings, with the reason.
  private static func idleKnobs(_ state: State) -> [Item] {
    Knob.allCases.compactMap { idle($0, state) }
  }

  private static func idle(_ knob: Knob, _ state: State) -> Item? {
    state.shown?.plan.idle[knob].map { reason in
      Item(
        deed: .ask(knob), name: knob.title, detail: knob.explanation, keys: "", objection: reason,
        aliases: knob.aliases)
    }
  }

  /// Why a knob does nothing on the only run that is meant, or cannot be set to `value` there.
  private static func objection(to knob: Knob, at value: KnobValue? = nil, _ state: State) -> String? {
    guard state.scope == .rung, state.lab.crosshair == nil, let run = state.shown else { return nil }
    return value.map { run.objection(to: knob, $0, state.keymap) } ?? run.objection(to: knob, state.keymap)
  }

  private static func effect(of knob: Knob, _ state: State) -> String {
    if state.lab.crosshair != nil, state.keepsSteps { return Words.paletteSetsAtCrossHair }
    if state.shown?.pending.step != nil { return Words.paletteSetsWaiting }
    return knob.isLive ? Words.paletteSetsLive : Words.paletteSetsStructural
  }

  /// What is typed as a knob's name and a value, as `learning rate 3e-4` or `lr 3e-4`.
  private func settings(_ state: State) -> [Item] {
    Self.ranked(
      namedKnobs(state).compactMap { named in
        guard let range = state.shown?.range(of: named.knob), let parsed = range.parsed(named.value) else { return nil }
        return Item(
          deed: .set(named.knob, parsed), name: "\(named.knob.title) \(range.text(of: parsed))",
          detail: Self.effect(of: named.knob, state), keys: "⏎",
          objection: Self.objection(to: named.knob, at: parsed, state),
          places: named.match.places, score: named.match.score)
      })
  }

  /// Knobs whose name is typed with a value that they cannot have: each says what it takes, and opens its field; or why it
  /// changes nothing now.
  private func refusals(_ state: State) -> [Item] {
    // The longest text that names a knob leaves what was meant as its value.
    let named = Dictionary(namedKnobs(state).map { ($0.knob, $0) }) { $1.value.count < $0.value.count ? $1 : $0 }
    return Self.ranked(
      (state.knobs + Knob.allCases.filter { !state.knobs.contains($0) }).compactMap { knob in
        guard let typed = named[knob] else { return nil }
        guard let range = state.shown?.range(of: knob) else { return Self.idle(knob, state) }
        return Item(
          deed: .ask(knob), name: knob.title,
          detail: Words.paletteKnobRefuses(value: typed.value, expected: range.expectation), keys: "⏎",
          places: typed.match.places, score: typed.match.score)
      })
  }

  private typealias NamedKnob = (knob: Knob, value: String, match: FuzzyMatch)

  /// Every way to read the text as a knob's name and a value.
  private func namedKnobs(_ state: State) -> [NamedKnob] {
    let words = text.split(separator: " ").map(String.init)
    return words.indices.dropFirst().flatMap { split -> [NamedKnob] in
      let name = words[..<split].joined(separator: " ")
      let value = words[split...].joined(separator: " ")
      return Knob.allCases.compactMap { knob in Self.match(name, knob).map { (knob, value, $0) } }
    }
  }

  /// By letters of its title from the first on, or by the whole of another of its names.
  private static func match(_ name: String, _ knob: Knob) -> FuzzyMatch? {
    if knob.aliases.contains(where: { $0.lowercased() == name.lowercased() }) {
      return FuzzyMatch(score: FuzzyMatch.best(knob.title, in: knob.title)?.score ?? 0, places: [])
    }
    guard let first = knob.title.first, name.lowercased().first == first else { return nil }
    return FuzzyMatch.best(name, in: knob.title)
  }

  private static func ranked(_ items: [Item]) -> [Item] {
    items.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
  }
}

extension Knob {
  /// Names besides the title: the abbreviation, and one that every keyboard has.
  fileprivate var aliases: [String] { [abbreviation, rawValue].filter { $0 != title } }
}
