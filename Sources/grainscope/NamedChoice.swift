import ArgumentParser
import Basics
import Datasets

/// A choice that an option takes by its name. What is nearly one of the names is answered with that, for all of them here.
protocol NamedChoice: RawRepresentable<String>, Sendable {
  /// Those that the option takes.
  static var choices: [Self] { get }
  init?(typed: String)
}

extension NamedChoice where Self: CaseIterable {
  static var choices: [Self] { Array(allCases) }
}

extension NamedChoice {
  /// Capitals do not matter.
  init?(typed: String) {
    guard let name = Spelling.name(typed: typed, among: Self.choices.map(\.rawValue)) else { return nil }
    self.init(rawValue: name)
  }

  /// - Throws: `ValidationError` with the name that is near, and all of them.
  @Sendable static func parse(_ text: String) throws -> Self {
    guard let choice = Self(typed: text) else {
      throw ValidationError(NamedChoices.advice(text, among: choices.map(\.rawValue)))
    }
    return choice
  }
}

/// What is said of a name that is none of those that there are.
enum NamedChoices {
  /// As `did you mean ridge? Choose one of …`.
  static func advice(_ typed: String, among names: [String]) -> String {
    let all = Listing.choice(names)
    return Nearest.name(to: Spelling.key(typed), among: names).map { Words.choiceNear(nearest: $0, names: all) }
      ?? Words.choiceOneOf(names: all)
  }

  /// Why what was typed behind an option is refused, as a sentence; nil where it is one of `names`.
  static func refusal(_ typed: String, of option: String, among names: [String]) -> String? {
    guard Spelling.name(typed: typed, among: names) == nil else { return nil }
    return Words.choiceUnknown(
      option: option, found: Clean.text(typed, limit: 60), advice: advice(typed, among: names))
  }

  /// The one of some choices that was typed behind an option.
  ///
  /// - Throws: ``Failure`` with ``refusal(_:of:among:)``.
  static func one<Choice>(
    _ typed: String, of option: String, among choices: [Choice], name: (Choice) -> String
  ) throws(Failure) -> Choice {
    let names = choices.map(name)
    if let sentence = refusal(typed, of: option, among: names) { throw .input(sentence) }
    let found = Spelling.name(typed: typed, among: names)
    return choices[names.firstIndex { $0 == found } ?? 0]
  }
}

extension Option where Value: NamedChoice {
  init(wrappedValue: Value, name: NameSpecification = .long, help: ArgumentHelp) {
    self.init(
      wrappedValue: wrappedValue, name: name, help: help, completion: .list(Value.choices.map(\.rawValue)),
      transform: Value.parse)
  }
}

extension Option {
  init<Choice: NamedChoice>(name: NameSpecification = .long, help: ArgumentHelp) where Value == Choice? {
    self.init(
      name: name, help: help, completion: .list(Choice.choices.map(\.rawValue)), transform: Choice.parse)
  }
}
