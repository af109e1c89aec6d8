import Basics
import Canvas
import Telemetry

/// One origin of the part on view: what came before it, what came after, and what the shown rung predicted, with its band
/// and, of the test part, the share of values that it held. Beyond the last origin, what it predicts from the last boundary of
/// all grains on, beside what rows behind that hold.
struct ForecastPanel {
  let state: State
  let ink: Ink
  let target: ForecastTarget

  func draw(on surface: inout Surface, in rect: Rect) {
    let others = rect.height >= 8 ? others : []
    let panel = panel(width: rect.width, others)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    if case .refused(let sentence) = state.future {
      for (row, line) in Wrapping.lines(sentence, width: inner.width - 2).prefix(inner.height).enumerated() {
        surface.put(StyledText(line, ink.warning), in: inner.inset(x: 1).row(row), ellipsis: ink.look.ellipsis)
      }
      return
    }
    if !state.isBeyond, EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner.inset(x: 1)) { return }
    chart(in: inner, others).draw(on: &surface, in: inner, look: ink.look)
  }

  private var part: ForecastPart? { state.isBeyond ? nil : target[state.shownPart] }
  private var future: FutureForecast? { state.futureForecast }
  private var forecast: Forecast? {
    state.isBeyond ? future.map { Forecast(predicted: $0.predicted, band: $0.band) } : state.judged?.forecast
  }
  private var scores: Scores? { state.isBeyond ? nil : state.judged?.scores }
  /// The place on view among the origins that ``part`` and ``forecast`` have.
  private var place: Int { state.isBeyond ? 0 : state.lab.origin }
  /// The origin on view and what is to be added to it for the wall clock.
  private var origin: (instant: Instant, zoneOffset: Int64)? {
    if state.isBeyond { return future.map { ($0.origin, $0.zoneOffset) } }
    guard let part, part.origins.indices.contains(place) else { return nil }
    return (part.origins[place], part.zoneOffset(at: place))
  }
  private var style: Style { ink.series(state.rungIndex) }

  private func panel(width: Int, _ others: [Other]) -> Panel {
    let label = PartLabel(state: state, ink: ink)
    var panel = Panel(
      StyledText(Words.forecastTitle, ink.title),
      state.isBeyond ? StyledText(state.futurePlace(isBrief: width < 90), ink.warning) : label.name,
      isFocused: state.labFocus == .forecast)
    if let origin {
      let time = CivilTime(origin.instant, offset: origin.zoneOffset)
      // Below stands which of the origins it is.
      var title = StyledText(width < 90 && width >= 60 ? "" : Words.origin + " ", ink.dim)
      title.append(time.stamp(step: min(target.stepMilliseconds, 60_000)), ink.text)
      // The keys stand in the key bar and the help as well; the legend stands nowhere else.
      let hasOthers = state.hasFuture || (part?.origins.count ?? 0) > 1
      if hasOthers, width >= 90 || width < 60 { title += [Span(" ◂ , . ▸", ink.key)] }
      panel.topLeft.append(title)
    }
    // What lies beyond the data has no actual values, and its title more to say.
    let isUnknown = state.isBeyond && future?.actual.isEmpty != false
    var legend: StyledText = isUnknown ? "" : [Span("─", ink.actual), Span(" " + Words.actual + "  ", ink.dim)]
    legend += [Span("─", style), Span(" " + predictedWords, ink.dim)]
    if let level = (scores?.band?.level ?? future.flatMap { $0.band.isEmpty ? nil : $0.bandLevel }).map(Numbers.share) {
      legend += [
        Span("  ▒", ink.look.theme.faded(style, 0.4)),
        Span(" " + (width < 90 ? level : Words.forecastBand(level: level)), ink.dim),
      ]
    }
    if let future {
      let weights = future.weights.map { weights in
        StyledText(state.shown.map { PartLabel.words(weights, of: $0, step: future.step) } ?? "", ink.dim)
      }
      panel.bottomRight = [weights ?? "", StyledText(basis(future), ink.dim)]
    } else if let band = scores?.band {
      panel.bottomRight = [label.weights, coverage(band)]
    } else if forecast != nil {
      panel.bottomRight = [label.weights, StyledText(Words.forecastNoBand, ink.dim)]
    }
    panel.topRight = [legend]
    if let count = part?.origins.count, count > 1 {
      panel.bottomRight.append(StyledText(Words.forecastPlace(place: place + 1, count: count), ink.dim))
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

  /// From which rows the model has learnt.
  private func basis(_ future: FutureForecast) -> String {
    guard state.shown?.plan.parameterCount != 0 else { return Words.futureNothingLearnt }
    let end = CivilTime(future.learntTo, offset: future.zoneOffset).stamp(step: min(target.stepMilliseconds, 60_000))
    return Words.futureBasis(end: end)
  }

  private var predictedWords: String {
    if state.isBeyond, forecast == nil { return Words.notPredicted }
    return forecast != nil
      ? Words.predicted : state.obstacle(to: state.rung) == nil ? Words.notPredicted : Words.notTrained
  }

  /// What the band held of the part on view, beside what it promised.
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
    let start = place * steps
    let known = history(columns: rect.width)
    let placeholder = state.isBeyond && future == nil ? Words.futureWaiting : Words.forecastNone
    var chart = LineChart(hasGrid: rect.height >= 6, placeholder: StyledText(placeholder, ink.dim))
    var range = ValueRange(isLogarithmic: false)
    let actual = future?.actual ?? slice(part?.actual ?? [], start, steps)
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
      if let band = forecast.band(at: place, steps: steps) {
        let lower = zip(predicted, band).map { $0 - $1 }
        let upper = zip(predicted, band).map { $0 + $1 }
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
    let index = place * target.steps + row
    guard isRoomy, let times = future?.times ?? part?.times, times.indices.contains(index), let origin else {
      return LineChart.Crosshair(x: Double(row), lines: [])
    }
    let time = CivilTime(times[index], offset: origin.zoneOffset)
    return LineChart.Crosshair(x: Double(row), title: time.row(step: target.stepMilliseconds))
  }

  /// As much of the past as keeps about a third of the width for the forecast.
  private func history(columns: Int) -> [Double] {
    let shown = min(target.historySteps, max(target.steps * 2, 8))
    let end = (place + 1) * target.historySteps
    guard let known = future?.history ?? part?.history, end <= known.count, shown > 0 else { return [] }
    return Array(known[end - shown..<end])
  }

  private func slice(_ values: [Double], _ start: Int, _ count: Int) -> [Double] {
    guard start >= 0, start + count <= values.count else { return [] }
    return Array(values[start..<start + count])
  }

  private typealias Other = (rung: RungID, forecast: Forecast, style: Style)

  /// The rungs that a joined run reads, else the best few of the other rungs.
  private var others: [Other] {
    guard !state.isBeyond else { return [] }
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
    guard let origin, target.stepMilliseconds > 0 else { return [] }
    let step = target.stepMilliseconds
    let now = origin.instant + origin.zoneOffset
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
