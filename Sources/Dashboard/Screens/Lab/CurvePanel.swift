import Canvas
import Telemetry

/// The loss of one run over its steps: training (smoothed, over the raw band) and validation, with a mark for everything
/// that was done to it, its parent and branches faint behind it.
///
/// Losses of different rungs are on scales of their own, so that only one rung is shown; ``ComparisonPanel`` shows all.
struct CurvePanel<Curves: CurveSource> {
  let state: State
  let ink: Ink
  let curves: Curves

  func draw(_ run: LiveRun, on surface: inout Surface, in rect: Rect) {
    let panel = panel(run, in: rect)
    panel.draw(on: &surface, in: rect, look: ink.look)
    let whole = panel.interior(of: rect)
    let hasLegend = Self.hasLegend(rect)
    let (line, inner) = whole.splitTop(!hasLegend && whole.height >= 6 ? 1 : 0)
    surface.put(StyledText.richest(of: losses(run), within: line.width - 1), in: line.inset(left: 1))
    let chart = chart(run, in: inner, hasLegend: hasLegend)
    chart.draw(on: &surface, in: inner, look: ink.look)
    if state.labFocus == .curve, let step = state.lab.crosshair {
      let layout = chart.layout(in: inner, look: ink.look)
      if let column = layout.column(of: state.curveAxis(of: run).place(step)) {
        surface.cursor = Point(column, layout.plot.maxY - 1)
      }
    }
  }

  // MARK: Border

  /// What stands beside the choice of a model in the lower border.
  private static var borderRoom: Int { 24 }

  private func panel(_ run: LiveRun, in rect: Rect) -> Panel {
    var name = StyledText(TextWidth.cleaned(run.plan.rung.label), ink.series(state.rungIndex).with(.bold))
    if state.siblings.count > 1 {
      name += [Span(" \(run.plan.run)", ink.text)]
      if let parent = run.plan.parent { name += [Span(" " + Words.curveFrom(run: "\(parent.run.number)"), ink.dim)] }
    }
    if let failure = HeaderLine.failure(of: run.record) {
      let whole = name + StyledText(" ✗ " + failure, ink.bad)
      let room = rect.width - TextWidth.width(of: Words.curveTitle) - CurveMetrics.borderWidth
      name = StyledText.richest(of: [whole, name + StyledText(" ✗", ink.bad)], within: room)
    }
    var panel = Panel(StyledText(Words.curveTitle, ink.title), name, isFocused: state.labFocus == .curve)
    panel.topRight = [StyledText(state.lab.isLogarithmic ? Words.curveLog : Words.curveLinear, ink.dim)]
    if state.lab.smoothing != .none {
      panel.topRight.append(StyledText(Words.curveSmooth(amount: state.lab.smoothing.name), ink.dim))
    }
    if state.lab.unit != .steps { panel.topRight.append(StyledText(state.lab.unit.caption, ink.dim)) }
    // The axis has no room for labels: its ends stand in the border.
    if rect.height < 11 { panel.bottomLeft = [StyledText(state.curveAxis(of: run).ends, ink.dim)] }
    let zoom = zoom(run)
    if zoom > 1 { panel.bottomLeft.append(StyledText(Words.curveZoom(factor: zoom), ink.accent)) }
    if let choice = run.evaluation?.choice, state.hasReveal {
      panel.bottomLeft.append(
        StyledText.richest(of: ChoiceLine(choice: choice, ink: ink).wordings, within: rect.width - Self.borderRoom))
    }
    if state.lab.window.end != nil { panel.bottomLeft.append(ink.hint(.follow, Words.keyFollow, state.keymap)) }
    if run.phase == .running, run.progress.stepsPerSecond > 0 {
      let isPictures = state.gallery != nil
      let rate = run.progress.stepsPerSecond * Double(isPictures ? run.batch : 1)
      panel.bottomRight = [
        [
          Span(Numbers.rate(rate), ink.text),
          Span(" " + (isPictures ? Words.imagesPerSecond : Words.stepsPerSecond), ink.dim),
        ]
      ]
    }
    return panel
  }

  private func zoom(_ run: LiveRun) -> Int {
    let all = CurveWindow.extent(step: run.step, planned: run.plannedSteps)
    return Int((Double(all) / Double(max(state.visible(of: run).count, 1))).rounded())
  }

  // MARK: Legend

  /// Whether the curves are named among them: in a small plot that would hide them, so that a line above it does.
  private static func hasLegend(_ rect: Rect) -> Bool { rect.width >= 70 && rect.height >= 12 }

