/// A labelled bar a row: `1h   ━━━━━━╸───   0.61`.
package struct BarList: Widget, Hashable, Sendable {
  package struct Item: Hashable, Sendable {
    package var label: StyledText
    /// 0…1 of the longest bar; NaN draws none.
    package var fraction: Double
    package var value: StyledText
    package var style: Style

    package init(_ label: StyledText, _ fraction: Double, value: StyledText = StyledText(), style: Style) {
      self.label = label
      self.fraction = fraction
      self.value = value
      self.style = style
    }
  }

  package var items: [Item]
  package var selected: Int?
  /// Thin bars stay apart from row to row.
  package var shape: ProgressBar.Shape

  package init(_ items: [Item], selected: Int? = nil, shape: ProgressBar.Shape = .thin) {
    self.items = items
    self.selected = selected
    self.shape = shape
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !rect.isEmpty else { return }
    let label = min(items.reduce(0) { max($0, $1.label.width) }, rect.width / 2)
    let value = min(items.reduce(0) { max($0, $1.value.width) }, max(0, rect.width - label - 1))
    let bar = rect.width - label - value - 2
    surface.clipped(to: rect) { surface in
      for (index, item) in items.prefix(rect.height).enumerated() {
        let row = rect.row(index)
        surface.put(
          item.label, in: row.splitLeft(label).left, base: look.style(.text), ellipsis: look.ellipsis)
        surface.put(
          item.value, in: row.splitRight(value).right, alignment: .right, base: look.style(.text),
          ellipsis: look.ellipsis)
        if bar > 0, !item.fraction.isNaN {
          ProgressBar(item.fraction, shape: shape, style: item.style)
            .draw(on: &surface, in: Rect(x: row.x + label + 1, y: row.y, width: bar, height: 1), look: look)
        }
        if index == selected { surface.select(row, look: look) }
      }
    }
  }
}
