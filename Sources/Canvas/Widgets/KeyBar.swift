/// Keys and what they do, in one row: ` space pause  s step  ? help`.
package struct KeyBar: Widget, Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package var key: String
    package var label: String
    /// Items of a lower priority are dropped first; of equal ones the last.
    package var priority: Int

    package init(_ key: String, _ label: String, priority: Int = 0) {
      self.key = key
      self.label = label
      self.priority = priority
    }
  }

  package var items: [Item]
  /// Kept at the right end, whatever is dropped.
  package var trailing: [Item]

  package init(_ items: [Item], trailing: [Item] = []) {
    self.items = items
    self.trailing = trailing
  }

  /// Each item that fits and where it stands, for clicks.
  package func placed(in rect: Rect) -> [(item: Item, rect: Rect)] { [] }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    _ = rect
  }
}
