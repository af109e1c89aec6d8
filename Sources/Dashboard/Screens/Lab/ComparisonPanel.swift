import Basics
import Canvas
import Telemetry

/// All rungs on the only scale on which they may be compared: the score at the common target against the multiply-adds
/// spent, with the naive forecasts as horizontal references.
struct ComparisonPanel {
  let state: State
  let ink: Ink
  let target: SessionTarget

  private var task: PredictionTask { target.task }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText(Words.compareTitle, ink.title), PartLabel(state: state, ink: ink).counted,
      StyledText(rect.width < 80 && state.hasReveal ? task.errorName : subtitle, ink.dim),
      isFocused: state.labFocus == .curve)
    // Where a legend would cover the curves, the border names their symbols.
    let isSmall = rect.height < 14
    if isSmall { panel.bottomLeft = [names] }
    panel.bottomRight = [StyledText(isSmall ? Words.multiplyAdds : Words.costSpent, ink.dim)]
    panel.topRight = [ink.hint(.view, Words.keyCurve, state.keymap)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    if EmptyPart(state: state, ink: ink).draw(on: &surface, in: inner.inset(x: 1)) { return }
    chart(height: inner.height, hasLegend: !isSmall).draw(on: &surface, in: inner, look: ink.look)
  }

  /// The rungs that have been evaluated, in the order of their curves, which take the symbols in turn.
  private var evaluated: [(index: Int, run: LiveRun)] {
    state.rungs.enumerated().compactMap { index, rung in
      guard rung.exclusion == nil, let run = state.record(of: rung.id),
        run.scores.contains(where: { error($0) != nil && $0.multiplyAdds > 0 })
      else { return nil }
      return (index, run)
    }
  }

  private func error(_ scores: RunScores) -> Double? { scores[state.shownPart]?.scores.error(task) }

  private var names: StyledText {
    let symbols = ink.look.isASCII ? ["o", "x", "+", "*", "#", "@"] : ["●", "◆", "▲", "■", "○", "◇", "△", "□"]
    var names = StyledText()
    for (place, entry) in evaluated.enumerated() {
      let label = TextWidth.cleaned(state.rungs[entry.index].id.label)
      names += [
        Span((place > 0 ? " " : "") + symbols[place % symbols.count], ink.series(entry.index)), Span(label, ink.dim),
      ]
    }
    return names
  }

  private func chart(height: Int, hasLegend: Bool) -> LineChart {
    var chart = LineChart(
      legend: hasLegend ? .automatic : .none, placeholder: StyledText(Words.nothingEvaluated, ink.dim))
    var cost = ValueRange(isLogarithmic: true)
    var score = ValueRange(isLogarithmic: false)
    let comparable = state.comparableParts
    for (index, run) in evaluated {
      let points = run.scores.compactMap { scores -> ChartPoint? in
        guard let score = error(scores), scores.multiplyAdds > 0 else { return nil }
        return ChartPoint(x: Double(scores.multiplyAdds), y: score)
      }
      guard let last = points.last else { continue }
      for point in points {
        cost.take(point.x)
        score.take(point.y)
      }
      let isRanked = run.canBeRanked && state.judged(run)?.scores.isRanked ?? false
      let text = task.text(comparable[run.plan.rung]?.scores.error(task) ?? last.y)
      chart.series.append(
        LineChart.Series(
          TextWidth.cleaned(run.plan.rung.label), .points(points), style: ink.series(index),
          shape: isRanked ? .lineWithSymbols : .dotted,
          value: StyledText(
            isRanked ? text : Words.compareNotRanked(score: text), ink.strong)))
    }
    guard let costs = cost.nice(intervals: 4) else { return chart }
    for reference in references {
      // A reference far above all rungs would press them together: it is only named.
      guard reference.value <= score.upper * 1.6 else {
        chart.series.append(
          LineChart.Series(
            reference.name, .points([]), style: reference.style, shape: .dashed,
            value: StyledText(task.text(reference.value) + " ↑", ink.text)))
        continue
      }
      score.take(reference.value)
      chart.series.append(
        LineChart.Series(
          reference.name,
          .points([
            ChartPoint(x: costs.lowerBound, y: reference.value),
            ChartPoint(x: costs.upperBound, y: reference.value),
          ]),
          style: reference.style, shape: .dashed, value: StyledText(task.text(reference.value), ink.text)))
    }
    if !hasLegend, let baseline = references.first {
      chart.markers = [
        LineChart.Marker(
          x: costs.upperBound, y: baseline.value, label: baseline.name, style: ink.dim, symbol: "╍", asciiSymbol: "-")
      ]
    }
    // The cross-hair of the curve stands here where the same step had been paid for.
    if let step = state.lab.crosshair, let run = state.shown, let spent = run.multiplyAdds(at: step) {
      chart.crosshair = LineChart.Crosshair(
        x: spent, title: Words.compareAtStep(rung: TextWidth.cleaned(run.plan.rung.label), step: step),
        lines: [[Span(Numbers.amount(spent), ink.strong), Span(" " + Words.multiplyAdds, ink.dim)]])
    }
    chart.xAxis = LineChart.Axis(range: costs, scale: .logarithmic, isVisible: height >= 6)
    // The first scores of untrained rungs would press what follows together.
    if score.lower > 0, score.upper > 4 * score.lower { score.isLogarithmic = true }
    chart.yAxis = LineChart.Axis(
      range: score.nice(intervals: max(height / 3, 2)), scale: score.isLogarithmic ? .logarithmic : .linear)
    return chart
  }

  private var subtitle: String {
    switch task {
    case .forecast: Words.compareMeasure(measure: task.errorName)
    case .classes, .number: task.errorName
    }
  }

  /// What has to be beaten stands first, and is drawn stronger than the others.
  private var references: [(name: String, value: Double, style: Style)] {
    let baselines = target.baselines(state.shownPart)
    let yardstick = state.yardstick(on: state.shownPart)
    return (baselines.filter { $0 == yardstick } + baselines.filter { $0 != yardstick }).map { baseline in
      (baseline.name, baseline.error, baseline == yardstick ? ink.text : ink.dim)
    }
  }
}

