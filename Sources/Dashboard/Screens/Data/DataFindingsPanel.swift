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

  /// Cases of one kind that are told; a file may have thousands of columns.
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
    var panel = Panel(StyledText("Findings", ink.title), isFocused: state.dataFocus == .findings)
    panel.topLeft.append(summary)
    let inner = panel.interior(of: rect).inset(x: 1)
    let lines = lines(width: inner.width)
    let first = min(state.data.finding, max(0, lines.count - inner.height))
    let shown = first..<min(lines.count, first + max(0, inner.height))
    if shown.count < lines.count {
      panel.bottomRight = [
        StyledText("\(shown.upperBound) of \(lines.count) \(PredictionsPanel.arrow(shown, of: lines.count))", ink.dim)
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
    if leaks > 0 { parts.append(StyledText("\(leaks) leak\(leaks == 1 ? "" : "s")", ink.bad)) }
    if let gaps = report.gaps, gaps.count > 0 {
      parts.append(StyledText("\(Numbers.group(gaps.count)) gap\(gaps.count == 1 ? "" : "s")", ink.warning))
    }
    if missing > 0, report.gaps?.count ?? 0 == 0 {
      parts.append(StyledText("\(Numbers.group(missing)) missing", ink.warning))
    }
    if losses > 0 { parts.append(StyledText("\(Numbers.group(losses)) odd", ink.warning)) }
    guard var text = parts.first else { return StyledText("nothing odd", ink.good) }
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
    for leak in report.leaks.prefix(Self.most) { add("!", ink.bad, "\(leak.column) \(leak.what)", ink.bad) }
    for finding in audited { add("!", ink.bad, finding.sentence, ink.bad) }
    if let gaps = report.gaps { addGaps(gaps) { add($0, $1, $2, $3) } }
    if missing > 0 {
      let most = report.columns.filter { $0.missing > 0 }.sorted { $0.missing > $1.missing }.prefix(4)
      let shares = most.map { "\($0.name) \(ColumnsPanel.share($0.missingShare))" }
      add(
        "!", ink.warning,
        "\(Numbers.group(missing)) values missing, with those of gaps: \(shares.joined(separator: ", "))",
        ink.text)
    }
    for finding in report.findings {
      let place =
        finding.details.isEmpty
        ? "line \(finding.lines.prefix(6).map(String.init).joined(separator: ", "))"
        : finding.details.prefix(5).joined(separator: " · ")
      add(
        finding.isLoss ? "!" : "·", finding.isLoss ? ink.warning : ink.dim,
        "\(Numbers.group(finding.count)) \(finding.what): \(place)\(finding.count > 5 ? " …" : "")", ink.text)
    }
    addAudit { add($0, $1, $2, $3) }
    if report.leaks.count > Self.most { add("!", ink.bad, "and \(report.leaks.count - Self.most) leaks more", ink.bad) }
    for idle in report.idle.prefix(Self.most) { add("·", ink.dim, "\(idle.column) \(idle.what)", ink.text) }
    if report.idle.count > Self.most {
      add("·", ink.dim, "and \(report.idle.count - Self.most) columns more that say nothing", ink.text)
    }
    for policy in report.policies { add("·", ink.accent, "\(policy.name) \(policy.value): \(policy.effect)", ink.text) }
    if let ranking = report.ranking {
      let order = ranking.entries.prefix(8).map { "\($0.column) \(NumberFormat.fixed($0.bits, decimals: 2))" }
      add("·", ink.accent, "bits about the target: \(order.joined(separator: ", "))", ink.text)
    }
    for remark in report.remarks { add("·", ink.dim, remark, ink.dim) }
    if let horizon = report.horizon { add("·", ink.dim, "horizon \(horizon.name): \(horizon.reason)", ink.dim) }
    for rung in report.ladder {
      add("·", ink.dim, "grain \(rung.grain): \(rung.reason)", ink.dim)
    }
    for column in report.leftOut.prefix(Self.most) {
      add("·", ink.dim, "\(column.name) is left out: \(column.reason)", ink.dim)
    }
    return lines
  }

  /// Findings that the report does not tell already.
  private var audited: [AuditReport.Finding] {
    state.data.audit?.findings.filter { $0.check != AuditReport.columnsAhead } ?? []
  }

  private func addAudit(_ add: (String, Style, String, Style) -> Void) {
    guard let audit = state.data.audit else {
      let search =
        switch report.kind.axis {
        case .time: "looking for knowledge of the future …"
        case .space, .rows: "looking for leaks …"
        }
      add("·", ink.dim, search, ink.dim)
      return
    }
    let comparisons = Numbers.group(audit.comparisons)
    if audit.isClean {
      let checks = audit.checks.map(\.name).joined(separator: ", ")
      let finding =
        switch report.kind.axis {
        case .time: "nothing knows the future"
        case .space, .rows: "nothing gives the answer away"
        }
      add("✓", ink.good, "\(finding): \(comparisons) comparisons (\(checks))", ink.text)
    } else {
      add("·", ink.dim, "\(comparisons) comparisons for leaks; grainscope audit tells each check", ink.dim)
    }
    for remark in audit.remarks { add("·", ink.dim, remark, ink.dim) }
  }

  private func addGaps(_ gaps: GapReport, _ add: (String, Style, String, Style) -> Void) {
    guard gaps.count > 0 else {
      add("✓", ink.good, "no gaps: every row of the grid is there", ink.text)
      return
    }
    var text =
      "\(Numbers.group(gaps.count)) gap\(gaps.count == 1 ? "" : "s"), \(Numbers.group(gaps.missingRows)) rows missing"
    if let longest = gaps.longest {
      text += "; longest \(Numbers.group(longest.rows)) before line \(longest.line), \(longest.from) → \(longest.to)"
    }
    let others = gaps.first.filter { $0 != gaps.longest }.prefix(4)
    if !others.isEmpty {
      text += "; \(others.map { "\($0.rows) before line \($0.line)" }.joined(separator: ", "))"
      if gaps.count > others.count + 1 { text += " …" }
    }
    add("!", ink.warning, text, ink.text)
  }
}
