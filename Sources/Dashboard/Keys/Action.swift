import Basics

/// What a key can do: a name, and what it does. A line of ``KeyTable`` says which key does it and when.
package struct Action: Sendable {
  typealias Effects = @Sendable (inout State) -> [Effect]

  /// The name in the configuration file, as `next-rung`; no two actions have the same.
  package let id: String
  let effect: Effects
  /// What is done when it asked back and is asked for again.
  let confirmed: Effects?
  /// What the key bar calls it as things stand; nil for the label of its line.
  let label: (@Sendable (State) -> String)?
  private let spokenName: @Sendable () -> String

  /// An action that something is to be done for.
  init(
    _ id: String, _ name: @autoclosure @escaping @Sendable () -> String, label: (@Sendable (State) -> String)? = nil,
    confirmed: Effects? = nil, effects effect: @escaping Effects
  ) {
    self.id = id
    spokenName = name
    self.effect = effect
    self.confirmed = confirmed
    self.label = label
  }

  /// An action that changes the state and nothing else.
  init(
    _ id: String, _ name: @autoclosure @escaping @Sendable () -> String, label: (@Sendable (State) -> String)? = nil,
    _ change: @escaping @Sendable (inout State) -> Void
  ) {
    self.init(
      id, name(), label: label,
      effects: { state in
        change(&state)
        return []
      })
  }

  /// The action of the key table with this name; capitals do not matter, nor what stands between its words.
  package init?(id: String) {
    let name = Spelling.key(id)
    guard let action = Keymap.actions.first(where: { $0.id == name }) else { return nil }
    self = action
  }

  /// In words, for the palette: `next rung`.
  package var name: String { spokenName() }
}

extension Action: Hashable, CustomStringConvertible {
  package static func == (left: Action, right: Action) -> Bool { left.id == right.id }
  package func hash(into hasher: inout Hasher) { hasher.combine(id) }
  package var description: String { id }
}
