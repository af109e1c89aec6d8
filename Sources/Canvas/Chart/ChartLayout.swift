/// Where a chart's parts stand in a rectangle; also tells which value a click means.
package struct ChartLayout: Hashable, Sendable {
  /// The cells of the curves.
  package let plot: Rect
  package let xRange: ClosedRange<Double>
  package let yRange: ClosedRange<Double>
  package let xScale: Scale
  package let yScale: Scale

  /// The x value in the middle of a column; nil outside the plot.
  package func xValue(atColumn column: Int) -> Double? { nil }

  /// The column of an x value; nil outside the range.
  package func column(of x: Double) -> Int? { nil }
}

extension LineChart {
  package func layout(in rect: Rect, look: Look) -> ChartLayout {
    ChartLayout(plot: rect, xRange: 0...1, yRange: 0...1, xScale: .linear, yScale: .linear)
  }
}
