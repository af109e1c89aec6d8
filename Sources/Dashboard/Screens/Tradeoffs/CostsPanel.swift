import Basics
import Canvas
import Telemetry

/// Each rung's error at the common target against what it cost. Those that no other beats in both stand on the Pareto
/// front, which is drawn; the others are faint.
struct CostsPanel {
  let state: State
  let ink: Ink
  let target: SessionTarget

  private struct Entry {
    let own: BoardError
    let label: String
    let cost: Double
    var isOnFront = false

    var error: Double { own.error }
    /// Over seeds, where they were trained.
    var ends: [Double] { own.half.map { [own.error - $0, own.error + $0] } ?? [] }
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    let points = points
    let label = PartLabel(state: state, ink: ink)
    var panel = Panel(isFocused: state.tradeoffsFocus == .costs)
    // What is drawn along the axis is said in few words before how many origins or samples there are is left to the table, and
    // before it is not said at all.
    let cost = [state.tradeoffs.cost.name, state.tradeoffs.cost.briefName].map { ink.hint(.cost, $0, state.keymap) }
    let errors = label.boardErrors(target.task, width: rect.width, namingWeightsFrom: 100)
    func titles(_ part: StyledText) -> [StyledText] {
      ([StyledText(Words.costTitle, ink.title), part] + errors).filter { !$0.isEmpty }
    }
    func room(_ part: StyledText) -> Int { rect.width - titles(part).reduce(5) { $0 + $1.width + 3 } }
    let part =
      [label.counted, label.name].first { part in cost.contains { $0.width <= room(part) } } ?? label.counted
    panel.topLeft = titles(part)
    panel.topRight = [StyledText.richest(of: cost, within: room(part))]
    let (on, off) = (ink.look.symbol("●", ascii: "@"), ink.look.symbol("○", ascii: "o"))
    let legend: StyledText = [
      Span(on, ink.strong),
      Span(" \(state.isTestRevealed ? Words.costFrontOnValidation : Words.costFront)  ", ink.dim), Span(off, ink.dim),
      Span(" " + Words.costDominated, ink.dim),
    ]
    // Where the border has no room for its name the line itself is named.
    let hasNamed = rect.width >= 60
    let taken = hasNamed ? reference.map { TextWidth.width(of: $0.name) + 14 } ?? 0 : 0
    let legends = legends(legend)
    panel.bottomLeft = [
      legends.count == 1 ? legend : StyledText.richest(of: legends, within: rect.width - taken - 4)
    ]
    if hasNamed, let reference {
      panel.bottomRight = [
        [Span("╍ ", ink.actual), Span("\(reference.name) \(target.task.text(reference.error))", ink.dim)]
      ]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner.inset(x: 1)) { return }
    chart(points, reference, height: inner.height, namesLine: !hasNamed).draw(on: &surface, in: inner, look: ink.look)
  }

  /// Rungs without seeds are not drawn beside those that have them, which is said before what the signs mean.
  private func legends(_ legend: StyledText) -> [StyledText] {
    let others = state.unrepeated.map { TextWidth.cleaned($0.label) }
    guard !others.isEmpty else { return [legend] }
    let named = StyledText(Words.costWithoutSeeds(rungs: Listing.all(others)), ink.warning)
    return [
      legend + [Span("  ", ink.dim)] + named, named,
      StyledText(Words.costWithoutSeedsBrief(count: others.count), ink.warning),
    ]
  }

  private var points: [Entry] {
    let found = state.boardErrors.compactMap { own -> Entry? in
      guard let cost = state.tradeoffs.cost.value(own.run, epochs: own.epochs) else { return nil }
      let label = TextWidth.cleaned(own.run.plan.rung.label)
      // In brackets where it is not ranked, as scores are elsewhere.
      return Entry(own: own, label: own.isRanked ? label : "(\(label))", cost: cost)
    }
    // What diverged stopped early and cost less for that, and what does not respond costs whatever it does: neither is a
    // choice.
    let front = Set(
      ParetoFront.indices(of: found.map { ($0.cost, $0.own.ranked ?? .infinity) }))
    return found.enumerated().map { place, entry in
      var entry = entry
      entry.isOnFront = front.contains(place)
      return entry
    }
  }

  private var reference: Baseline? { state.yardstick(on: state.shownPart) }

  private func chart(_ points: [Entry], _ reference: Baseline?, height: Int, namesLine: Bool) -> LineChart {
    var chart = LineChart(placeholder: StyledText(Words.nothingEvaluated, ink.dim))
    var cost = ValueRange(isLogarithmic: true)
    var error = ValueRange(isLogarithmic: false)
    for point in points {
      cost.take(point.cost)
      error.take(point.error)
      error.take(point.ends)
    }
    guard let costs = cost.nice(intervals: 4) else { return chart }
    // Far above all rungs it would press them together; its value stands in the border.
    if let reference, reference.error <= error.upper * 1.6 {
      error.take(reference.error)
      let value = reference.error
      chart.series.append(
        LineChart.Series(
          reference.name, .points([ChartPoint(costs.lowerBound, value), ChartPoint(costs.upperBound, value)]),
          style: ink.actual, shape: .dashed))
    }
    let front = points.filter(\.isOnFront).sorted { $0.cost < $1.cost }
    if front.count > 1 {
      chart.series.append(
        LineChart.Series(
          Words.costFront, .points(front.map { ChartPoint($0.cost, $0.error) }), style: ink.dim, shape: .steps))
    }
    for point in points {
      guard !point.ends.isEmpty else { continue }
      chart.series.append(
        LineChart.Series(
          "", .points(point.ends.map { ChartPoint(point.cost, $0) }), style: ink.look.theme.faded(style(point), 0.3)))
    }
    // Those of the front choose first where their names stand.
    chart.markers = (points.filter(\.isOnFront) + points.filter { !$0.isOnFront }).map { point in
      LineChart.Marker(
        x: point.cost, y: point.error, label: point.label, style: style(point),
        symbol: point.isOnFront ? "●" : "○", asciiSymbol: point.isOnFront ? "@" : "o")
    }
    if namesLine, let reference, reference.error <= error.upper {
      chart.markers.append(
        LineChart.Marker(
          x: costs.upperBound, y: reference.error, label: reference.name, style: ink.actual, symbol: "╍",
          asciiSymbol: "-"))
    }
    chart.xAxis = LineChart.Axis(range: costs, scale: .logarithmic, isVisible: height >= 5)
    chart.yAxis = LineChart.Axis(range: error.nice(intervals: max(height / 3, 2)))
    return chart
  }

  private func style(_ point: Entry) -> Style {
    let style = ink.series(point.own.index)
    return point.isOnFront ? style.with(.bold) : ink.look.theme.faded(style, 0.45)
  }
}
