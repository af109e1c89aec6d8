@testable import Canvas

/// A widget drawn on a surface of its own, as text.
func drawn(_ widget: some Widget, _ width: Int, _ height: Int, look: Look = .plain) -> [String] {
  var surface = Surface(size: Size(width, height))
  widget.draw(on: &surface, in: surface.bounds, look: look)
  return surface.lines()
}

extension Theme {
  static var light: Theme { BuiltInTheme.light }
}

extension Look {
  static let plain = Look(theme: .dark)
  static let ascii = Look(theme: .dark, symbols: .ascii)

  /// One of each kind that changes what is drawn.
  static let all: [Look] = [
    Look(theme: .light), Look(depth: .indexed256), Look(depth: .sixteen), Look(symbols: .blocks),
    Look(theme: .light, symbols: .ascii, depth: .sixteen), Look(depth: .monochrome),
  ]
}

/// Draws into the middle of a surface filled with a sign, and returns the cells around it that were changed.
func strayWrites(_ widget: some Widget, size: Size, look: Look) -> [Point] {
  let margin = 2
  let sign = Cell("☠", style: .bold)
  var surface = Surface(size: Size(size.width + 2 * margin, size.height + 2 * margin))
  surface.fill(surface.bounds, "☠", style: .bold)
  let inside = Rect(origin: Point(margin, margin), size: size)
  widget.draw(on: &surface, in: inside, look: look)
  let (top, below) = surface.bounds.splitTop(margin)
  let (bottom, middle) = below.splitBottom(margin)
  let frame = [top, bottom, middle.splitLeft(margin).left, middle.splitRight(margin).right]
  return frame.flatMap { part in
    part.rows.flatMap { y in part.columns.filter { surface[$0, y] != sign }.map { Point($0, y) } }
  }
}

/// True where every wide glyph has both its halves.
func isWhole(_ surface: Surface) -> Bool {
  for y in 0..<surface.height {
    for x in 0..<surface.width {
      if surface[x, y].width == 2, x + 1 >= surface.width || surface[x + 1, y].width != 0 { return false }
      if surface[x, y].width == 0, x == 0 || surface[x - 1, y].width != 2 { return false }
    }
  }
  return true
}