  /// The newest losses and the best, from the richest wording to the barest.
  private func losses(_ run: LiveRun) -> [StyledText] {
    guard let last = run.epochs.last else { return [] }
    let look = ink.look
    let line = Span(look.symbol("━", ascii: "-") + " ", ink.strong)
    let train: StyledText = [
      Span(Words.train + " ", ink.series(state.rungIndex)), Span(Numbers.loss(last.trainingLoss), ink.strong),
    ]
    let drawn: StyledText = [Span(look.symbol("━", ascii: "-") + " ", ink.series(state.rungIndex))] + train
    guard let newest = last.validationLoss else { return [drawn, train] }
    func valid(_ words: String) -> StyledText { [Span(words + " ", ink.text), Span(Numbers.loss(newest), ink.strong)] }
    let whole = StyledText(Words.valid + " ", ink.text) + loss(newest, .last(epoch: last.epoch), separator: " ")
    let (named, bare) = (valid(Words.validLast), valid(Words.valid))
    guard let best = run.best else { return [drawn + "  " + [line] + whole, train + " " + named, named, bare] }
    let sign = Span(look.symbol("◆", ascii: "*") + " ", ink.good)
    let placed = loss(best.validationLoss, .best(epoch: best.epoch), separator: " ")
    let brief: StyledText = [Span(Words.best + " ", ink.good), Span(Numbers.loss(best.validationLoss), ink.strong)]
    return [
      drawn + "  " + [line] + whole + "  " + [sign] + placed, drawn + "  " + [line] + named + "  " + [sign] + placed,
      train + " " + bare + " " + placed, train + " " + named + " " + brief, train + " " + bare + " " + brief,
      bare + " " + brief, bare,
    ]
  }

  // MARK: Chart

  private func chart(_ run: LiveRun, in rect: Rect, hasLegend: Bool) -> LineChart {
    let axis = state.curveAxis(of: run)
    let steps = axis.steps
    let related = relatives(of: run)
    let training = TrainingCurve(
      curves.curve(of: run.plan.run, steps: steps, limit: rect.width * 2), state.lab.smoothing)
    let validation = axis.placed(validationPoints(run, steps, columns: rect.width))
    let color = ink.series(state.rungIndex)
    // The cross-hair's read-out stands in the legend's place.
    var chart = LineChart(
      legend: hasLegend && state.lab.crosshair == nil ? .topRight : .none,
      placeholder: StyledText(Words.curveNoStep, ink.dim))
    var range = ValueRange(isLogarithmic: state.lab.isLogarithmic)
    for kept in keptCurves(beside: run, axis, columns: rect.width) {
      range.take(kept.points)
      chart.series.append(kept.series)
    }
    for relative in related {
      let steps = axis.steps(of: relative)
      let curve = TrainingCurve(
        curves.curve(of: relative.plan.run, steps: steps, limit: rect.width * 2), state.lab.smoothing)
      range.take(curve.line)
      chart.series.append(
        LineChart.Series(
          "\(relative.plan.run)", .points(axis.placed(curve.line, of: relative.record)),
          style: ink.look.theme.faded(color, 0.55)))
      let points = axis.placed(validationPoints(relative, steps, columns: rect.width), of: relative.record)
      range.take(points)
      if !points.isEmpty {
        chart.series.append(LineChart.Series("", .points(points), style: ink.look.theme.faded(ink.strong, 0.55)))
      }
    }
    range.take(training.line)
    range.takeMost(of: training.buckets)
    range.take(validation)
    if !training.line.isEmpty {
      chart.series.append(
        LineChart.Series(
          "", .buckets(axis.placed(training.buckets)), style: color, shape: .range))
      chart.series.append(
        LineChart.Series(
          Words.train, .points(axis.placed(training.line)), style: color,
          value: StyledText(latestTraining(run), ink.strong)))
    }
    if !validation.isEmpty {
      chart.series.append(
        LineChart.Series(
          Words.valid, .points(validation), style: ink.strong, shape: validation.count < 3 ? .lineWithSymbols : .line,
          value: loss(run.epochs.last?.validationLoss, run.epochs.last.map { .last(epoch: $0.epoch) })))
    }
    if let best = run.best {
      chart.series.append(
        LineChart.Series(
          Words.valid, .points([]), style: ink.good, shape: .scatter,
          value: loss(best.validationLoss, .best(epoch: best.epoch))))
    }
    for part in PartCurve.all(of: run, steps, columns: rect.width) {
      range.take(part.points)
      let index = state.rungs.firstIndex { $0.id == part.rung } ?? 0
      chart.series.append(
        LineChart.Series(
          TextWidth.cleaned(part.rung.label), .points(axis.placed(part.points)), style: ink.series(index)))
    }
    let marks = marks(on: run, isWide: rect.width >= 70)
      .map { LineChart.Mark(x: axis.place(Int($0.x)), label: $0.label, style: $0.style) }
    // The newest step stands at the right edge. The row stays where none of them is in sight, so that the curve does not jump.
    chart.marks = marks.filter { axis.range.contains($0.x) }
    if !marks.isEmpty { chart.markRows = rect.height >= 14 ? 2 : 1 }
    chart.markers = best(of: run, axis)
    chart.crosshair = crosshair(on: run, axis, isWide: rect.width >= 60)
    let losses = range.nice(intervals: max(rect.height / 3, 2))
    if rect.height >= RateTrace.leastHeight, let losses,
      let rate = RateTrace(run, steps, columns: rect.width, over: losses, isLogarithmic: state.lab.isLogarithmic)
    {
      chart.series.append(
        LineChart.Series(
          Words.curveRate, .points(axis.placed(rate.points)), style: ink.dim,
          value: StyledText(rate.newest, ink.strong)))
    }
    if state.lab.showsGradient, let losses,
      let trace = GradientTrace(
        run, steps, columns: rect.width, over: losses, isLogarithmic: state.lab.isLogarithmic, state.lab.smoothing)
    {
      chart.series.append(
        LineChart.Series(
          gradientSign, .points(axis.placed(trace.points)), style: ink.mark, shape: .dashed,
          value: gradientText(trace), standsBack: false))
    }
    chart.yAxis = LineChart.Axis(
      range: losses, scale: state.lab.isLogarithmic ? .logarithmic : .linear,
      labelWidth: CurveMetrics.labelWidth)
    chart.xAxis = axis.axis(isVisible: rect.height >= 9)
    return chart
  }

