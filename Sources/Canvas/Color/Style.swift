/// How a glyph is drawn besides its colours.
package struct Attributes: OptionSet, Hashable, Sendable {
  package let rawValue: UInt8

  package init(rawValue: UInt8) { self.rawValue = rawValue }

  package static let bold = Attributes(rawValue: 1)
  package static let dim = Attributes(rawValue: 2)
  package static let italic = Attributes(rawValue: 4)
  package static let underline = Attributes(rawValue: 8)
  package static let reverse = Attributes(rawValue: 16)
}

/// Colours and attributes of a cell.
///
/// In a cell a missing colour is the terminal's default. When a style is *put* over cells a missing colour leaves the
/// cell's own, so that text lies on whatever background was filled before.
package struct Style: Hashable, Sendable {
  /// `0xFF` and RGB, or 0 where there is none: half the size of two optionals, and compared in one word.
  private var foregroundBits: UInt32
  private var backgroundBits: UInt32
  package var attributes: Attributes

  package init(foreground: Color? = nil, background: Color? = nil, attributes: Attributes = []) {
    foregroundBits = Style.bits(foreground)
    backgroundBits = Style.bits(background)
    self.attributes = attributes
  }

  package static let plain = Style()
  package static let bold = Style(attributes: .bold)
  package static let dim = Style(attributes: .dim)
  package static let reverse = Style(attributes: .reverse)

  package var foreground: Color? {
    get { Style.color(foregroundBits) }
    set { foregroundBits = Style.bits(newValue) }
  }

  package var background: Color? {
    get { Style.color(backgroundBits) }
    set { backgroundBits = Style.bits(newValue) }
  }

  /// The same with other attributes added.
  package func with(_ added: Attributes) -> Style {
    var result = self
    result.attributes.formUnion(added)
    return result
  }

  package func without(_ removed: Attributes) -> Style {
    var result = self
    result.attributes.subtract(removed)
    return result
  }

  package func foreground(_ color: Color?) -> Style {
    var result = self
    result.foreground = color
    return result
  }

  package func on(_ color: Color?) -> Style {
    var result = self
    result.background = color
    return result
  }

  /// This style, with colours that it lacks taken from `base`; the attributes are its own.
  package func over(_ base: Style) -> Style {
    var result = self
    if foregroundBits == 0 { result.foregroundBits = base.foregroundBits }
    if backgroundBits == 0 { result.backgroundBits = base.backgroundBits }
    return result
  }

  private static func bits(_ color: Color?) -> UInt32 { color.map { 0xFF00_0000 | $0.hex } ?? 0 }
  private static func color(_ bits: UInt32) -> Color? { bits == 0 ? nil : Color(bits) }
}
