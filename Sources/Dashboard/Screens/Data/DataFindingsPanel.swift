import Basics
import Canvas
import Telemetry

/// What was found: leaks, gaps and odd rows with their lines, what is done to the data, and why the ladder is as it is.
struct FindingsPanel {
  let state: State
  let ink: Ink
  let report: DataReport

  private struct Line {
    var text: String
    var style: Style
    var mark: Span
  }

  /// Cases of one kind that are listed; a file may have thousands of columns.
  private static let most = 20

  /// Lines that the panel does not show at the present size.
  static func hiddenLines(_ state: State) -> Int {
    guard let report = state.data.report,
      let rect = DataScreen.rect(of: .findings, state)
    else { return 0 }
    let panel = FindingsPanel(state: state, ink: Ink(Look()), report: report)
    return max(0, panel.lines(width: rect.width - 4).count - (rect.height - 2))
  }

  func draw(on surface: inout Surface, in rect: Rect) {
    var panel = Panel(StyledText(Words.dataFindingsTitle, ink.title), isFocused: state.dataFocus == .findings)
    panel.topLeft.append(summary)
    let inner = panel.interior(of: rect).inset(x: 1)
    let lines = lines(width: inner.width)
    let first = min(state.data.finding, max(0, lines.count - inner.height))
    let shown = first..<min(lines.count, first + max(0, inner.height))
    if shown.count < lines.count {
      panel.bottomRight = [
        StyledText(
          Words.placeOf(place: shown.upperBound, count: lines.count) + " "
            + PredictionsPanel.arrow(shown, of: lines.count), ink.dim)
      ]
    }
    panel.draw(on: &surface, in: rect, look: ink.look)
    for (row, line) in lines[shown].enumerated() {
      surface.put([line.mark, Span(line.text, line.style)], in: inner.row(row), ellipsis: ink.look.ellipsis)
    }
  }

  private var missing: Int { report.columns.reduce(0) { $0 + $1.missing } }

  private var summary: StyledText {
    let losses = report.findings.filter(\.isLoss).reduce(0) { $0 + $1.count }
    var parts: [StyledText] = []
    let leaks = report.leaks.count + audited.count
    if leaks > 0 { parts.append(StyledText(Words.dataLeaks(leaks: leaks), ink.bad)) }
    if let gaps = report.gaps, gaps.count > 0 {
      parts.append(StyledText(Words.dataGaps(gaps: gaps.count), ink.warning))
    }
    if missing > 0, report.gaps?.count ?? 0 == 0 {
      parts.append(StyledText(Words.dataMissingValues(values: missing), ink.warning))
    }
    if losses > 0 { parts.append(StyledText(Words.dataOdd(rows: losses), ink.warning)) }
    guard var text = parts.first else { return StyledText(Words.dataNothingOdd, ink.good) }
    for part in parts.dropFirst() { text = text + [Span(", ", ink.dim)] + part }
    return text
  }

