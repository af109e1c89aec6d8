import Basics
import Canvas
import Telemetry

/// The target at each grain, under each other over the same time and on the same scale: what averaging takes away is seen.
struct GrainsPanel {
  let state: State
  let ink: Ink
  let report: DataReport

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.dataGrainsTitle, ink.title))
    if let horizon = report.horizon {
      panel.topLeft.append(StyledText(Words.dataHorizon(horizon: horizon.name), ink.dim))
    }
    if let target = report.target, report.span != nil {
      panel.topRight = [StyledText(TextWidth.cleaned(target.name), ink.text)]
    }
    let inner = panel.interior(of: rect).inset(x: 1)
    let shown = report.ladder.prefix(max(1, inner.height))
    if shown.count < report.ladder.count {
      panel.bottomRight = [StyledText(Words.dataMore(count: report.ladder.count - shown.count), ink.dim)]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    guard !shown.isEmpty else {
      surface.put(StyledText(Words.dataNoLadder, ink.dim), in: inner.row(0))
      return
    }
    // What does not divide goes to the finest, which have most to show.
    let (rows, rest) = (inner.height / shown.count, inner.height % shown.count)
    let strips = inner.splitRows(shown.indices.map { .fixed(rows + ($0 < rest ? 1 : 0)) })
    let range = range
    for (index, (grain, strip)) in zip(shown, strips).enumerated() {
      draw(grain, index, range, on: &surface, in: strip)
    }
  }

  private var range: ClosedRange<Double>? {
    let finite = report.ladder.flatMap { $0.lows + $0.highs }.filter(\.isFinite)
    guard let low = finite.min(), let high = finite.max(), low < high else { return nil }
    return low...high
  }

  /// How many of what a grain has.
  private func size(_ count: Int) -> String {
    switch report.kind {
    case .series, .stream: Words.dataBins(bins: count)
    case .table: Words.dataSamples(samples: count)
    case .images: Words.dataImages(images: count)
    }
  }

  private func draw(
    _ grain: GrainReport, _ index: Int, _ range: ClosedRange<Double>?, on surface: inout Surface, in strip: Rect
  ) {
    let style = grain.exclusion == nil ? ink.series(index) : ink.dim
    let (label, rest) = strip.splitLeft(min(14, strip.width / 2))
    let mark = grain.exclusion == nil ? "" : " ✗"
    let names: StyledText = [Span(TextWidth.cleaned(grain.grain) + mark, style.with(.bold))]
    surface.put(names, in: label.row(0))
    let bins = StyledText("\(Numbers.amount(grain.bins)) ", ink.dim)
    if label.height > 1 {
      surface.put(
        StyledText(size(grain.bins), ink.dim),
        in: label.row(1))
      if label.height > 2, grain.incomplete > 0 {
        surface.put(StyledText(Words.dataLackRows(bins: grain.incomplete), ink.warning), in: label.row(2))
      }
    } else {
      surface.put(bins, in: label, alignment: .right)
    }
    if let gallery = state.gallery {
      PictureStrip(gallery: gallery, rung: RungID(grain.grain), ink: ink).draw(on: &surface, in: rest)
      return
    }
    guard !grain.means.isEmpty, let range else {
      let lines = Wrapping.lines(grain.reason, width: rest.width)
      let whole = lines.count <= rest.height ? lines : [grain.reason]
      for (row, line) in whole.enumerated() {
        surface.put(StyledText(line, ink.dim), in: rest.row(row), ellipsis: ink.look.ellipsis)
      }
      return
    }
    var chart = LineChart(xAxis: .hidden, yAxis: .hidden, hasGrid: false)
    let step = 1 / Double(grain.means.count)
    if rest.height > 1, zip(grain.lows, grain.highs).contains(where: { $0 < $1 }) {
      chart.bands = [
        LineChart.Band(
          x: grain.means.indices.map { (Double($0) + 0.5) * step }, lower: grain.lows, upper: grain.highs, style: style)
      ]
    }
    chart.series = [
      LineChart.Series(grain.grain, .values(grain.means, start: step / 2, step: step), style: style)
    ]
    chart.xAxis.range = 0...1
    chart.yAxis.range = range
    chart.draw(on: &surface, in: rest, look: ink.look)
  }
}

