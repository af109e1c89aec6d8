/// A small curve without axes; a NaN leaves a gap. Where values outnumber columns, bars show the largest of each column.
package struct Sparkline: Widget, Hashable, Sendable {
  package enum Shape: Hashable, Sendable {
    /// `▁▂▅█▃`
    case bars
    /// Dots, connected.
    case line
  }

  package var values: [Double]
  /// Nil takes what the values span.
  package var range: ClosedRange<Double>?
  package var shape: Shape
  /// Nil takes the ramp by height.
  package var style: Style?
  package var gradient: Gradient

  package init(
    _ values: [Double], range: ClosedRange<Double>? = nil, shape: Shape = .bars, style: Style? = nil,
    gradient: Gradient = .cpu
  ) {
    self.values = values
    self.range = range
    self.shape = shape
    self.style = style
    self.gradient = gradient
  }

  package func draw(on surface: inout Surface, in rect: Rect, look: Look) {
    guard !rect.isEmpty, let span = range ?? span else { return }
    surface.clipped(to: rect) { surface in
      switch shape {
      case .bars: drawBars(on: &surface, in: rect, span, look)
      case .line: drawLine(on: &surface, in: rect, span, look)
      }
    }
  }

  private var span: ClosedRange<Double>? {
    var lower = Double.infinity
    var upper = -Double.infinity
    for value in values where value.isFinite {
      lower = min(lower, value)
      upper = max(upper, value)
    }
    return lower <= upper ? lower...upper : nil
  }

  private func drawBars(on surface: inout Surface, in rect: Rect, _ span: ClosedRange<Double>, _ look: Look) {
    let columns = min(rect.width, values.count)
    for column in 0..<columns {
      let first = column * values.count / columns
      let end = max(first + 1, (column + 1) * values.count / columns)
      let finite = values[first..<end].filter(\.isFinite)
      guard let value = finite.max() else { continue }
      let size = span.upperBound - span.lowerBound
      let height = size > 0 ? min(1, max(0, (value - span.lowerBound) / size)) : 0.5
      // From one eighth, so that the smallest value is still seen as one, to one less than all, so that the bars of
      // one row don't touch the row above.
      let eighths = 1 + Int((height * Double(8 * rect.height - 2)).rounded())
      for row in 0..<rect.height {
        let part = eighths - 8 * (rect.height - 1 - row)
        guard part > 0 else { continue }
        let position = rect.height == 1 ? height : Double(rect.height - row) / Double(rect.height)
        surface.put(
          narrow: Self.glyph(min(8, part), look), x: rect.x + column, y: rect.y + row,
          style: style ?? look.gradient(gradient, at: position))
      }
    }
  }

  /// A bar of so many eighths of a row's height, 1…8.
  package static func glyph(_ eighths: Int, _ look: Look) -> Unicode.Scalar {
    guard look.isASCII else { return BlockGlyphs.lower(eighths) }
    let glyphs: [Unicode.Scalar] = ["_", "_", ".", ".", "-", "=", "*", "#"]
    return glyphs[eighths - 1]
  }

  private func drawLine(on surface: inout Surface, in rect: Rect, _ span: ClosedRange<Double>, _ look: Look) {
    var chart = LineChart(
      series: [
        LineChart.Series("", .values(values, start: 0, step: 1), style: style ?? look.gradient(gradient, at: 0.7))
      ], xAxis: .hidden, yAxis: .hidden, hasGrid: false)
    let margin = span.lowerBound == span.upperBound ? 1.0 : 0.0
    chart.yAxis.range = span.lowerBound - margin...span.upperBound + margin
    chart.draw(on: &surface, in: rect, look: look)
  }
}
