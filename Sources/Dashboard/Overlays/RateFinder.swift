import Basics
import Canvas
import Telemetry

/// The finder of a learning rate, while it is open.
package struct RateFinder: Sendable, Equatable {
  let run: RunID
  package internal(set) var report: RateReport?
  /// The rate that ⏎ takes; nil for the proposed one.
  package internal(set) var chosen: Double?

  /// What ⏎ takes; nil where there is nothing to take yet.
  var rate: Double? { chosen ?? report?.proposal?.rate }
}

/// Loss over learning rate, with the rate that is proposed, the one of now, and the one that would be taken.
struct RateOverlay {
  let state: State
  let finder: RateFinder
  let ink: Ink

  static func rect(_ state: State) -> Rect {
    let screen = Rect(size: state.size).inset(top: 1, bottom: 1)
    let (width, height) = (min(screen.width, 100), min(screen.height, 26))
    return Rect(
      x: screen.x + (screen.width - width) / 2, y: screen.y + (screen.height - height) / 3, width: width,
      height: height)
  }

  func draw(on surface: inout Surface) {
    let box = Self.rect(state)
    var panel = Panel(
      StyledText(Words.rateTitle, ink.title),
      StyledText(TextWidth.cleaned(state.rung?.id.label ?? ""), ink.series(state.rungIndex).with(.bold)),
      topRight: [ink.hint("Esc", Words.keyBack)], isFocused: true, fill: ink.look.style(.overlay))
    if let rate = finder.rate {
      panel.bottomRight = [ink.hint(ink.enterKey, Words.rateTakes(rate: Numbers.learningRate(rate)))]
    }
    if let report = finder.report {
      panel.bottomLeft = [
        StyledText(
          report.isOver
            ? Words.rateFromStep(step: report.step) : Words.rateStep(step: report.rates.count, planned: report.planned),
          ink.dim)
      ]
    }
    panel.draw(on: &surface, in: box, look: ink.look)
    let inner = panel.interior(of: box).inset(x: 1)
    let lines = Wrapping.lines(sentence, width: inner.width)
    let rows = min(lines.count, max(inner.height - 4, 1))
    let (plot, below) = inner.splitTop(inner.height - rows)
    if let report = finder.report { chart(report, rows: plot.height).draw(on: &surface, in: plot, look: ink.look) }
    for (row, line) in lines.prefix(rows).enumerated() {
      surface.put(
        StyledText(line, finder.report?.isOver == true ? ink.text : ink.dim), in: below.row(row),
        ellipsis: ink.look.ellipsis)
    }
  }

  /// What was found, and by which rule.
  private var sentence: String {
    guard let report = finder.report, report.isOver else { return Words.rateUnderWay }
    guard let proposal = report.proposal else { return Words.rateNone }
    let rate = Numbers.learningRate(proposal.rate)
    switch proposal.rule {
    case .steepest: return Words.rateSteepest(rate: rate)
    case .belowMinimum:
      return Words.rateBelowMinimum(rate: rate, minimum: Numbers.learningRate(proposal.minimum))
    case .belowRise: return Words.rateBelowRise(rate: rate)
    }
  }

