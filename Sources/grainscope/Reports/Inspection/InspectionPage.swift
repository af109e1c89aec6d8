import Basics
import Canvas
import Telemetry

/// What `inspect` prints: a ``DataReport`` in sections.
struct InspectionPage {
  private let report: DataReport
  private var page: PlainPage
  /// Where text begins behind a label.
  private static let indent = 12

  /// - Parameter width: of the terminal, in columns; 80 into a pipe.
  init(_ report: DataReport, width: Int, isASCII: Bool) {
    self.report = report
    page = PlainPage(width: min(max(width, 60), 132), isASCII: isASCII)
    addTitle()
    addWarnings()
    addClasses()
    addColumns()
    addTime()
    addFindings()
    addCycles()
    addLadder()
    addSplit()
    addTreatment()
    addReading()
  }

  var text: String { page.text }

  private mutating func addTitle() {
    page.add(report.fileName)
    let content =
      switch report.kind {
      case .series, .stream: Words.inspectSeries(rows: report.rows)
      case .images: images
      case .table: Words.inspectTable(rows: report.rows)
      }
    var facts = [content, Words.inspectColumnCount(count: report.columns.count)]
    if report.bytes > 0 { facts.append(NumberFormat.bytes(report.bytes)) }
    page.add(facts.joined(separator: ", "))
    if let span = report.span { page.add(text(span)) }
    for remark in report.remarks { page.add(Words.inspectNote, remark, indent: Self.indent) }
  }

  private func text(_ span: TimeSpan) -> String {
    guard let zone = span.zone else {
      return Words.inspectSpan(first: span.first, last: span.last, step: span.step)
    }
    return Words.inspectSpanZone(first: span.first, last: span.last, step: span.step, zone: zone)
  }

  /// As `60 000 images of 28×28 pixels, grey`.
  private var images: String {
    guard let pictures = report.pictures else { return Words.inspectImages(count: report.rows) }
    return Words.inspectImagesOfSize(
      count: report.rows, height: "\(pictures.height)", width: "\(pictures.width)", channels: pictures.channels)
  }

  private mutating func addClasses() {
    guard let pictures = report.pictures, !pictures.classes.isEmpty else { return }
    page.section(Words.inspectClassesTitle)
    var counts = pictures.classes.map { "\($0.name) (\(NumberFormat.integer($0.count)))" }
    if pictures.unknown > 0 { counts.append("\(Words.inspectUnknown) (\(NumberFormat.integer(pictures.unknown)))") }
    page.add("\(pictures.classes.count)", counts.joined(separator: ", "), indent: Self.indent)
  }

  private mutating func addWarnings() {
    guard !report.leaks.isEmpty || !report.idle.isEmpty else { return }
    page.section(Words.inspectWarningsTitle)
    for leak in report.leaks.prefix(Self.listed) {
      page.add("! \(Words.inspectLeak)", "\(leak.column) \(leak.what)", indent: Self.indent)
    }
    for idle in report.idle.prefix(Self.listed) {
      page.add("  \(Words.inspectIdle)", "\(idle.column) \(idle.what)", indent: Self.indent)
    }
    let more = max(0, report.leaks.count - Self.listed) + max(0, report.idle.count - Self.listed)
    if more > 0 { page.add("", Words.inspectMore(count: more), indent: Self.indent) }
  }

  private mutating func addTime() {
    guard let span = report.span, let gaps = report.gaps else { return }
    page.section(Words.inspectTimeTitle)
    let share = NumberFormat.percent(
      span.stepShare, decimals: span.stepShare > 0.9995 || span.stepShare < 0.995 ? 0 : 1)
    page.add(Words.inspectStep, Words.inspectStepShare(step: span.step, share: share), indent: Self.indent)
    guard gaps.count > 0 else {
      page.add(Words.inspectGaps, Words.inspectNoGaps, indent: Self.indent)
      return
    }
    page.add(
      Words.inspectGaps, Words.inspectGapCount(gaps: gaps.count, rows: gaps.missingRows), indent: Self.indent)
    if let longest = gaps.longest { page.add(Words.inspectLongest, Self.text(longest), indent: Self.indent) }
    let shown = gaps.first.prefix(5)
    for (index, gap) in shown.enumerated() where gaps.count > 1 {
      page.add(index == 0 ? Words.inspectFirst : "", Self.text(gap), indent: Self.indent)
    }
    if gaps.count > shown.count {
      page.add("", Words.inspectMore(count: gaps.count - shown.count), indent: Self.indent)
    }
  }

  private static func text(_ gap: GapReport.Gap) -> String {
    Words.inspectGap(rows: gap.rows, line: "\(gap.line)", from: gap.from, to: gap.to)
  }