/// How like itself the target is, a lag apart, with the cycles that were found.
struct RhythmPanel {
  let ink: Ink
  let report: DataReport
  let curve: AutocorrelationCurve

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.dataRhythmTitle, ink.title))
    // The cycles matter more than the name, which stands beside the grains too.
    let name = StyledText(TextWidth.cleaned(curve.column), ink.dim)
    let room = rect.width - 23
    let hasName = cycles(within: .max).width + name.width + 3 <= room
    if hasName { panel.topLeft.append(name) }
    panel.topRight = [cycles(within: hasName ? room - name.width - 3 : room)]
    let inner = panel.interior(of: rect)
    let unit = unit
    panel.bottomRight = [StyledText(Words.dataLag(unit: unit.words), ink.dim)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let step = Double(curve.stride) * Double(curve.stepMilliseconds) / unit.length
    var chart = LineChart(hasGrid: inner.height >= 6, placeholder: StyledText(Words.dataConstantTarget, ink.dim))
    chart.series = [
      LineChart.Series("", .values(curve.values, start: 0, step: step), style: ink.accent, gradient: .cpu)
    ]
    let low = curve.values.filter(\.isFinite).min() ?? 0
    chart.yAxis.range = min(0, (low * 2).rounded(.down) / 2)...1
    chart.xAxis.range = 0...max(step * Double(max(curve.values.count - 1, 1)), step)
    chart.marks = own.map { cycle in
      LineChart.Mark(
        x: Double(cycle.rows) * Double(curve.stepMilliseconds) / unit.length, label: cycle.length, style: ink.mark)
    }
    chart.markRows = own.isEmpty ? 0 : 1
    chart.draw(on: &surface, in: inner, look: ink.look)
  }

  private var own: [CycleReport] { report.cycles.filter { $0.column == curve.column } }

  /// As `1 d 0.84 · 72 % of variance`: the autocorrelation, then the share of the variance.
  private func cycles(within columns: Int) -> StyledText {
    guard !own.isEmpty else { return StyledText(Words.dataNoCycle, ink.dim) }
    func text(hasShares: Bool) -> StyledText {
      var text = StyledText()
      for (index, cycle) in own.enumerated() {
        text += [Span((index > 0 ? "  " : "") + cycle.length, ink.strong)]
        if let value = cycle.autocorrelation { text += [Span(" " + Numbers.score(value), ink.text)] }
        guard hasShares, let share = cycle.periodogram else { continue }
        text += [Span(" · " + Words.dataOfVariance(percent: NumberFormat.percent(share)), ink.dim)]
      }
      return text
    }
    let brief = StyledText(own.map(\.length).joined(separator: "  "), ink.strong)
    return StyledText.richest(of: [text(hasShares: true), text(hasShares: false), brief], within: columns)
  }

  /// The unit of time in which the curve has a few to a few dozen lags.
  private var unit: (length: Double, words: String) {
    let whole = Double(curve.stride) * Double(curve.stepMilliseconds) * Double(curve.values.count)
    // Steps of months are no whole number of weeks.
    let isMonthly = curve.stepMilliseconds >= Milliseconds.month
    let weeks = isMonthly ? (Milliseconds.month, Words.unitMonths) : (Milliseconds.week, Words.unitWeeks)
    let units = [
      (Milliseconds.year, Words.unitYears), weeks, (Milliseconds.day, Words.unitDays),
      (Milliseconds.hour, Words.unitHours), (Milliseconds.minute, Words.unitMinutes),
      (Milliseconds.second, Words.unitSeconds),
    ].map { (Double($0), $1) }
    return units.first { whole >= 3 * $0.0 } ?? (1, Words.unitMilliseconds)
  }
}

/// Where rows stand in no order: the values of the chosen column.
struct ValuesPanel {
  let state: State
  let ink: Ink

  func draw(on surface: inout Surface, in rect: Rect) {
    let column = state.data.chosenColumn
    let panel = Panel(
      StyledText(Words.dataValuesTitle, ink.title), StyledText(TextWidth.cleaned(column?.name ?? ""), ink.dim))
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let column else { return }
    guard column.levels.isEmpty else {
      let most = Double(column.levels.map(\.count).max() ?? 1)
      let width = min(16, column.levels.map { TextWidth.width(of: $0.text) }.max() ?? 1)
      for (row, level) in column.levels.prefix(inner.height).enumerated() {
        let parts = inner.row(row).splitColumns([.fixed(width), .share(), .fixed(7)], gap: 1)
        surface.put(StyledText(TextWidth.cleaned(level.text), ink.text), in: parts[0], ellipsis: ink.look.ellipsis)
        ProgressBar(Double(level.count) / most, shape: .thin, style: ink.accent).draw(
          on: &surface, in: parts[1], look: ink.look)
        surface.put(StyledText(Numbers.group(level.count), ink.strong), in: parts[2], alignment: .right)
      }
      return
    }
    surface.put(StyledText(Words.dataMeansAlongFile, ink.dim), in: inner.row(0))
    Sparkline(column.spark.map { $0 ?? .nan }, style: ink.accent).draw(
      on: &surface, in: inner.inset(top: 1), look: ink.look)
  }
}

/// Training, validation and test as one bar, with the dates where they begin.
struct SplitBar {
  let ink: Ink
  let report: DataReport

  func draw(on surface: inout Surface, in rect: Rect) {
    guard !report.split.isEmpty else {
      surface.put(
        StyledText(" " + Words.dataNoSplit, ink.dim), in: rect.row(0))
      return
    }
    let styles = [ink.series(0), ink.series(1), ink.series(2)]
    let glyphs: [Unicode.Scalar] = ink.look.isASCII ? ["#", "=", "."] : ["█", "▓", "░"]
    let inner = rect.inset(x: 1)
    var start = 0.0
    for (index, part) in report.split.enumerated() {
      let from = Int((start * Double(inner.width)).rounded())
      start += part.share
      let end = index == report.split.count - 1 ? inner.width : Int((start * Double(inner.width)).rounded())
      let piece = Rect(x: inner.x + from, y: inner.y, width: max(0, end - from), height: 1)
      let label = label(part, brief: piece.width < 22)
      let isLabelled = rect.height == 1
      for x in piece.columns { surface.put(glyphs[min(index, 2)], x: x, y: piece.y, style: styles[min(index, 2)]) }
      let place = isLabelled ? piece.inset(left: 1) : Rect(x: piece.x, y: piece.y + 1, width: piece.width, height: 1)
      let text = isLabelled ? [Span(" ", ink.base)] + label + [Span(" ", ink.base)] : label
      surface.put(StyledText.richest(of: [text, self.label(part, brief: true)], within: place.width), in: place)
    }
  }

  private func label(_ part: SplitReport, brief: Bool) -> StyledText {
    let name = brief ? Words.dataPartBrief(part: part.part) : Words.dataPart(part: part.part)
    var text: StyledText = [Span(name, ink.strong), Span(" \(NumberFormat.percent(part.share))", ink.text)]
    if !brief, let from = part.from { text += [Span("  " + Words.dataPartFrom(date: from), ink.dim)] }
    return text
  }
}