  private func chart(_ report: RateReport, rows: Int) -> LineChart {
    func points(_ values: [Double]) -> [ChartPoint] { zip(report.rates, values).map { ChartPoint(x: $0, y: $1) } }
    let isLogarithmic = state.lab.isLogarithmic && report.losses.allSatisfy { $0 > 0 }
    var range = ValueRange(isLogarithmic: isLogarithmic)
    range.take(points(report.smoothed))
    var chart = LineChart(
      series: [
        LineChart.Series(Words.rateBatch, .points(points(report.losses)), style: ink.dim, shape: .scatter),
        LineChart.Series(Words.rateSmoothed, .points(points(report.smoothed)), style: ink.series(state.rungIndex)),
      ],
      legend: rows >= 8 ? .topLeft : .none)
    if let proposal = report.proposal {
      chart.marks.append(
        LineChart.Mark(
          x: proposal.rate, label: ink.look.symbol("◆", ascii: "*") + " " + Numbers.learningRate(proposal.rate),
          style: ink.good))
    }
    if let present, RateReport.range.contains(present) {
      chart.marks.append(LineChart.Mark(x: present, label: Words.rateNow, style: ink.mark))
    }
    chart.marks.sort { $0.x < $1.x }
    if !chart.marks.isEmpty, rows >= 7 { chart.markRows = 1 }
    if let chosen = finder.chosen {
      chart.crosshair = LineChart.Crosshair(x: chosen, title: Numbers.learningRate(chosen), lines: reading(at: chosen))
    }
    chart.xAxis = LineChart.Axis(
      range: RateReport.range, scale: .logarithmic, unit: Words.curveRate, isVisible: rows >= 6)
    chart.yAxis = LineChart.Axis(
      range: range.nice(intervals: max(rows / 3, 2)), scale: isLogarithmic ? .logarithmic : .linear,
      labelWidth: CurveMetrics.labelWidth)
    return chart
  }

  private func reading(at rate: Double) -> [StyledText] {
    guard let report = finder.report, let place = report.rates.lastIndex(where: { $0 <= rate * 1.0001 }) else {
      return []
    }
    return [[Span(Words.rateSmoothed + " ", ink.dim), Span(Numbers.loss(report.smoothed[place]), ink.strong)]]
  }

  /// The knob as it stands.
  private var present: Double? { state.runs[finder.run]?.value(of: .learningRate)?.asNumber }
}

extension RateFinder {
  /// An arrow multiplies or divides by a twentieth of a decade.
  private static let stride = 0.05

  /// To the next rate of the arrows.
  mutating func move(by strides: Int) {
    guard let rate else { return }
    let place = (Elementary.log10(rate) / Self.stride).rounded() + Double(strides)
    let moved = RateProposal.rounded(Elementary.power(10, place * Self.stride))
    chosen = min(max(moved, RateReport.range.lowerBound), RateReport.range.upperBound)
  }
}

extension State {
  /// The run whose rate can be searched: that on view, if it takes steps.
  var canFindRate: Bool { shown.map { keepsSteps && !$0.plan.isClosedForm && $0.has(.learningRate) } ?? false }

  /// The finder is open, and its sweep not over.
  var isFindingRate: Bool { if case .rates(let finder) = overlay { finder.report?.isOver != true } else { false } }

  mutating func findRate() -> [Effect] {
    guard let run = shown?.plan.run else { return [] }
    overlay = .rates(RateFinder(run: run))
    return [.findRate(run)]
  }

  /// While no search is open, what one still reports is not wanted.
  mutating func take(_ report: RateReport, of run: RunID) {
    guard case .rates(var finder) = overlay, finder.run == run else { return }
    finder.report = report
    overlay = .rates(finder)
  }

  /// Nil for keys that the finder leaves to the table.
  mutating func readRates(_ key: Key) -> [Effect]? {
    guard case .rates(var finder) = overlay else { return nil }
    switch key {
    case .left, .down: finder.move(by: -1)
    case .right, .up: finder.move(by: 1)
    case .home: finder.chosen = nil
    case .character("L"): lab.isLogarithmic.toggle()
    case .enter:
      guard let rate = finder.rate else { return [] }
      overlay = nil
      return [.stopFindingRate] + take(rate: rate)
    case .escape, .character("q"):
      overlay = nil
      return [.stopFindingRate]
    case .control("z"), .control("l"), .control("c"): return nil
    default: return []
    }
    overlay = .rates(finder)
    return []
  }

  /// A run that has ended takes it with its next branch.
  private mutating func take(rate: Double) -> [Effect] {
    guard let shown else { return [] }
    guard shown.isFinished else { return set(.learningRate, to: .number(rate)) }
    draft(.learningRate, to: .number(rate), text: Numbers.learningRate(rate))
    return []
  }
}

extension Action {
  static let findRate = Action("find-rate", Words.actionFindRate, effects: { $0.findRate() })
}
