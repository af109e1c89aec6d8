import Canvas
import Telemetry

/// What a cascade saves: accuracy against the mean multiply-adds of a prediction over its threshold τ, beside what each
/// resolution does alone.
struct CascadePanel {
  let state: State
  let ink: Ink

  /// The cascade that is shown: that of the chosen run, else the newest.
  static func report(_ state: State) -> CascadeReport? { judged(state)?.cascade }

  private static func judged(_ state: State) -> JudgedPart? {
    let all = state.rungs.compactMap { state.judged(state.record(of: $0.id)) }.filter { $0.cascade != nil }
    if let shown = state.judged, shown.cascade != nil { return shown }
    return all.last
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText(Words.cascadeTitle, ink.title), PartLabel(state: state, ink: ink).name,
      StyledText(rect.width < 100 && state.hasReveal ? "" : Words.cascadeAxes, ink.dim),
      isFocused: state.tradeoffsFocus == .cascade)
    let report = Self.report(state)
    if let report {
      panel.topRight = [StyledText(rect.width < 70 ? "" : Words.cascadeDecidedBy + " ", ink.dim) + shares(report)]
      panel.bottomLeft = [StyledText.richest(of: words(report), within: rect.width - 24)]
      // The marks are of the cascade's own models, not of the rungs' runs.
      let taken = panel.topLeft.reduce(12) { $0 + $1.width + 3 } + (panel.topRight.first?.width ?? 0)
      let mark = ink.look.symbol("○", ascii: "o") + " "
      let legends = [Words.cascadeAlone, Words.cascadeAloneBrief].map { StyledText(mark + $0, ink.dim) } + [""]
      panel.topLeft.append(StyledText.richest(of: legends, within: rect.width - taken))
    }
    panel.bottomRight = [StyledText(rect.width < 60 ? Words.cascadeCostBrief : Words.cascadeCost, ink.dim)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner.inset(x: 1)) { return }
    guard let report else {
      surface.put(StyledText(Words.cascadeNone, ink.dim), in: inner.inset(x: 1).row(0))
      return
    }
    chart(report, height: inner.height).draw(on: &surface, in: inner, look: ink.look)
  }

  /// What τ does now.
  private func words(_ report: CascadeReport) -> [StyledText] {
    let point = report.point
    let finest = report.multiplyAdds.reduce(0, +)
    let head: StyledText = [
      Span("τ ", ink.dim), Span(Numbers.short(report.threshold, decimals: 2), ink.strong),
      Span("  \(Words.cascadeAccuracy) ", ink.dim),
      Span(Numbers.score(point.accuracy), ink.strong),
    ]
    let cost: StyledText = [
      Span("  \(Words.cascadeAt) ", ink.dim), Span(Numbers.amount(point.multiplyAdds), ink.strong),
      Span(" " + Words.cascadeOf(total: Numbers.amount(finest)), ink.dim),
    ]
    return [head + cost, head]
  }

  /// Of images, how many each resolution decides.
  private func shares(_ report: CascadeReport) -> StyledText {
    var shares = StyledText()
    for (place, rung) in report.rungs.enumerated() where report.point.shares.indices.contains(place) {
      let index = state.rungs.firstIndex { $0.id == rung } ?? 0
      shares += [
        Span((place > 0 ? " · " : "") + TextWidth.cleaned(rung.label) + " ", ink.series(index)),
        Span(Numbers.share(report.point.shares[place]), ink.text),
      ]
    }
    return shares
  }

  private func chart(_ report: CascadeReport, height: Int) -> LineChart {
    var (cost, accuracy) = (ValueRange(isLogarithmic: true), ValueRange(isLogarithmic: false))
    var chart = LineChart()
    for point in report.curve {
      cost.take(point.multiplyAdds)
      accuracy.take(point.accuracy)
    }
    chart.series = [
      LineChart.Series(
        Words.cascadeCurve, .points(report.curve.map { ChartPoint($0.multiplyAdds, $0.accuracy) }), style: ink.accent,
        shape: .lineWithSymbols)
    ]
    let alone = Self.judged(state)?.parts ?? []
    for (place, rung) in report.rungs.enumerated() {
      guard let score = alone.first(where: { $0.rung == rung })?.scores.accuracy, report.multiplyAdds[place] > 0 else {
        continue
      }
      let index = state.rungs.firstIndex { $0.id == rung } ?? 0
      cost.take(Double(report.multiplyAdds[place]))
      accuracy.take(score)
      chart.markers.append(
        LineChart.Marker(
          x: Double(report.multiplyAdds[place]), y: score, label: TextWidth.cleaned(rung.label),
          style: ink.series(index), symbol: "○", asciiSymbol: "o"))
    }
    chart.markers.append(
      LineChart.Marker(
        x: report.point.multiplyAdds, y: report.point.accuracy,
        label: "τ \(Numbers.short(report.threshold, decimals: 2))", style: ink.mark.with(.bold), symbol: "◆",
        asciiSymbol: "@"))
    chart.xAxis = LineChart.Axis(range: cost.nice(intervals: 4), scale: .logarithmic, isVisible: height >= 5)
    chart.yAxis = LineChart.Axis(range: accuracy.nice(intervals: max(height / 3, 2)))
    return chart
  }
}
