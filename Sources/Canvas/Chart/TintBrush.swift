/// Paints the cells of an area: as a tinted background where colours allow it, with edges an eighth of a cell fine, and
/// as sparse dots elsewhere.
struct TintBrush {
  private let color: Color?
  private let ground: Color?
  private let dots: Style
  private let symbols: GraphSymbols

  /// - Parameter weight: of the tint, 1 for the usual one; less only where any shade can be shown.
  init(_ style: Style, _ look: Look, weight: Double = 1) {
    symbols = look.symbols
    color = look.canTint ? TintBrush.color(style, look, weight) : nil
    ground = look.theme.background
    // Sixteen colours have no weaker shade of the curve's.
    dots =
      look.depth == .sixteen
      ? look.style(.faint) : look.theme.faded(style.without([.bold, .underline, .reverse]), 0.5)
  }

  private static func color(_ style: Style, _ look: Look, _ weight: Double) -> Color? {
    guard let full = style.foreground else { return nil }
    let isDark = look.theme.isDark
    guard look.depth == .indexed256 else { return look.theme.tint(style, weight * (isDark ? 0.24 : 0.2)) }
    // The nearest of the 256 colours to any weak tint is a grey. The cube's darkest and palest hues serve instead.
    let middle = (Int(max(full.r, full.g, full.b)) + Int(min(full.r, full.g, full.b))) / 2
    let (low, high): (UInt8, UInt8) = isDark ? (0, 95) : (215, 255)
    func level(_ channel: UInt8) -> UInt8 { Int(channel) > middle ? high : low }
    let hue = Color(r: level(full.r), g: level(full.g), b: level(full.b))
    let isGrey = max(full.r, full.g, full.b) - min(full.r, full.g, full.b) < 40
    return isGrey ? look.theme.tint(style, 0.24) : hue
  }

  /// `start` and `end` in eighths of the cell from its top.
  func paint(from start: Int, to end: Int, x: Int, y: Int, hasDots: Bool, on surface: inout Surface) {
    guard let color else {
      if !hasDots { paintDots(start, end, x, y, on: &surface) }
      return
    }
    if end - start >= 7 || (hasDots && end - start >= 4) {
      surface.setBackground(Rect(x: x, y: y, width: 1, height: 1), color)
    } else if hasDots {
      return
    } else if end == 8 {
      surface.put(narrow: BlockGlyphs.lower(8 - start), x: x, y: y, style: Style(foreground: color))
    } else if start == 0 {
      paintUpper(end, x, y, color, on: &surface)
    } else if end - start >= 4 {
      surface.setBackground(Rect(x: x, y: y, width: 1, height: 1), color)
    } else {
      paintDots(start, end, x, y, on: &surface)
    }
  }

  /// No glyphs fill the upper eighths: the lower ones are painted in the ground's colour instead.
  private func paintUpper(_ eighths: Int, _ x: Int, _ y: Int, _ color: Color, on surface: inout Surface) {
    let style =
      ground.map { Style(foreground: $0, background: color) } ?? Style(foreground: color, attributes: .reverse)
    surface.put(narrow: BlockGlyphs.lower(8 - eighths), x: x, y: y, style: style)
  }

  private func paintDots(_ start: Int, _ end: Int, _ x: Int, _ y: Int, on surface: inout Surface) {
    switch symbols {
    case .braille:
      // Every other dot, as on a chess board.
      var bits: UInt8 = 0
      for (row, pair) in [(0, UInt8(0x01)), (1, 0x10), (2, 0x04), (3, 0x80)] where start < 2 * row + 2 && end > 2 * row
      {
        bits |= pair
      }
      surface.put(narrow: BlockGlyphs.braille(bits), x: x, y: y, style: dots)
    case .blocks: if end - start >= 3 { surface.put(narrow: "░", x: x, y: y, style: dots) }
    case .ascii: if end - start >= 3 { surface.put(narrow: "~", x: x, y: y, style: dots) }
    }
  }
}
