import Canvas
import Telemetry

/// The losses of marked runs over each other: training thin, validation bright, with one cross-hair through all.
struct MarkedCurvesPanel<Curves: CurveSource> {
  let state: State
  let ink: Ink
  let curves: Curves

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.curveTitle, ink.title), StyledText(Words.keptCurvesNamed, ink.dim))
    panel.topRight = [StyledText(state.lab.isLogarithmic ? Words.curveLog : Words.curveLinear, ink.dim)]
    if state.lab.smoothing != .none {
      panel.topRight.append(StyledText(Words.curveSmooth(amount: state.lab.smoothing.name), ink.dim))
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect)
    chart(in: inner).draw(on: &surface, in: inner, look: ink.look)
  }

  private func chart(in rect: Rect) -> LineChart {
    var chart = LineChart(
      legend: state.kept.crosshair == nil ? .topRight : .none,
      placeholder: StyledText(
        state.kept.marked.allSatisfy { state.record($0) != nil } ? Words.curveNoStep : Words.keptCurvesComing, ink.dim))
    var range = ValueRange(isLogarithmic: state.lab.isLogarithmic)
    let steps = 0..<state.markedSteps
    var lines: [StyledText] = []
    for (place, id) in state.kept.marked.enumerated() {
      guard let record = state.record(id) else { continue }
      let curve = MarkedCurve(record, live: state.live(id), curves, steps, columns: rect.width, state.lab.smoothing)
      let color = ink.series(place)
      range.take(curve.training)
      range.take(curve.validation)
      let name = state.kept.listing?.name(of: id) ?? id
      chart.series.append(
        LineChart.Series("", .points(curve.training), style: ink.look.theme.faded(color, 0.55), standsBack: true))
      chart.series.append(
        LineChart.Series(
          name, .points(curve.validation), style: color,
          shape: curve.validation.count < 3 ? .lineWithSymbols : .line, value: curve.best(ink)))
      if let step = state.kept.crosshair { lines.append(curve.reading(at: step, name, color, ink)) }
    }
    if let step = state.kept.crosshair {
      chart.crosshair = LineChart.Crosshair(x: Double(step), title: Words.atStep(step: step), lines: lines)
    }
    chart.yAxis = LineChart.Axis(
      range: range.nice(intervals: max(rect.height / 3, 2)), scale: state.lab.isLogarithmic ? .logarithmic : .linear,
      labelWidth: CurveMetrics.labelWidth)
    chart.xAxis = LineChart.Axis(
      range: 0...Double(max(steps.upperBound, 1)), ticks: .whole, unit: Words.steps, isVisible: rect.height >= 7)
    return chart
  }
}

/// The losses of one run as they are drawn beside others'.
struct MarkedCurve {
  let training, validation: [ChartPoint]
  private let record: RunRecord

  init(
    _ record: RunRecord, live: LiveRun?, _ curves: some CurveSource, _ steps: Range<Int>, columns: Int,
    _ smoothing: Smoothing
  ) {
    self.record = record
    // Of a run that another session trained only the means of its epochs are kept.
    let buckets =
      live.map { curves.curve(of: $0.plan.run, steps: steps, limit: columns * 2) } ?? record.lossBuckets
    training = TrainingCurve(buckets, smoothing).line
    let stride = max(record.epochs.count / max(columns * 2, 1), 1)
    validation = Swift.stride(from: 0, to: record.epochs.count, by: stride).compactMap { place in
      let report = record.epochs[place]
      return report.validationLoss.map { ChartPoint(x: Double(report.step), y: Double($0)) }
    }
  }

  /// As `best 12 · 0.0341`.
  func best(_ ink: Ink) -> StyledText {
    guard let best = record.best else { return StyledText() }
    return [
      Span(Words.weightsBest(epoch: "\(best.epoch)") + " · ", ink.dim),
      Span(Numbers.loss(best.validationLoss), ink.strong),
    ]
  }

  /// What the run had come to at a step: the last epoch that had ended.
  func reading(at step: Int, _ name: String, _ color: Style, _ ink: Ink) -> StyledText {
    guard let report = record.epochs.last(where: { $0.step <= step }), step <= record.last?.step ?? 0 else {
      return [Span(name + " ", color), Span(Numbers.missing, ink.dim)]
    }
    var text: StyledText = [
      Span(name + " ", color), Span(Words.train + " ", ink.dim), Span(Numbers.loss(report.trainingLoss), ink.text),
    ]
    if let loss = report.validationLoss {
      text += [Span(" " + Words.valid + " ", ink.dim), Span(Numbers.loss(loss), ink.strong)]
    }
    return text
  }
}

extension State {
  /// Steps that the longest marked run has done.
  var markedSteps: Int {
    kept.marked.compactMap { id in live(id)?.step ?? record(id)?.last?.step }.max() ?? 1
  }
}
