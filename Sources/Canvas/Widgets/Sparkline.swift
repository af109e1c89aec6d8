/// A small curve without axes; a NaN leaves a gap. More values than columns are shown by their largest and smallest.
package struct Sparkline: Widget, Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    /// `▁▂▅█▃`
    case bars
    /// Dots, connected.
    case line
  }

  package var values: [Float]
  /// Nil takes what the values span.
  package var range: ClosedRange<Float>?
  package var shape: Shape
  /// Nil takes the ramp by height.
  package var style: Style?
  package var gradient: Gradient

  package init(
    _ values: [Float], range: ClosedRange<Float>? = nil, shape: Shape = .bars, style: Style? = nil,
    gradient: Gradient = .cpu
  ) {
    self.values = values
    self.range = range
    self.shape = shape
    self.style = style
    self.gradient = gradient
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    _ = rect
  }
}
