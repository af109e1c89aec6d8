import Basics
import Telemetry

/// Settings seen as knobs: which a recipe has, and how they are turned by the rules of ``KnobRule``.
extension Settings {
  /// The knobs that act beside the other settings, in display order, live ones first.
  package var knobs: [(knob: Knob, value: KnobValue, range: KnobRange)] {
    knobs(online: false).map { ($0, value(of: $0), range(of: $0)) }
  }

  /// Their names alone, in the same order.
  ///
  /// - Parameter online: whether the model learns from a stream.
  package func knobs(online: Bool) -> [Knob] {
    Knob.allCases.filter { has($0, online: online) && $0.rule.condition.holds(self) }
  }

  /// Whether the recipe has the knob, beside whatever other settings.
  func has(_ knob: Knob, online: Bool) -> Bool {
    let own = online ? recipe.rule.online?.knobs ?? [] : recipe.rule.knobs
    return knob.rule.scope.holds(recipe, online: online) || own.contains(knob)
  }

  package func value(of knob: Knob) -> KnobValue { knob.rule.read(self) }

  package func range(of knob: Knob) -> KnobRange { knob.rule.range(self) }

  /// Turns a knob. Numbers are held within the knob's range.
  ///
  /// - Throws: ``SettingsError`` where the value's kind or name does not fit the knob.
  package mutating func set(_ knob: Knob, to value: KnobValue) throws(SettingsError) {
    let rule = knob.rule
    rule.write(&self, try rule.range(self).holding(knob.present(value), for: knob))
  }

  /// Turns several knobs at once. What belongs to a recipe that gives way to another is not taken along: nothing acts that
  /// the new one does not show.
  ///
  /// - Throws: ``SettingsError`` where a value does not fit its knob.
  package mutating func set(_ values: [Knob: KnobValue]) throws(SettingsError) {
    for (knob, value) in values.inOrderOfSetting where has(knob, online: false) { try set(knob, to: value) }
  }

  /// Turns a knob by what a user wrote, as `3e-4`, `64,32` or `adam`.
  ///
  /// - Throws: ``SettingsError`` where the text is no such value or lies outside the knob's range: nothing is held within
  ///   bounds in silence.
  package mutating func set(_ knob: Knob, parsing text: String) throws(SettingsError) {
    let rule = knob.rule
    let range = rule.range(self)
    guard let value = knob.value(parsing: text, in: range) else {
      throw .unreadable(knob, found: text, expected: range.words)
    }
    guard try range.holding(value, for: knob) == value else {
      throw .outOfRange(knob, found: text, expected: range.words)
    }
    rule.write(&self, value)
  }
}

extension Knob {
  /// All, those first that bring defaults of their own to others.
  package static let inOrderOfSetting: [Knob] =
    [.recipe, .optimizer] + allCases.filter { ![.recipe, .optimizer].contains($0) }
}

extension [Knob: KnobValue] {
  /// In ``Telemetry/Knob/inOrderOfSetting``: what a knob brings to another gives way to what was set.
  package var inOrderOfSetting: [(knob: Knob, value: KnobValue)] {
    Knob.inOrderOfSetting.compactMap { knob in self[knob].map { (knob, $0) } }
  }
}

/// A knob that was given a value it cannot take.
package enum SettingsError: Error, Hashable {
  case wrongKind(Knob, KnobValue)
  case unknownChoice(Knob, found: String, known: [String])
  case tooManyLayers(Int)
  /// Text that is no value of the knob's kind.
  case unreadable(Knob, found: String, expected: String)
  case outOfRange(Knob, found: String, expected: String)

  package var sentence: String {
    switch self {
    case .wrongKind(let knob, let value):
      Words.knobWrongKind(knob: knob.title, value: value.display)
    case .unknownChoice(let knob, let found, let known):
      Nearest.name(to: found, among: known).map {
        Words.knobUnknownChoiceNear(knob: knob.title, found: found, nearest: $0, names: known.joined(separator: ", "))
      } ?? Words.knobUnknownChoice(knob: knob.title, found: found, names: known.joined(separator: ", "))
    case .tooManyLayers(let count):
      Words.knobManyLayers(count: count, most: "\(KnobRange.mostWidths)")
    case .unreadable(let knob, let found, let expected):
      Words.knobUnreadable(knob: knob.title, found: found, expected: expected)
    case .outOfRange(let knob, let found, let expected):
      Words.knobOutOfRange(knob: knob.title, found: found, expected: expected)
    }
  }
}