  private func lines(width: Int) -> [Line] {
    var lines: [Line] = []
    func add(_ mark: String, _ markStyle: Style, _ text: String, _ style: Style) {
      let wrapped = Wrapping.lines(TextWidth.cleaned(text), width: max(8, width - 2))
      for (index, line) in wrapped.enumerated() {
        lines.append(Line(text: line, style: style, mark: Span(index == 0 ? mark + " " : "  ", markStyle)))
      }
    }
    for leak in report.leaks.prefix(Self.most) {
      add("!", ink.bad, Words.dataOfColumn(column: leak.column, what: leak.what), ink.bad)
    }
    for finding in audited { add("!", ink.bad, finding.sentence, ink.bad) }
    if let gaps = report.gaps { addGaps(gaps) { add($0, $1, $2, $3) } }
    if missing > 0 {
      let most = report.columns.filter { $0.missing > 0 }.sorted { $0.missing > $1.missing }.prefix(4)
      let shares = most.map { "\($0.name) \(ColumnsPanel.share($0.missingShare))" }
      add(
        "!", ink.warning,
        Words.dataMissingShares(values: missing, columns: shares.joined(separator: ", ")),
        ink.text)
    }
    for finding in report.findings {
      let place =
        finding.details.isEmpty
        ? Words.dataLines(
          count: finding.lines.count, lines: finding.lines.prefix(6).map(String.init).joined(separator: ", "))
        : finding.details.prefix(5).joined(separator: " · ")
      add(
        finding.isLoss ? "!" : "·", finding.isLoss ? ink.warning : ink.dim,
        Words.dataFinding(count: finding.count, what: finding.what, place: place) + (finding.count > 5 ? " …" : ""),
        ink.text)
    }
    addAudit { add($0, $1, $2, $3) }
    if report.leaks.count > Self.most {
      add("!", ink.bad, Words.dataMoreLeaks(count: report.leaks.count - Self.most), ink.bad)
    }
    for idle in report.idle.prefix(Self.most) {
      add("·", ink.dim, Words.dataOfColumn(column: idle.column, what: idle.what), ink.text)
    }
    if report.idle.count > Self.most {
      add("·", ink.dim, Words.dataMoreIdle(count: report.idle.count - Self.most), ink.text)
    }
    for policy in report.policies {
      add(
        "·", ink.accent, Words.dataPolicy(policy: policy.name, value: policy.value, effect: policy.effect), ink.text)
    }
    for run in state.rungs.compactMap({ state.record(of: $0.id) }) {
      guard let omission = run.omission else { continue }
      add("!", ink.warning, Words.ofRung(rung: run.plan.rung.label, what: omission), ink.text)
    }
    if let ranking = report.ranking {
      let order = ranking.entries.prefix(8).map { "\($0.column) \(NumberFormat.fixed($0.bits, decimals: 2))" }
      add("·", ink.accent, Words.dataBits(columns: order.joined(separator: ", ")), ink.text)
    }
    for remark in report.remarks { add("·", ink.dim, remark, ink.dim) }
    if let horizon = report.horizon {
      add("·", ink.dim, Words.dataHorizonBecause(horizon: horizon.name, reason: horizon.reason), ink.dim)
    }
    for rung in report.ladder {
      add("·", ink.dim, Words.dataGrainBecause(grain: rung.grain, reason: rung.reason), ink.dim)
    }
    for column in report.leftOut.prefix(Self.most) {
      add("·", ink.dim, Words.dataLeftOut(column: column.name, reason: column.reason), ink.dim)
    }
    addChecks { add($0, $1, $2, $3) }
    return lines
  }

  /// Findings that are not in the report already.
  private var audited: [AuditReport.Finding] {
    state.data.audit?.findings.filter { $0.check != AuditReport.columnsAhead } ?? []
  }

  private func addAudit(_ add: (String, Style, String, Style) -> Void) {
    guard let audit = state.data.audit else {
      let search =
        switch report.kind.axis {
        case .time: Words.dataAuditFuture
        case .space, .rows: Words.dataAudit
        }
      add("·", ink.dim, search, ink.dim)
      return
    }
    if audit.isClean {
      let finding =
        switch report.kind.axis {
        case .time: Words.dataCleanFuture(comparisons: audit.comparisons)
        case .space, .rows: Words.dataClean(comparisons: audit.comparisons)
        }
      add("✓", ink.good, finding, ink.text)
    } else {
      add("·", ink.dim, Words.dataComparisons(comparisons: audit.comparisons), ink.dim)
    }
    for remark in audit.remarks { add("·", ink.dim, remark, ink.dim) }
  }

  /// What the auditor looked for, with what came of it, also where that is nothing.
  private func addChecks(_ add: (String, Style, String, Style) -> Void) {
    for check in state.data.audit?.checks ?? [] {
      if check.comparisons == 0 {
        add("·", ink.dim, Words.dataCheckIdle(check: check.name, about: check.explanation), ink.dim)
      } else if check.findings == 0 {
        add(
          "✓", ink.good,
          Words.dataCheckClean(check: check.name, comparisons: check.comparisons, about: check.explanation), ink.text)
      } else {
        add(
          "!", ink.bad,
          Words.dataCheckFound(
            check: check.name, findings: check.findings, comparisons: check.comparisons, about: check.explanation),
          ink.text)
      }
    }
  }

  private func addGaps(_ gaps: GapReport, _ add: (String, Style, String, Style) -> Void) {
    guard gaps.count > 0 else {
      add("✓", ink.good, Words.dataNoGaps, ink.text)
      return
    }
    var clauses = [Words.dataGapRows(gaps: gaps.count, rows: gaps.missingRows)]
    if let longest = gaps.longest {
      clauses.append(
        Words.dataLongestGap(
          rows: longest.rows, line: "\(longest.line)", from: "\(longest.from)", to: "\(longest.to)"))
    }
    let others = gaps.first.filter { $0 != gaps.longest }.prefix(4)
    if !others.isEmpty {
      let more = gaps.count > others.count + 1 ? " …" : ""
      clauses.append(
        others.map { Words.dataGap(rows: $0.rows, line: "\($0.line)") }.joined(separator: ", ") + more)
    }
    add("!", ink.warning, clauses.joined(separator: "; "), ink.text)
  }
}
