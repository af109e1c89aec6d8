/// What charts are drawn with.
package enum GraphSymbols: String, Hashable, Sendable, CaseIterable {
  /// 2×4 dots a cell.
  case braille
  /// 2×2 quadrants a cell.
  case blocks
  /// Nothing beyond ASCII, for borders and marks as well.
  case ascii
}

/// Everything that decides how a screen looks: handed to every widget.
package struct Look: Hashable, Sendable {
  package var theme: Theme
  package var symbols: GraphSymbols
  package var depth: ColorDepth
  package var hasRoundedCorners: Bool

  /// Without colours the theme is replaced by ``Theme/monochrome``.
  package init(
    theme: Theme = .dark, symbols: GraphSymbols = .braille, depth: ColorDepth = .trueColor,
    hasRoundedCorners: Bool = true
  ) {
    self.theme = theme.suited(to: depth)
    self.symbols = symbols
    self.depth = depth
    self.hasRoundedCorners = hasRoundedCorners
  }

  package var isASCII: Bool { symbols == .ascii }
  package func style(_ role: Role) -> Style { theme.style(role) }
  package func series(_ index: Int) -> Style { theme.series(index) }
  package func gradient(_ gradient: Gradient, at position: Double) -> Style { theme.gradient(gradient, at: position) }

  /// An empty screen in the theme's colours.
  package func surface(_ size: Size) -> Surface { Surface(size: size, style: theme.base) }

  /// True where tinted backgrounds show as meant: areas are tinted there, and dotted elsewhere.
  package var canTint: Bool { (depth == .trueColor || depth == .indexed256) && !isASCII && !theme.isMonochrome }

  package var ellipsis: String { isASCII ? "~" : "…" }

  /// The Unicode text, or its stand-in where only ASCII can be shown.
  package func symbol(_ unicode: String, ascii: String) -> String { isASCII ? ascii : unicode }
}

extension Surface {
  /// Shows drawn cells as selected. They keep the colours of their text, which carry meaning, where these can be read on
  /// the bar.
  package mutating func select(_ rect: Rect, look: Look) {
    let bar = look.style(.selected)
    let dropped: Attributes = bar.attributes.contains(.reverse) ? .dim : []
    restyleCells(rect) { cell in
      let style = cell.style
      var text = style.foreground
      if !cell.glyph.isDrawing, let ground = bar.background, let color = style.reduced(to: look.depth).foreground,
        color.contrast(with: ground) < 3
      {
        text = bar.foreground
      }
      return Style(
        foreground: text, background: bar.background ?? style.background,
        attributes: style.attributes.subtracting(dropped).union(bar.attributes))
    }
  }
}

/// Something that draws itself into a rectangle of a surface and nowhere else.
package protocol Widget {
  func draw(on surface: inout Surface, in rect: Rect, look: Look)
}