  private mutating func addFindings() {
    guard !report.findings.isEmpty else { return }
    page.section(Words.inspectFindingsTitle)
    for finding in report.findings {
      page.add("\(finding.isLoss ? "!" : "·") \(NumberFormat.integer(finding.count)) \(finding.what)")
      if finding.details.isEmpty, !finding.lines.isEmpty {
        let lines = finding.lines.prefix(8).map(String.init).joined(separator: ", ") + (finding.count > 8 ? ", …" : "")
        page.add("", Words.inspectFindingLines(count: finding.lines.count, lines: lines), indent: 4)
      }
      for detail in finding.details.prefix(5) { page.add("    " + detail) }
      if finding.count > 5, !finding.details.isEmpty {
        page.add("    " + Words.inspectMore(count: finding.count - 5))
      }
    }
  }

  private mutating func addCycles() {
    guard report.span != nil else { return }
    page.section(Words.inspectCyclesTitle)
    guard !report.cycles.isEmpty else {
      page.add(Words.inspectNoCycles)
      return
    }
    var table = PlainTable(columns: [
      .init(heading: Words.inspectCycleLength, alignment: .right),
      .init(heading: Words.inspectCycleRows, alignment: .right), .init(heading: Words.inspectCycleColumn, limit: 20),
      .init(heading: Words.inspectAutocorrelation, alignment: .right),
      .init(heading: Words.inspectPeriodogram, alignment: .right),
    ])
    for cycle in report.cycles {
      table.rows.append([
        cycle.length, NumberFormat.integer(cycle.rows), cycle.column,
        cycle.autocorrelation.map { NumberFormat.fixed($0, decimals: 2) } ?? "–",
        cycle.periodogram.map { Words.inspectOfVariance(share: NumberFormat.percent($0)) } ?? "–",
      ])
    }
    for line in table.lines() { page.add(line) }
  }

  private mutating func addLadder() {
    guard !report.ladder.isEmpty || report.target != nil else { return }
    page.section(Words.inspectSuggestedTitle)
    if let target = report.target {
      page.add(Words.inspectTarget, "\(target.name): \(target.reason)", indent: Self.indent)
    }
    if let horizon = report.horizon {
      page.add(Words.inspectHorizon, "\(horizon.name): \(horizon.reason)", indent: Self.indent)
    }
    if let season = report.season {
      page.add(Words.inspectSeason, "\(season.name): \(season.reason)", indent: Self.indent)
    }
    for (index, rung) in report.ladder.enumerated() {
      let grain = TextWidth.padded(rung.grain, to: 6, .right)
      page.add(
        TextWidth.padded(index == 0 ? Words.inspectLadder : "", to: Self.indent) + grain + "  ",
        text(rung), indent: Self.indent + 8)
      if let reason = rung.exclusion {
        page.add("", Words.inspectNotCompared(reason: reason), indent: Self.indent + 8)
      }
    }
  }

  private func text(_ rung: GrainReport) -> String {
    guard report.span != nil else { return Words.inspectRungSamples(count: rung.bins, reason: rung.reason) }
    return rung.incomplete > 0
      ? Words.inspectRungIncomplete(count: rung.bins, incomplete: rung.incomplete, reason: rung.reason)
      : Words.inspectRungBins(count: rung.bins, reason: rung.reason)
  }

  private mutating func addSplit() {
    guard !report.split.isEmpty else { return }
    page.section(Words.inspectSplitTitle)
    let signs = ["█", "▓", "░"]
    var bar = ""
    for (part, sign) in zip(report.split, signs) {
      bar += String(repeating: sign, count: max(1, Int((part.share * Double(page.width)).rounded())))
    }
    page.add(String(bar.prefix(page.width)))
    for (part, sign) in zip(report.split, signs) {
      let dates = part.from.flatMap { from in part.to.map { "  \(from) → \($0)" } } ?? ""
      page.add(
        "\(sign) \(TextWidth.padded(part.part, to: 10)) \(TextWidth.padded(NumberFormat.percent(part.share), to: 5, .right))"
          + "  \(TextWidth.padded(Words.inspectSplitRows(count: part.rows), to: 14, .right))\(dates)")
    }
  }

  private mutating func addTreatment() {
    guard !report.policies.isEmpty || report.ranking != nil else { return }
    page.section(Words.preparationTitle)
    for policy in report.policies {
      page.add(policy.name, "\(policy.value): \(policy.effect)", indent: Self.indent)
    }
    guard let ranking = report.ranking else { return }
    page.add(Words.inspectRanking, ranking.method, indent: Self.indent)
    for entry in ranking.entries.prefix(20) {
      let bits = Words.inspectBits(bits: NumberFormat.fixed(entry.bits, decimals: 3))
      page.add("  \(entry.isKept ? "✓" : "·") \(bits)  \(entry.column)")
    }
  }

