import Basics
import Canvas
import Telemetry

/// In the forecast's place where numbers are predicted: each sample's predicted value against its actual one, beside
/// the line on which both are the same.
struct FitPanel {
  let state: State
  let ink: Ink
  let target: NumberTarget

  /// More points than this only cover each other.
  private static let most = 2_000

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText(Words.fitTitle, ink.title), PartLabel(state: state, ink: ink).name, StyledText(Words.fitAxes, ink.dim),
      isFocused: state.labFocus == .forecast)
    panel.topRight = [[Span("╍", ink.actual), Span(" " + Words.fitEqual, ink.dim)]]
    panel.bottomLeft = [Verdict(state: state, ink: ink).richest(within: rect.width - 6)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner.inset(x: 1)) { return }
    chart(height: inner.height).draw(on: &surface, in: inner, look: ink.look)
  }

  private func chart(height: Int) -> LineChart {
    var chart = LineChart(placeholder: StyledText(Words.notEvaluated, ink.dim))
    guard let predicted = state.judged?.numbers?.predicted, let actual = target[state.shownPart]?.actual else {
      return chart
    }
    let count = min(predicted.count, actual.count)
    let points = stride(from: 0, to: count, by: max(count / Self.most, 1))
      .map { ChartPoint(x: actual[$0], y: predicted[$0]) }
      .filter { $0.x.isFinite && $0.y.isFinite }
      .sorted { ($0.x, $0.y) < ($1.x, $1.y) }
    // Both axes have the same range, so that equal values stand on the diagonal.
    var values = ValueRange(isLogarithmic: false)
    values.take(points.map(\.x))
    values.take(points)
    guard let range = values.tight else { return chart }
    chart.series = [
      LineChart.Series(
        Words.fitEqual, .points([range.lowerBound, range.upperBound].map { ChartPoint(x: $0, y: $0) }),
        style: ink.actual,
        shape: .dashed),
      LineChart.Series(Words.samples, .points(points), style: ink.series(state.rungIndex), shape: .scatter),
    ]
    if let row = state.lab.row, row < count {
      chart.markers = [LineChart.Marker(x: actual[row], y: predicted[row], style: ink.accent.with(.bold))]
    }
    chart.xAxis = LineChart.Axis(range: range, isVisible: height >= 5)
    chart.yAxis = LineChart.Axis(range: range)
    return chart
  }
}
