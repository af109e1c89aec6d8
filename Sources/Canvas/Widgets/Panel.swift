/// A box with titles in its border.
///
/// Titles are segments between pieces of the border: `╭─ Loss ─ 1h ─────── log ─ smooth .6 ─╮`. Where they don't
/// fit, those on the right go first, the leftmost before the others; the first on the left is shortened last.
package struct Panel: Widget, Hashable, Sendable {
  package var topLeft: [StyledText]
  package var topRight: [StyledText]
  package var bottomLeft: [StyledText]
  package var bottomRight: [StyledText]
  package var isFocused: Bool
  /// The border's style; nil takes the theme's.
  package var accent: Style?
  /// Fills the inside, for overlays that cover what lies below; nil leaves it.
  package var fill: Style?
  /// What part of a longer list is seen, as a bar on the right border; nil without one.
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
    guard rect.width >= 2, rect.height >= 2 else { return }
    let glyphs = BorderGlyphs.suited(to: look)
    let line = accent ?? look.style(isFocused ? .borderFocused : .border)
    surface.clipped(to: rect) { surface in
      if let fill { surface.fill(rect, style: fill) }
      drawBox(on: &surface, in: rect, glyphs, line)
      let title = look.style(isFocused ? .title : .text)
      drawTitles(topLeft, topRight, row: rect.y, in: rect, on: &surface, first: title, look)
      drawTitles(bottomLeft, bottomRight, row: rect.maxY - 1, in: rect, on: &surface, first: look.style(.dim), look)
      drawScrollBar(on: &surface, in: rect, glyphs, line, look)
    }
  }

  private func drawBox(on surface: inout Surface, in rect: Rect, _ glyphs: BorderGlyphs, _ style: Style) {
    let (right, bottom) = (rect.maxX - 1, rect.maxY - 1)
    for x in rect.x + 1..<right {
      surface.put(narrow: glyphs.horizontal, x: x, y: rect.y, style: style)
      surface.put(narrow: glyphs.horizontal, x: x, y: bottom, style: style)
    }
    for y in rect.y + 1..<bottom {
      surface.put(narrow: glyphs.vertical, x: rect.x, y: y, style: style)
      surface.put(narrow: glyphs.vertical, x: right, y: y, style: style)
    }
    surface.put(narrow: glyphs.topLeft, x: rect.x, y: rect.y, style: style)
    surface.put(narrow: glyphs.topRight, x: right, y: rect.y, style: style)
    surface.put(narrow: glyphs.bottomLeft, x: rect.x, y: bottom, style: style)
    surface.put(narrow: glyphs.bottomRight, x: right, y: bottom, style: style)
  }

  /// Each segment takes its text, a blank on both sides, and one piece of border towards the next.
  private func drawTitles(
    _ left: [StyledText], _ right: [StyledText], row: Int, in rect: Rect, on surface: inout Surface, first: Style,
    _ look: Look
  ) {
    var left = left.filter { !$0.isEmpty }
    var right = right.filter { !$0.isEmpty }
    let room = rect.width - 2
    func taken(_ segments: [StyledText]) -> Int {
      segments.reduce(0) { $0 + $1.width + 2 } + max(0, segments.count - 1)
    }
    func total() -> Int { taken(left) + taken(right) + (left.isEmpty || right.isEmpty ? 0 : 1) }
    while total() > room, !right.isEmpty { right.removeFirst() }
    while total() > room, left.count > 1 { left.removeLast() }
    if total() > room, let only = left.first {
      guard room >= 3 else { return }
      left = [only.truncated(to: room - 2, ellipsis: look.ellipsis)]
    }
    // A piece of border between corner and title, where there is room for it.
    let margin = total() + 2 <= room ? 1 : 0
    var x = rect.x + 1 + margin
    for (index, segment) in left.enumerated() {
      put(segment, x, row, on: &surface, base: index == 0 ? first : look.style(.dim))
      x += segment.width + 3
    }
    x = rect.maxX - 1 - margin
    for segment in right.reversed() {
      x -= segment.width + 2
      put(segment, x, row, on: &surface, base: look.style(.dim))
      x -= 1
    }
  }

  private func put(_ segment: StyledText, _ x: Int, _ y: Int, on surface: inout Surface, base: Style) {
    surface.put(" ", at: Point(x, y))
    surface.put(segment, at: Point(x + 1, y), base: base)
    surface.put(" ", at: Point(x + 1 + segment.width, y))
  }

  private func drawScrollBar(
    on surface: inout Surface, in rect: Rect, _ glyphs: BorderGlyphs, _ style: Style, _ look: Look
  ) {
    let height = rect.height - 2
    guard let scroll, let thumb = scroll.thumb(height: height) else { return }
    for row in thumb {
      surface.put(
        narrow: glyphs.scrollThumb, x: rect.maxX - 1, y: rect.y + 1 + row, style: isFocused ? style : look.style(.dim))
    }
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

  /// Rows of a bar of this height that the thumb takes; nil where all is seen.
  func thumb(height: Int) -> Range<Int>? {
    guard height > 0, visible > 0, total > visible else { return nil }
    let length = min(height, max(1, height * visible / total))
    let last = total - visible
    let start = (height - length) * min(max(0, first), last) / last
    return start..<start + length
  }
}