  private mutating func addReading() {
    guard !report.guesses.isEmpty || !report.leftOut.isEmpty else { return }
    page.section(Words.inspectReadingTitle, Words.inspectReadingNote)
    let origins = max(TextWidth.width(of: Words.inspectGiven), TextWidth.width(of: Words.inspectGuess))
    for guess in report.guesses {
      let option = TextWidth.padded("--\(guess.option.rawValue)", to: 14)
      let others = guess.choices.filter { $0 != guess.value }
      page.add(
        "\(TextWidth.padded(guess.option.title, to: 14)) \(TextWidth.padded(guess.value, to: 14))"
          + " \(TextWidth.padded(guess.isGiven ? Words.inspectGiven : Words.inspectGuess, to: origins)) \(option)"
          + (others.isEmpty ? "" : " " + Words.inspectOtherChoices(choices: others.joined(separator: ", "))))
    }
    for column in report.leftOut.prefix(Self.listed) {
      page.add(Words.inspectLeftOut, "\(column.name): \(column.reason)", indent: 15)
    }
  }

  // MARK: Columns

  /// Columns of the file that are listed; a file may have thousands.
  private static let listed = 40

  private mutating func addColumns() {
    let shown = report.columns.prefix(Self.listed)
    page.section(Words.inspectColumnsTitle)
    var table = PlainTable(columns: [
      .init(heading: ""), .init(heading: Words.inspectColumn, limit: max(12, page.width / 5)),
      .init(heading: Words.inspectType), .init(heading: Words.inspectMinimum, alignment: .right),
      .init(heading: Words.inspectMean, alignment: .right), .init(heading: Words.inspectMaximum, alignment: .right),
      .init(heading: Words.inspectMissing, alignment: .right),
      .init(heading: Words.inspectDistinct, alignment: .right),
    ])
    table.ellipsis = page.isASCII ? "~" : "…"
    for column in shown { table.rows.append(Self.cells(column)) }
    let room = page.width - table.widths.reduce(0, +) - 2 * table.widths.count
    let lines = table.lines()
    page.add(lines[0])
    for (line, column) in zip(lines.dropFirst(), shown) {
      page.add(line + "  " + spark(column, width: room))
    }
    if report.columns.count > shown.count {
      page.add(Words.inspectMoreColumns(count: report.columns.count - shown.count))
    }
    for column in shown where !column.levels.isEmpty && report.pictures == nil {
      let levels = column.levels.map { "\($0.text) (\(NumberFormat.integer($0.count)))" }
      let more = column.distinct > column.levels.count ? ", …" : ""
      page.add(column.name, levels.joined(separator: ", ") + more, indent: Self.indent)
    }
  }

  private static func cells(_ column: ColumnReport) -> [String] {
    let spread = (column.maximum ?? .nan) - (column.minimum ?? .nan)
    func number(_ value: Double?) -> String { value.map { Self.number($0, spread: spread) } ?? "–" }
    let missing =
      column.missing == 0
      ? "0"
      : "\(NumberFormat.integer(column.missing)) \(NumberFormat.percent(column.missingShare, decimals: column.missingShare < 0.1 ? 1 : 0))"
    return [
      column.isTarget ? "▸" : " ", column.name, column.type, number(column.minimum),
      number(column.mean), number(column.maximum), missing,
      column.hasMoreDistinct ? "10 000 +" : NumberFormat.integer(column.distinct),
    ]
  }

  /// Five significant digits, whole numbers as they are; more where a column's values differ by little.
  private static func number(_ value: Double, spread: Double) -> String {
    if let text = NumberFormat.distinguishing(value, spread: spread) { return text }
    if value == value.rounded(), value.magnitude < 1e9 { return NumberFormat.integer(Int(value)) }
    let size = value.magnitude
    if size >= 1e7 || size < 1e-4 { return NumberFormat.significant(value, digits: 4) }
    if size >= 1_000 { return NumberFormat.fixed(value, decimals: size >= 10_000 ? 0 : 1, grouping: .space) }
    return NumberFormat.significant(value, digits: 4)
  }

  /// Blocks, or ASCII where the locale shows no more.
  private func spark(_ column: ColumnReport, width: Int) -> String {
    guard width >= 6, !column.spark.isEmpty else { return "" }
    let look = Look(theme: .monochrome, symbols: page.isASCII ? .ascii : .blocks, depth: .monochrome)
    let size = Size(width: min(width, column.spark.count), height: 1)
    var surface = look.surface(size)
    Sparkline(column.spark.map { $0 ?? .nan }).draw(on: &surface, in: surface.bounds, look: look)
    return surface.lines().first ?? ""
  }
}