  private var gradientSign: String { ink.look.symbol("‖g‖", ascii: "|g|") }

  /// The newest norm, and between which it lies in sight: its line has no axis of its own.
  private func gradientText(_ trace: GradientTrace) -> StyledText {
    [
      Span(Numbers.loss(trace.newest), ink.strong),
      Span(" \(Numbers.loss(trace.lowest))–\(Numbers.loss(trace.highest))", ink.dim),
    ]
  }

  /// The validation losses of marked runs that other sessions trained of this grain on these data: yesterday beside today.
  private func keptCurves(
    beside run: LiveRun, _ axis: CurveAxis, columns: Int
  ) -> [(series: LineChart.Series, points: [ChartPoint])] {
    state.kept.marked.enumerated().compactMap { place, id in
      guard state.live(id) == nil, let record = state.record(id), record.plan.rung == run.plan.rung,
        state.kept.listing?.run(id)?.isOfOpenData == true
      else { return nil }
      let curve = MarkedCurve(record, live: nil, curves, axis.steps, columns: columns, state.lab.smoothing)
      let points = axis.placed(curve.validation, of: record).filter { $0.x <= axis.range.upperBound }
      let series = LineChart.Series(
        state.kept.listing?.name(of: id) ?? id, .points(points), style: ink.look.theme.faded(ink.series(place), 0.6),
        shape: .dashed, value: curve.best(ink))
      return points.isEmpty ? nil : (series, points)
    }
  }

  /// The parent and the branches of a run, the newest few.
  private func relatives(of run: LiveRun) -> [LiveRun] {
    let parent = run.plan.parent.flatMap { state.runs[$0.run] }
    let children = state.siblings.compactMap { state.runs[$0] }.filter { $0.plan.parent?.run == run.plan.run }
    return (parent.map { [$0] } ?? []) + children.suffix(3)
  }

  private func validationPoints(_ run: LiveRun, _ steps: Range<Int>, columns: Int) -> [ChartPoint] {
    run.validation(in: steps, columns: columns).map { ChartPoint(x: Double($0.step), y: Double($0.loss)) }
  }

  private func latestTraining(_ run: LiveRun) -> String {
    run.epochs.last.map { Numbers.loss($0.trainingLoss) } ?? ""
  }

  /// As `last 20 · 0.0341`: a validation loss with the weights that it is of.
  private func loss(_ loss: Float?, _ weights: ScoredWeights?, separator: String = " · ") -> StyledText {
    guard let loss, let weights else { return StyledText() }
    return [Span(PartLabel.words(weights) + separator, ink.dim), Span(Numbers.loss(loss), ink.strong)]
  }

