/// How much of something is done.
package struct ProgressBar: Widget, Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    /// `█████▍    `, in eighths of a column.
    case solid
    /// `━━━━━╸────`, in halves of a column.
    case thin
  }

  /// 0…1.
  package var fraction: Double
  package var shape: Shape
  /// Nil takes the ramp.
  package var style: Style?
  package var gradient: Gradient

  package init(_ fraction: Double, shape: Shape = .solid, style: Style? = nil, gradient: Gradient = .cpu) {
    self.fraction = fraction
    self.shape = shape
    self.style = style
    self.gradient = gradient
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !rect.isEmpty else { return }
    let done = fraction.isNaN ? 0 : min(1, max(0, fraction))
    surface.clipped(to: rect) { surface in
      for y in rect.rows {
        for column in 0..<rect.width {
          let part = done * Double(rect.width) - Double(column)
          let ramp = look.gradient(gradient, at: Double(column) / Double(max(1, rect.width - 1)))
          let (glyph, style) = cell(filled: min(1, max(0, part)), style ?? ramp, look)
          surface.put(narrow: glyph, x: rect.x + column, y: y, style: style)
        }
      }
    }
  }

  private func cell(filled: Double, _ style: Style, _ look: Look) -> (Unicode.Scalar, Style) {
    let track = look.style(.track)
    if look.isASCII { return filled >= 0.5 ? ("#", style) : (".", track) }
    switch shape {
    case .solid:
      let eighths = Int((filled * 8).rounded(.down))
      let ground = look.canTint ? track.foreground : nil
      if eighths == 0 { return ground == nil ? ("░", track) : (" ", Style(background: ground)) }
      return (BlockGlyphs.left(eighths), style.on(ground))
    case .thin:
      if filled >= 1 { return ("━", style) }
      return filled >= 0.5 ? ("╸", style) : ("─", track)
    }
  }
}

/// Cells filled in part.
enum BlockGlyphs {
  /// `▏` to `█`: `eighths` of the width, 1…8.
  static func left(_ eighths: Int) -> Unicode.Scalar {
    scalar(0x2590 - UInt32(min(8, max(1, eighths))))
  }

  /// `▁` to `█`: `eighths` of the height, 1…8.
  static func lower(_ eighths: Int) -> Unicode.Scalar {
    scalar(0x2580 + UInt32(min(8, max(1, eighths))))
  }

  /// Two columns and four rows of dots; bit order of the Braille block.
  static func braille(_ dots: UInt8) -> Unicode.Scalar { scalar(0x2800 + UInt32(dots)) }

  /// Quadrants by their bits: 1 upper left, 2 upper right, 4 lower left, 8 lower right.
  static func quadrants(_ bits: Int) -> Unicode.Scalar {
    let glyphs: [Unicode.Scalar] = [
      " ", "▘", "▝", "▀", "▖", "▌", "▞", "▛", "▗", "▚", "▐", "▜", "▄", "▙", "▟", "█",
    ]
    return glyphs[bits & 15]
  }

  private static func scalar(_ value: UInt32) -> Unicode.Scalar { Unicode.Scalar(value) ?? " " }
}
