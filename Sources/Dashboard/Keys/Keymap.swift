import Canvas

/// The key table with the keys that are in use.
package struct Keymap: Sendable {
  package let bindings: [Binding]
  /// Those that the key bar has words for.
  let labelled: [Binding]

  /// The keys that the program comes with.
  package init() { self.init(captioned: KeyTable.bindings) }

  init(_ bindings: [Binding]) { self.init(captioned: Self.captioned(bindings)) }

  private init(captioned bindings: [Binding]) {
    self.bindings = bindings
    labelled = bindings.filter { !$0.label.isEmpty && !$0.keys.isEmpty }
  }

  /// With other keys for some actions. Arrows that belong to a panel stay as they are where an action has keys besides.
  ///
  /// What would leave a key with two meanings is not changed, and stands in `conflicts`. Esc and Ctrl-C always go back
  /// and quit.
  package init(changes: [(action: Action, keys: [Key])], conflicts: inout [KeyConflict]) {
    guard !changes.isEmpty else {
      self.init()
      return
    }
    var changes = changes
    while true {
      let bindings = Self.changed(KeyTable.bindings, changes)
      guard let conflict = Self.firstConflict(bindings, changes.map(\.action)) else {
        self.init(bindings)
        return
      }
      conflicts.append(conflict)
      changes.removeAll { $0.action == conflict.action }
    }
  }

  /// The actions whose keys can be changed, in the table's order.
  package static let actions: [Action] = KeyTable.bindings.map(\.action).reduce(into: []) { actions, action in
    if !actions.contains(action) { actions.append(action) }
  }

  /// The keys that a change of `action` would replace.
  package static func defaultKeys(of action: Action) -> [Key] {
    principal(action, in: KeyTable.bindings).map { KeyTable.bindings[$0].keys } ?? []
  }

  /// What `key` does now.
  func action(for key: Key, in state: State) -> Action? {
    let situation = Situation(state)
    return bindings.first { $0.keys.contains(key) && $0.isMeant(situation) }?.action
  }

  /// Whether any key does it now.
  func works(_ action: Action, _ situation: Situation) -> Bool {
    bindings.contains { $0.action == action && $0.isMeant(situation) }
  }

  /// What a key that does nothing now would do, and why it does not; nil for one that has no meaning anywhere.
  func answer(to key: Key, in state: State) -> String? {
    guard state.session != nil else { return nil }
    let situation = Situation(state)
    let lines = bindings.filter { $0.keys.contains(key) }
    let suited = lines.filter { $0.suits(state.session) }
    // What it would do here comes before what it does elsewhere.
    let here = suited.first { $0.screens?.contains(situation.screen) ?? true }
    // The screen that is shown is its own answer.
    if let here, here.isScreenKey { return nil }
    if let line = here ?? suited.first, let reason = line.objection(situation) {
      return Words.keyNotNow(action: line.action.name, reason: reason)
    }
    return lines.first.map { Words.keyNotNow(action: $0.action.name, reason: Words.notNowOtherData) }
  }

  /// The first key of an action, for sentences that name it.
  func name(of action: Action) -> String {
    Self.principal(action, in: bindings).flatMap { bindings[$0].keys.first?.description } ?? action.name
  }

  // MARK: Changes

  /// The line that a change of `action` is about: not the one that lends it the arrows of a panel, where there is another.
  private static func principal(_ action: Action, in bindings: [Binding]) -> Int? {
    let lines = bindings.indices.filter { bindings[$0].action == action }
    return lines.last { !isArrow(bindings[$0]) } ?? lines.last
  }

  private static func changed(_ bindings: [Binding], _ changes: [(action: Action, keys: [Key])]) -> [Binding] {
    var bindings = bindings
    for (action, keys) in changes {
      guard let index = principal(action, in: KeyTable.bindings) else { continue }
      let fixed: [Key] = action == .leave ? [.escape] : action == .quit ? [.control("c")] : []
      bindings[index] = bindings[index].with(keys: keys + fixed.filter { !keys.contains($0) })
    }
    return bindings
  }

  /// Two lines may share a key where they share one from the beginning: these never work at the same time.
  private static func firstConflict(_ bindings: [Binding], _ changed: [Action]) -> KeyConflict? {
    let original = KeyTable.bindings
    for action in changed.reversed() {
      guard let index = principal(action, in: original) else { continue }
      for other in bindings.indices where bindings[other].action != action {
        if let first = bindings[index].screens, let second = bindings[other].screens, first.isDisjoint(with: second) {
          continue
        }
        guard Set(original[index].keys).isDisjoint(with: original[other].keys),
          let key = bindings[index].keys.first(where: { bindings[other].keys.contains($0) })
        else { continue }
        return KeyConflict(action: action, key: key, other: bindings[other].action)
      }
    }
    return nil
  }

  // MARK: Captions

  /// Names in each line the keys of its partner as well.
  static func captioned(_ bindings: [Binding]) -> [Binding] {
    bindings.enumerated().map { index, binding in
      let own = binding.keys.first?.description ?? ""
      // The partner of the same group of lines stands soon after.
      let partner = binding.partner.flatMap { partner in
        bindings[index...].first { $0.action == partner }?.keys.first?.description
      }
      return binding.with(
        caption: [own, partner ?? ""].filter { !$0.isEmpty }.joined(separator: isArrow(binding) ? "" : " "))
    }
  }

  private static func isArrow(_ binding: Binding) -> Bool {
    binding.keys.first.map { [.left, .right, .up, .down].contains($0) } ?? false
  }
}

/// A key that was asked for and belongs to another action.
package struct KeyConflict: Sendable, Equatable {
  package let action: Action
  package let key: Key
  package let other: Action
}