  // MARK: Marks

  private func marks(on run: LiveRun, isWide: Bool) -> [LineChart.Mark] {
    var marks = history(of: run).map { intervention in
      LineChart.Mark(x: Double(intervention.step), label: intervention.markLabel(isWide: isWide))
    }
    for child in state.siblings.compactMap({ state.runs[$0] }) {
      if let parent = child.plan.parent, parent.run == run.plan.run {
        marks.append(LineChart.Mark(x: Double(parent.step), label: "↳ \(child.plan.run)", style: ink.accent))
      }
    }
    if let parent = run.plan.parent {
      marks.append(
        LineChart.Mark(
          x: Double(parent.step), label: "↳ " + Words.curveFrom(run: "\(parent.run.number)"), style: ink.accent))
    }
    if let step = run.pending.step {
      marks.append(LineChart.Mark(x: Double(step), label: "↳ " + Words.curveBranchHere, style: ink.warning))
    }
    if let divergence = run.divergence {
      marks.append(LineChart.Mark(x: Double(divergence.step), label: "✗ " + Words.phaseDiverged, style: ink.bad))
    }
    if let dead = run.dead {
      marks.append(LineChart.Mark(x: Double(dead.step), label: "✗ " + Words.curveDead, style: ink.bad))
    }
    return marks.sorted { $0.x < $1.x }
  }

  /// What was done to a run and, before it branched off, to its parents.
  private func history(of run: LiveRun) -> [Intervention] {
    var all = run.interventions
    var child = run
    while let (parent, step) = child.plan.parent, parent < child.plan.run, let record = state.runs[parent] {
      all += record.interventions.filter { $0.step < step }
      child = record
    }
    return all
  }

  private func best(of run: LiveRun, _ axis: CurveAxis) -> [LineChart.Marker] {
    guard let best = run.best, axis.steps.contains(best.step - 1) else { return [] }
    return [LineChart.Marker(x: axis.place(best.step), y: Double(best.validationLoss), style: ink.good)]
  }

  // MARK: Cross-hair

  private func crosshair(on run: LiveRun, _ axis: CurveAxis, isWide: Bool) -> LineChart.Crosshair? {
    guard let step = state.lab.crosshair else { return nil }
    let place = axis.place(step)
    let run = state.origin(of: step, on: run)
    let epoch = Numbers.fixed(run.epoch(at: step), 1, grouped: false)
    var lines: [StyledText] = isWide ? [] : [[Span(Words.epoch + " ", ink.dim), Span(epoch, ink.strong)]]
    if let bucket = curves.curve(of: run.plan.run, steps: step..<step + 1, limit: 1).first {
      var line: StyledText = [
        Span(Words.train + " ", ink.series(state.rungIndex)), Span(Numbers.loss(bucket.mean), ink.strong),
      ]
      if bucket.count > 1, isWide {
        line += [Span(" \(Numbers.loss(bucket.minimum))–\(Numbers.loss(bucket.maximum))", ink.dim)]
      }
      lines.append(line)
    }
    if let report = run.report(at: step), let loss = report.validationLoss {
      var line: StyledText = [Span(Words.valid + " ", ink.text), Span(Numbers.loss(loss), ink.strong)]
      if isWide { line += [Span(" " + Words.curveAtEpoch(epoch: "\(report.epoch)"), ink.dim)] }
      lines.append(line)
    }
    if state.lab.showsGradient, let norm = run.report(at: step)?.gradientNorm {
      lines.append([Span(gradientSign + " ", ink.mark), Span(Numbers.loss(norm), ink.strong)])
    }
    var title = Words.atStep(step: step) + (isWide ? "  " + Words.curveAtEpoch(epoch: epoch) : "")
    if state.lab.unit == .time { title += "  " + CurveAxis.time(place) }
    return LineChart.Crosshair(x: place, title: title, lines: lines)
  }
}

extension State {
  /// The horizontal axis of a run's curve, as far as it is in sight.
  func curveAxis(of run: LiveRun) -> CurveAxis { CurveAxis(run, lab.unit, visible(of: run)) }
}

enum CurveMetrics {
  /// As `0.01` and `5e-4`.
  static let labelWidth = 4
  /// Columns that the chart's axis takes: its labels, a blank and the line.
  static let axisWidth = labelWidth + 2
  /// Columns of the border that no title can have: `╭─ `, ` ─ ` between two and ` ─╮`.
  static let borderWidth = 9
}
