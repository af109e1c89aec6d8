/// A box with titles in its border.
///
/// Titles are segments between pieces of the border: `╭ Loss ─ 1h ──────── log ─ smooth .6 ╮`. Where they don't
/// fit the right ones go first, the innermost before the others; the first on the left is shortened last.
package struct Panel: Widget, Hashable, Sendable {
  package var topLeft: [StyledText]
  package var topRight: [StyledText]
  package var bottomLeft: [StyledText]
  package var bottomRight: [StyledText]
  package var isFocused: Bool
  /// Colours the border as this series; nil takes the theme's border.
  package var accent: Style?
  /// Fills the inside, for overlays that cover what lies below; nil leaves it.
  package var fill: Style?
  /// First row, rows and total of what scrolls inside, shown as a bar on the right border; nil without one.
  package var scroll: ScrollPosition?

  package init(
    _ topLeft: StyledText..., topRight: [StyledText] = [], bottomLeft: [StyledText] = [],
    bottomRight: [StyledText] = [], isFocused: Bool = false, accent: Style? = nil, fill: Style? = nil,
    scroll: ScrollPosition? = nil
  ) {
    self.topLeft = topLeft
    self.topRight = topRight
    self.bottomLeft = bottomLeft
    self.bottomRight = bottomRight
    self.isFocused = isFocused
    self.accent = accent
    self.fill = fill
    self.scroll = scroll
  }

  /// What a panel in `rect` leaves for its content.
  package func interior(of rect: Rect) -> Rect { rect.inset(by: 1) }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    _ = rect
  }
}

/// What part of a longer list is seen.
package struct ScrollPosition: Hashable, Sendable {
  package var first: Int
  package var visible: Int
  package var total: Int

  package init(first: Int, visible: Int, total: Int) {
    self.first = first
    self.visible = visible
    self.total = total
  }
}
