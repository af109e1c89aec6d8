import Basics
import Canvas
import Telemetry

/// What reconciling gains and loses at each rung: bars around zero, to the left where the error falls and to the right where
/// it grows, with the RMSSE before and after.
struct ReconciliationPanel {
  let state: State
  let ink: Ink

  private struct Line {
    let label: String
    let style: Style
    let before: Double?
    let after: Double?
    /// The share of the error saved; nil where nothing is known.
    let gain: Double?
    let isMean: Bool
  }

  /// On view.
  private var part: ScoredPart { state.shownPart }

  private var reconciliation: ReconciliationState { state.tradeoffs.reconciliation }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(
      StyledText(Words.reconciliationTitle, ink.title),
      PartLabel(state: state, ink: ink).name, isFocused: state.tradeoffsFocus == .reconciliation)
    if let method = reconciliation.method {
      panel.topLeft.append(StyledText(method.name, ink.accent))
    }
    panel.topRight = [hint]
    panel.bottomLeft = [StyledText.richest(of: summaries, within: rect.width - 6)]
    panel.draw(on: &surface, in: rect, look: ink.look)
    let inner = panel.interior(of: rect).inset(x: 1)
    guard let report = reconciliation.report, let method = reconciliation.method else {
      _ = write(Words.reconciliationWaiting, on: &surface, in: inner)
      return
    }
    let used =
      method.refusal.map { write($0, on: &surface, in: inner) }
      ?? draw(lines(report, method), on: &surface, in: inner)
    drawMethods(report, on: &surface, in: inner.inset(top: used + 1))
  }

  private var hint: StyledText {
    if reconciliation.isWaiting { return StyledText(Words.reconciliationRunning, ink.warning) }
    if reconciliation.isStale(in: state) {
      return ink.hint(.reconcile, Words.reconciliationStale, state.keymap)
    }
    return ink.hint(.reconcile, Words.reconciliationNext, state.keymap)
  }

  /// What the bottom border says, the richest first.
  private var summaries: [StyledText] {
    guard let report = reconciliation.report, let method = reconciliation.method, method.refusal == nil else {
      return [""]
    }
    let base = report.meanBase(part).map(Numbers.score) ?? Numbers.missing
    let after = report.meanScore(method, on: part).map(Numbers.score) ?? Numbers.missing
    let mean = StyledText(Words.reconciliationMean(before: base, after: after), ink.text)
    let count = part == .test ? report.origins : report.validationOrigins
    let origins = count < part.leastRanked ? Words.originsNotRanked(origins: count) : Words.origins(origins: count)
    if part == .validation, method.learnsFromErrors {
      let learnt = StyledText("  " + Words.reconciliationInSample, ink.warning)
      return [mean + StyledText("  \(origins)", ink.dim) + learnt, mean + learnt, mean]
    }
    let disagreement =
      report.disagreement[part].map { Words.reconciliationDiffered(percent: Numbers.fixed($0 * 100, 1)) } ?? ""
    return [
      mean + StyledText("  \(origins)  \(disagreement)", ink.dim), mean + StyledText("  \(origins)", ink.dim), mean,
    ]
  }

  /// - Returns: rows used.
  private func write(_ sentence: String, on surface: inout Surface, in rect: Rect) -> Int {
    let lines = Wrapping.lines(sentence, width: rect.width).prefix(rect.height)
    for (row, line) in lines.enumerated() {
      surface.put(StyledText(line, ink.text), in: rect.row(row), ellipsis: ink.look.ellipsis)
    }
    return lines.count
  }

  // MARK: Levels

  private func lines(_ report: ReconciliationReport, _ method: ReconciliationReport.Method) -> [Line] {
    let scores = method.scores(part)
    let levels = report.levels.indices.map { place in
      let level = report.levels[place]
      let index = state.rungs.firstIndex { $0.id == level.rung } ?? 0
      return Line(
        label: TextWidth.cleaned(level.rung.label), style: ink.series(index), before: level.base(part),
        after: scores.indices.contains(place) ? scores[place] : nil,
        gain: report.gain(method, at: place, on: part), isMean: false)
    }
    let mean = Line(
      label: Words.mean, style: ink.strong.with(.bold), before: report.meanBase(part),
      after: report.meanScore(method, on: part),
      gain: report.meanGain(method, on: part), isMean: true)
    return levels + [mean]
  }

  /// - Returns: rows used.
  private func draw(_ lines: [Line], on surface: inout Surface, in rect: Rect) -> Int {
    let label = min(lines.map { TextWidth.width(of: $0.label) }.max() ?? 0, rect.width / 4)
    let showsScores = rect.width >= label + 34
    let scores = showsScores ? 12 : 0
    let percent = 9
    let plot = Rect(
      x: rect.x + label + 1 + scores, y: rect.y, width: rect.width - label - 1 - scores - percent,
      height: rect.height)
    let reach = max(lines.compactMap { $0.gain?.magnitude }.filter(\.isFinite).max() ?? 0, 0.02)
    // The mean stands at the foot, whatever levels must be left out above it.
    let shown = lines.count <= rect.height ? lines : Array(lines.prefix(max(rect.height - 1, 0))) + lines.suffix(1)
    for (place, line) in shown.prefix(rect.height).enumerated() {
      let row = rect.row(place)
      surface.put(StyledText(line.label, line.style), in: row.splitLeft(label).left, ellipsis: ink.look.ellipsis)
      if showsScores {
        surface.put(
          change(of: line), at: Point(rect.x + label + 1, row.y), maxWidth: scores)
      }
      if plot.width >= 5 {
        drawBar(line, reach: reach, on: &surface, in: Rect(x: plot.x, y: row.y, width: plot.width, height: 1))
      }
      surface.put(percentage(of: line), in: row.splitRight(percent).right, alignment: .right)
    }
    return min(shown.count, rect.height)
  }

  private func change(of line: Line) -> StyledText {
    let before = TextWidth.padded(line.before.map(Numbers.score) ?? Numbers.missing, to: 4, .right)
    let after = TextWidth.padded(line.after.map(Numbers.score) ?? Numbers.missing, to: 4, .left)
    return [Span("\(before) → ", ink.dim), Span(after, line.isMean ? ink.strong.with(.bold) : ink.text)]
  }

  private func percentage(of line: Line) -> StyledText {
    guard let gain = line.gain else { return StyledText(Numbers.missing, ink.dim) }
    return StyledText(Self.percent(gain), style(of: gain, isMean: line.isMean))
  }

  /// The change of the error: `−10.8 %` is a gain, `+6.1 %` a loss.
  static func percent(_ gain: Double) -> String {
    let rounded = (gain * 1000).rounded()
    return (rounded < 0 ? "+" : "") + Numbers.fixed(rounded == 0 ? 0 : -gain * 100, gain.magnitude < 1 ? 1 : 0) + " %"
  }

  func style(of gain: Double, isMean: Bool = false) -> Style {
    let style = (gain * 1000).rounded() == 0 ? ink.dim : gain > 0 ? ink.good : ink.bad
    return isMean ? style.with(.bold) : style
  }

  /// Around a line at zero in the middle, in halves of a column.
  private func drawBar(_ line: Line, reach: Double, on surface: inout Surface, in rect: Rect) {
    let arm = (rect.width - 1) / 2
    let zero = rect.x + arm
    surface.put(ink.look.symbol("│", ascii: "|"), at: Point(zero, rect.y), style: ink.dim)
    guard let gain = line.gain, gain.isFinite else { return }
    let halves = Int((min(gain.magnitude / reach, 1) * Double(2 * arm)).rounded())
    let (full, half): (Character, Character) = ink.look.isASCII ? ("#", "#") : ("█", gain > 0 ? "▐" : "▌")
    for column in 0..<(halves + 1) / 2 {
      let sign = column * 2 + 1 == halves ? half : full
      let x = gain > 0 ? zero - 1 - column : zero + 1 + column
      surface.put(String(sign), at: Point(x, rect.y), style: style(of: gain))
    }
  }

  // MARK: Methods

  /// Methods with their means, as many as there is room for, and the chosen one marked among them.
  private func drawMethods(_ report: ReconciliationReport, on surface: inout Surface, in rect: Rect) {
    guard rect.height >= 3 else { return }
    let width = report.methods.map { $0.name.count }.max() ?? 0
    // Explanations on as many lines as they need where there is room for all of them.
    let column = width + 13
    let wrapped = report.methods.map { Wrapping.lines($0.explanation, width: max(rect.width - column, 1)) }
    let hasRoom = wrapped.reduce(0) { $0 + max($1.count, 1) } <= rect.height
    let first = hasRoom ? 0 : max(min(reconciliation.methodIndex, report.methods.count - 1) - rect.height + 1, 0)
    var row = 0
    for (place, method) in report.methods.enumerated().dropFirst(first) where row < rect.height {
      let isShown = place == reconciliation.methodIndex
      var line: StyledText = [
        Span(isShown ? ink.look.symbol("▸", ascii: ">") : " ", ink.accent),
        Span(TextWidth.padded(method.name, to: width + 1, .left), isShown ? ink.strong.with(.bold) : ink.text),
      ]
      if let gain = report.meanGain(method, on: part), method.refusal == nil {
        line.append(TextWidth.padded(Self.percent(gain), to: 9, .right), style(of: gain))
        line.append("  \(hasRoom ? wrapped[place].first ?? "" : method.explanation)", ink.dim)
      } else {
        line.append("  " + Words.reconciliationUnavailable, ink.dim)
      }
      surface.put(line, in: rect.row(row), ellipsis: ink.look.ellipsis)
      row += 1
      guard hasRoom, method.refusal == nil else { continue }
      for more in wrapped[place].dropFirst() {
        surface.put(StyledText(more, ink.dim), in: rect.row(row).inset(left: column))
        row += 1
      }
    }
  }
}
