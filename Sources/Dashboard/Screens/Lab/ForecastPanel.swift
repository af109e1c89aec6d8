import Basics
import Canvas
import Telemetry

/// One origin of the part on view: what came before it, what came after, and what the shown rung predicted, with its band
/// and, of the test part, the share of values that it held.
struct ForecastPanel {
  let state: State
  let ink: Ink
  let target: ForecastTarget

  func draw(on surface: inout Surface, in rect: Rect) {
    let others = rect.height >= 8 ? others : []
    let panel = panel(width: rect.width, others)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner.inset(x: 1)) { return }
    chart(in: inner, others).draw(on: &surface, in: inner, look: ink.look)
  }

  private var part: ForecastPart? { target[state.shownPart] }
  private var forecast: Forecast? { state.judged?.forecast }
  private var scores: Scores? { state.judged?.scores }
  private var style: Style { ink.series(state.rungIndex) }

  private func panel(width: Int, _ others: [Other]) -> Panel {
    let label = PartLabel(state: state, ink: ink)
    var panel = Panel(
      StyledText(Words.forecastTitle, ink.title), label.name, isFocused: state.labFocus == .forecast)
    if let part, part.origins.indices.contains(state.lab.origin) {
      let time = CivilTime(part.origins[state.lab.origin], offset: part.zoneOffset(at: state.lab.origin))
      // Below stands which of the origins it is.
      var origin = StyledText(width < 90 && width >= 60 ? "" : Words.origin + " ", ink.dim)
      origin.append(time.stamp(step: min(target.stepMilliseconds, 60_000)), ink.text)
      // The keys stand in the key bar and the help as well; the legend stands nowhere else.
      if part.origins.count > 1, width >= 90 || width < 60 { origin += [Span(" ◂ , . ▸", ink.key)] }
      panel.topLeft.append(origin)
    }
    var legend: StyledText = [Span("─", ink.actual), Span(" " + Words.actual, ink.dim)]
    legend += [Span("  ─", style), Span(" " + predictedWords, ink.dim)]
    if let band = scores?.band {
      let level = Numbers.share(band.level)
      legend += [
        Span("  ▒", ink.look.theme.faded(style, 0.4)),
        Span(" " + (width < 90 ? level : Words.forecastBand(level: level)), ink.dim),
      ]
      panel.bottomRight = [label.weights, coverage(band)]
    } else if forecast != nil {
      panel.bottomRight = [label.weights, StyledText(Words.forecastNoBand, ink.dim)]
    }
    panel.topRight = [legend]
    if let count = part?.origins.count, count > 1 {
      panel.bottomRight.append(StyledText(Words.forecastPlace(place: state.lab.origin + 1, count: count), ink.dim))
    }
    if !others.isEmpty {
      var names = StyledText()
      for (index, other) in others.enumerated() {
        names += [
          Span((index > 0 ? "  " : "") + "┈ ", other.style), Span(TextWidth.cleaned(other.rung.label), ink.dim),
        ]
      }
      panel.bottomLeft = [names]
    }
    return panel
  }

  private var predictedWords: String {
    forecast != nil ? Words.predicted : state.obstacle(to: state.rung) == nil ? Words.notPredicted : Words.notTrained
  }

  /// What the band held of the test part, beside what it promised; empty on the validation part, whose errors it was made
  /// of.
  private func coverage(_ band: BandScores) -> StyledText {
    guard let coverage = band.coverage else { return StyledText() }
    let isFar = coverage < band.level - 0.1
    return [
      Span(Words.forecastBandHeld(level: Numbers.share(band.level)) + " ", ink.dim),
      Span(Numbers.share(coverage), isFar ? ink.warning : ink.text),
    ]
  }

  // MARK: Chart

  private func chart(in rect: Rect, _ others: [Other]) -> LineChart {
    let steps = target.steps
    let start = state.lab.origin * steps
    let known = history(columns: rect.width)
    var chart = LineChart(hasGrid: rect.height >= 6, placeholder: StyledText(Words.forecastNone, ink.dim))
    var range = ValueRange(isLogarithmic: false)
    let actual = slice(part?.actual ?? [], start, steps)
    // History and actual are one line: the forecast leaves it at the origin.
    chart.series.append(
      LineChart.Series(Words.actual, .values(known + actual, start: Double(-known.count), step: 1), style: ink.actual))
    range.take(known)
    range.take(actual)
    for other in others {
      let values = slice(other.forecast.predicted, start, steps)
      range.take(values)
      chart.series.append(
        LineChart.Series(
          other.rung.label, .values(values, start: 0, step: 1), style: ink.look.theme.faded(other.style, 0.3),
          shape: .dotted))
    }
    if let forecast {
      let predicted = slice(forecast.predicted, start, steps)
      range.take(predicted)
      if forecast.band.count == steps {
        let lower = zip(predicted, forecast.band).map { $0 - $1 }
        let upper = zip(predicted, forecast.band).map { $0 + $1 }
        range.take(lower)
        range.take(upper)
        chart.bands = [
          LineChart.Band(x: (0..<steps).map(Double.init), lower: lower, upper: upper, style: style)
        ]
      }
      chart.series.append(LineChart.Series(Words.predicted, .values(predicted, start: 0, step: 1), style: style))
    }
    chart.marks = [LineChart.Mark(x: 0, style: ink.faint)]
    chart.crosshair = crosshair(isRoomy: rect.height >= 8)
    chart.xAxis = LineChart.Axis(
      range: Double(-known.count)...Double(max(steps - 1, 1)),
      ticks: .labelled(ticks(from: -known.count, columns: rect.width)),
      isVisible: rect.height >= 6)
    chart.yAxis = LineChart.Axis(range: rect.height < 8 ? range.tight : range.nice(intervals: rect.height / 3))
    return chart
  }

  /// On the step that the table reads; a low chart leaves the values to the table.
  private func crosshair(isRoomy: Bool) -> LineChart.Crosshair? {
    guard let row = state.lab.row, row < target.steps else { return nil }
    let index = state.lab.origin * target.steps + row
    guard isRoomy, let part, part.times.indices.contains(index) else {
      return LineChart.Crosshair(x: Double(row), lines: [])
    }
    let time = CivilTime(part.times[index], offset: part.zoneOffset(at: state.lab.origin))
    return LineChart.Crosshair(x: Double(row), title: time.row(step: target.stepMilliseconds))
  }

  /// As much of the past as keeps about a third of the width for the forecast.
  private func history(columns: Int) -> [Double] {
    let shown = min(target.historySteps, max(target.steps * 2, 8))
    let end = (state.lab.origin + 1) * target.historySteps
    guard let part, end <= part.history.count, shown > 0 else { return [] }
    return Array(part.history[end - shown..<end])
  }

  private func slice(_ values: [Double], _ start: Int, _ count: Int) -> [Double] {
    guard start >= 0, start + count <= values.count else { return [] }
    return Array(values[start..<start + count])
  }

  private typealias Other = (rung: RungID, forecast: Forecast, style: Style)

  /// The rungs that a joined run reads, else the best few of the other rungs.
  private var others: [Other] {
    let parts = state.judged?.parts ?? []
    if !parts.isEmpty {
      return parts.map { part in
        let index = state.rungs.firstIndex { $0.id == part.rung } ?? 0
        return (part.rung, Forecast(predicted: part.predicted, band: []), ink.series(index))
      }
    }
    return state.ranking.filter { $0.rung != state.rung?.id }.prefix(3).compactMap { entry in
      guard let forecast = state.judged(state.record(of: entry.rung))?.forecast,
        let index = state.rungs.firstIndex(where: { $0.id == entry.rung })
      else { return nil }
      return (entry.rung, forecast, ink.series(index))
    }
  }

  // MARK: Times

  /// Labels at round times: hours within a day or two, dates beyond.
  private func ticks(from first: Int, columns: Int) -> [Tick] {
    guard let part, part.origins.indices.contains(state.lab.origin), target.stepMilliseconds > 0 else { return [] }
    let step = target.stepMilliseconds
    let now = part.origins[state.lab.origin] + part.zoneOffset(at: state.lab.origin)
    let span = Int64(target.steps - first) * step
    let wanted = max(Int64(columns / 10), 2)
    let hour = Milliseconds.hour
    let spacings: [Int64] =
      [1, 5, 10, 30].map { $0 * 1000 } + [1, 5, 15, 30].map { $0 * 60_000 }
      + [1, 2, 3, 6, 12, 24, 48, 168, 336, 720, 2160, 4320, 8760, 17_520, 43_800].map { $0 * hour }
    var spacing = spacings.first { span / $0 <= wanted } ?? 87_600 * hour
    var ticks: [Tick] = []
    let begin = now + Int64(first) * step
    var time = (begin + spacing - 1) / spacing * spacing
    if step > 24 * hour {
      // Between the starts of bins there is nothing to name: a week is the day on which it begins, as in the table.
      spacing = max((spacing + step / 2) / step, 1) * step
      time = now - (now - begin) / spacing * spacing
    }
    while time <= now + Int64(target.steps) * step, ticks.count < 40 {
      let civil = CivilTime(time)
      let isMidnight = civil.hour == 0 && civil.minute == 0 && civil.second == 0
      let label = spacing >= 24 * hour || isMidnight ? civil.monthAndDay : civil.clock(step: spacing)
      ticks.append(Tick(Double(time - now) / Double(step), label))
      time += spacing
    }
    return ticks
  }
}
