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
    _ = rect
  }
}
