import Basics
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
      case smooth(Smoothing)
      /// Cannot be done as it is typed; the sentence says why.
      case refuse(String)
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
    let typed = Spelling.key(text.split(separator: " ").joined(separator: " "))
    let found = (all + knobs).compactMap { matched($0, typed) }
    let ranked = found.enumerated().sorted { left, right in
      (right.element.score, left.offset) < (left.element.score, right.offset)
    }
    return setting.isEmpty && ranked.isEmpty ? refusals(state) : setting + ranked.map(\.element)
  }

  /// By the whole of one of its names, by letters of the name in order, else by words of the sentence.
  private func matched(_ item: Item, _ typed: String) -> Item? {
    var item = item
    if ([item.name] + item.aliases).contains(where: { Spelling.key($0) == typed }) {
      item.places = FuzzyMatch.best(text, in: item.name)?.places ?? []
      item.score = 10_000
      return item
    }
    if let match = FuzzyMatch.best(text, in: item.name) {
      item.places = match.places
      item.score = 1000 + match.score - item.name.count / 4 - (item.objection == nil ? 0 : 8)
      return item
    }
    if item.aliases.contains(where: { Spelling.key($0).hasPrefix(typed) }) {
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
        objection: works ? nil : shown.objection(situation), aliases: [action.id])
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
        keys: "", objection: objection(to: knob, state), aliases: knob.otherNames)
    }
  }

  /// Knobs that change nothing beside the present settings, with the reason.
  private static func idleKnobs(_ state: State) -> [Item] {
    Knob.allCases.compactMap { idle($0, state) }
  }

  private static func idle(_ knob: Knob, _ state: State) -> Item? {
    state.shown?.idleness(of: knob).map { reason in
      Item(
        deed: .ask(knob), name: knob.title, detail: knob.explanation, keys: "", objection: reason,
        aliases: knob.otherNames)
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
      smoothings(state)
        + namedKnobs.compactMap { named in
          guard state.knobs.contains(named.knob), let range = state.shown?.range(of: named.knob),
            let parsed = range.parsed(named.value, of: named.knob)
          else { return nil }
          return Item(
            deed: .set(named.knob, parsed), name: "\(named.knob.title) \(range.text(of: parsed))",
            detail: Self.effect(of: named.knob, state), keys: "⏎",
            objection: Self.objection(to: named.knob, at: parsed, state),
            places: named.match.places, score: named.match.score)
        })
  }

  /// Knobs whose name is typed with a value that they cannot have: each says what it takes, or why it changes nothing now.
  private func refusals(_ state: State) -> [Item] {
    // The longest text that names a knob leaves what was meant as its value.
    let named = Dictionary(namedKnobs.map { ($0.knob, $0) }) { $1.value.count < $0.value.count ? $1 : $0 }
    return Self.ranked(
      (state.knobs + Knob.allCases.filter { !state.knobs.contains($0) }).compactMap { knob in
        guard let typed = named[knob] else { return nil }
        guard state.knobs.contains(knob), let range = state.shown?.range(of: knob) else {
          return Self.idle(knob, state)
        }
        return Self.refusal(
          knob.title, typed.value, nearest: range.nearestChoice(to: typed.value), expected: range.expectation,
          typed.match)
      } + smoothingRefusals(state))
  }

  private typealias NamedKnob = (knob: Knob, value: String, match: FuzzyMatch)

  /// Every way to read the text as a knob's name and a value.
  private var namedKnobs: [NamedKnob] {
    namesWithValues.flatMap { name, value in
      Knob.allCases.compactMap { knob in Self.match(name, knob).map { (knob, value, $0) } }
    }
  }

  /// Every way to read the text as a name and a value.
  private var namesWithValues: [(name: String, value: String)] {
    let words = text.split(separator: " ").map(String.init)
    return words.indices.dropFirst().map { split in
      (words[..<split].joined(separator: " "), words[split...].joined(separator: " "))
    }
  }

  /// By letters of its title from the first on, or by the whole of one of its names.
  private static func match(_ name: String, _ knob: Knob) -> FuzzyMatch? {
    if Knob(typed: name) == knob {
      return FuzzyMatch(score: 1000, places: FuzzyMatch.best(name, in: knob.title)?.places ?? [])
    }
    guard let first = knob.title.first, name.lowercased().first == first else { return nil }
    return FuzzyMatch.best(name, in: knob.title)
  }

  private static func ranked(_ items: [Item]) -> [Item] {
    items.enumerated().sorted { ($1.element.score, $0.offset) < ($0.element.score, $1.offset) }.map(\.element)
  }
}

// MARK: - Smoothing, which takes a value as a knob does

extension CommandPalette {
  /// What is typed as smoothing with its amount, as `smoothing strong`.
  private func smoothings(_ state: State) -> [Item] {
    smoothingAmounts(state).compactMap { typed in
      Smoothing(typed: typed).map {
        Item(
          deed: .smooth($0), name: Words.paletteSetting(name: Action.smoothing.name, value: $0.name),
          detail: Words.paletteSmooths, keys: "⏎", score: 1000)
      }
    }
  }

  private func smoothingRefusals(_ state: State) -> [Item] {
    let names = Smoothing.allCases.map(\.name)
    return smoothingAmounts(state).map { typed in
      Self.refusal(
        Action.smoothing.name, typed, nearest: Nearest.name(to: typed, among: names),
        expected: KnobRange.choices(names).expectation, FuzzyMatch(score: 1000, places: []))
    }
  }

  private func smoothingAmounts(_ state: State) -> [String] {
    guard state.session != nil else { return [] }
    return namesWithValues.filter { Spelling.key($0.name) == Action.smoothing.id }.map(\.value)
  }

  /// A value that a name cannot have; the palette stays open with what was typed.
  private static func refusal(
    _ name: String, _ value: String, nearest: String?, expected: String, _ match: FuzzyMatch
  ) -> Item {
    let detail =
      nearest.map { Words.paletteKnobRefusesNear(value: value, nearest: $0, expected: expected) }
      ?? Words.paletteKnobRefuses(value: value, expected: expected)
    let sentence =
      nearest.map { Words.paletteRefusedNear(name: name, value: value, nearest: $0, expected: expected) }
      ?? Words.paletteRefused(name: name, value: value, expected: expected)
    return Item(
      deed: .refuse(sentence), name: name, detail: detail, keys: "⏎", places: match.places, score: match.score)
  }
}

extension Knob {
  /// Names besides the title.
  fileprivate var otherNames: [String] { [option, rawValue, abbreviation].filter { $0 != title } }
}
