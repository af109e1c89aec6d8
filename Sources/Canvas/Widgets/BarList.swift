/// A labelled bar a row: `1h   ██████▌   0.61`.
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

  package init(_ items: [Item], selected: Int? = nil) {
    self.items = items
    self.selected = selected
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    _ = rect
  }
}
