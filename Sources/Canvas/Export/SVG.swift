/// Pictures of screens.
package enum SVG {
  /// How a picture looks besides the theme.
  package struct Options: Hashable, Sendable {
    /// Height of a glyph in pixels.
    package var fontSize: Double
    /// In the bar above the screen; nil draws no bar.
    package var title: String?
    package var padding: Double

    package init(fontSize: Double = 15, title: String? = nil, padding: Double = 14) {
      self.fontSize = fontSize
      self.title = title
      self.padding = padding
    }
  }

  /// A terminal window with the surface in it. Box lines, blocks and Braille are drawn as shapes, so that they meet
  /// in any viewer and with any font.
  package static func render(_ surface: Surface, look: Look, options: Options = Options()) -> String { "" }
}
