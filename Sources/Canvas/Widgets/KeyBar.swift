/// Keys and what they do, in one row: ` space pause  s step  ? help`.
package struct KeyBar: Widget, Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package var key: String
    package var label: String
    /// Items of a lower priority are dropped first; of equal ones the last.
    package var priority: Int
    /// It does nothing now, and stands back.
    package var isIdle: Bool

    package init(_ key: String, _ label: String, priority: Int = 0, isIdle: Bool = false) {
      self.key = key
      self.label = label
      self.priority = priority
      self.isIdle = isIdle
    }

    var width: Int { TextWidth.width(of: key) + (label.isEmpty ? 0 : 1 + TextWidth.width(of: label)) }
  }

  package var items: [Item]
  /// Kept at the right end, whatever is dropped.
  package var trailing: [Item]

  package init(_ items: [Item], trailing: [Item] = []) {
    self.items = items
    self.trailing = trailing
  }

  private static let gap = 2

  /// Each item that fits and where it stands, for clicks.
  package func placed(in rect: Rect) -> [(item: Item, rect: Rect)] {
    guard rect.height >= 1, rect.width > 2 else { return [] }
    let room = rect.width - 2
    let ends = KeyBar.fitting(trailing, room)
    let endWidth = KeyBar.width(ends)
    let shown = KeyBar.fitting(items, ends.isEmpty ? room : room - endWidth - KeyBar.gap)
    return KeyBar.place(shown, from: rect.x + 1, rect.y) + KeyBar.place(ends, from: rect.maxX - 1 - endWidth, rect.y)
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    surface.clipped(to: rect) { surface in
      for (item, place) in placed(in: rect) {
        let used = surface.put(item.key, at: place.origin, style: look.style(item.isIdle ? .faint : .key))
        surface.put(
          item.label, at: Point(place.x + used + 1, place.y), style: look.style(item.isIdle ? .faint : .keyLabel))
      }
    }
  }

  private static func width(_ items: [Item]) -> Int {
    items.reduce(0) { $0 + $1.width } + gap * max(0, items.count - 1)
  }

  private static func fitting(_ items: [Item], _ room: Int) -> [Item] {
    var kept = items
    while width(kept) > room, let lowest = kept.map(\.priority).min() {
      guard let index = kept.lastIndex(where: { $0.priority == lowest }) else { break }
      kept.remove(at: index)
    }
    return kept
  }

  private static func place(_ items: [Item], from start: Int, _ y: Int) -> [(item: Item, rect: Rect)] {
    var x = start
    return items.map { item in
      let rect = Rect(x: x, y: y, width: item.width, height: 1)
      x += item.width + gap
      return (item, rect)
    }
  }
}