/// A closed-form run: validation error against λ, from the sweep that chose it.
struct SweepPanel {
  let state: State
  let ink: Ink

  func draw(_ run: LiveRun, on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText(Words.sweepTitle, ink.title),
      StyledText(TextWidth.cleaned(run.plan.rung.label), ink.series(state.rungIndex).with(.bold)),
      StyledText(run.plan.recipe, ink.dim), isFocused: state.labFocus == .curve)
    let sweep = run.end?.sweep ?? []
    let best = run.end?.penaltyChoice
    if let best {
      let penalty: StyledText = [
        Span(Words.sweepBest + " ", ink.dim), Span(shortDecimal(best.penalty), ink.strong),
      ]
      let error: StyledText = [
        Span("  \(Words.sweepError) ", ink.dim), Span(Numbers.loss(best.validationError), ink.strong),
      ]
      let edges = best.isAtEdge ? [Words.sweepAtEdge, Words.sweepAtEdgeBrief] : [""]
      let wordings = edges.map { penalty + StyledText($0.isEmpty ? "" : " " + $0, ink.warning) + error }
      panel.bottomLeft = [StyledText.richest(of: wordings + [penalty], within: rect.width - 6)]
    }
    panel.bottomRight = [StyledText("λ", ink.dim)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    let points = sweep.filter { $0.parameter > 0 }.map { ChartPoint(x: $0.parameter, y: $0.validationError) }
    var range = ValueRange(isLogarithmic: false)
    range.take(points)
    let solved = run.end?.finding ?? Words.sweepNone
    var chart = LineChart(placeholder: StyledText(run.isFinished ? solved : Words.sweepSolving, ink.dim))
    chart.series = [
      LineChart.Series(Words.sweepCurve, .points(points), style: ink.series(state.rungIndex), shape: .lineWithSymbols)
    ]
    if let best, best.penalty > 0 {
      chart.markers = [
        LineChart.Marker(
          x: best.penalty, y: best.validationError, style: ink.good)
      ]
    }
    chart.xAxis = LineChart.Axis(scale: .logarithmic, isVisible: inner.height >= 5)
    chart.yAxis = LineChart.Axis(range: range.nice(intervals: max(inner.height / 3, 2)))
    chart.draw(on: &surface, in: inner, look: ink.look)
  }
}
