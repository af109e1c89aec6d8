import Canvas

/// The key table with the keys that are in use.
package struct Keymap: Sendable {
  package let bindings: [Binding]

  /// The keys that the program comes with.
  package init() { bindings = KeyTable.bindings }

  init(_ bindings: [Binding]) { self.bindings = Self.captioned(bindings) }

  /// What `key` does now.
  func action(for key: Key, in state: State) -> Action? {
    let situation = Situation(state)
    return bindings.first { $0.keys.contains(key) && $0.isMeant(situation) }?.action
  }

  /// The first key of an action, for sentences that name it.
  func name(of action: Action) -> String {
    bindings.last { $0.action == action }?.keys.first?.description ?? action.name
  }

  /// Names in each line the keys of its partner as well.
  static func captioned(_ bindings: [Binding]) -> [Binding] {
    bindings.enumerated().map { index, binding in
      var binding = binding
      let own = binding.keys.first?.description ?? ""
      // The partner of the same group of lines stands soon after.
      let partner = bindings[index...].first { $0.action == binding.partner }?.keys.first?.description
      binding.caption = [own, partner ?? ""].filter { !$0.isEmpty }.joined(separator: isArrow(binding) ? "" : " ")
      return binding
    }
  }

  private static func isArrow(_ binding: Binding) -> Bool {
    binding.keys.first.map { [.left, .right, .up, .down].contains($0) } ?? false
  }
}
