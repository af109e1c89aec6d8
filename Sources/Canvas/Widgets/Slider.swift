/// A knob's position on its range: `◂──●───▸`.
package struct Slider: Widget, Hashable, Sendable {
  /// 0…1; nil for a knob without a position.
  package var fraction: Double?
  package var isFocused: Bool
  /// Nil takes the theme's.
  package var style: Style?

  package init(_ fraction: Double?, isFocused: Bool = false, style: Style? = nil) {
    self.fraction = fraction
    self.isFocused = isFocused
    self.style = style
  }

  /// The fraction that a click at column `x` means; nil outside.
  package func fraction(atColumn x: Int, in rect: Rect) -> Double? { nil }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    _ = rect
  }
}
