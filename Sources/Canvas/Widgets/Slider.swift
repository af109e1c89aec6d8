/// A knob's position on its range: `◂──●───▸`, in ASCII `<--o--->`.
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

  /// The fraction that a click at column `x` means; the arrows stand for the ends. Nil outside.
  package func fraction(atColumn x: Int, in rect: Rect) -> Double? {
    guard rect.columns.contains(x), rect.width >= 3 else { return nil }
    let steps = rect.width - 3
    guard steps > 0 else { return 0.5 }
    return Double(min(max(0, x - rect.x - 1), steps)) / Double(steps)
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard rect.height >= 1, rect.width >= 3 else { return }
    let thumb = style ?? look.style(isFocused ? .thumb : .accent)
    let done = isFocused ? thumb.without(.bold) : look.theme.faded(thumb.without(.bold), 0.45)
    let arrows = look.style(isFocused ? .key : .faint)
    let position = thumbColumn(in: rect)
    surface.clipped(to: rect) { surface in
      let (left, right): (Unicode.Scalar, Unicode.Scalar) = look.isASCII ? ("<", ">") : ("◂", "▸")
      surface.put(narrow: left, x: rect.x, y: rect.y, style: arrows)
      surface.put(narrow: right, x: rect.maxX - 1, y: rect.y, style: arrows)
      for x in rect.x + 1..<rect.maxX - 1 {
        let isDone = position.map { x < $0 } ?? false
        // The done part is heavier as well as brighter, so that it also shows without colours.
        let line: Unicode.Scalar = look.isASCII ? (isDone ? "=" : "-") : (isDone ? "━" : "─")
        surface.put(narrow: line, x: x, y: rect.y, style: isDone ? done : look.style(.track))
      }
      if let position {
        surface.put(narrow: look.isASCII ? "o" : "●", x: position, y: rect.y, style: thumb)
      }
    }
  }

  private func thumbColumn(in rect: Rect) -> Int? {
    guard let fraction, !fraction.isNaN else { return nil }
    return rect.x + 1 + Int((min(1, max(0, fraction)) * Double(rect.width - 3)).rounded())
  }
}
