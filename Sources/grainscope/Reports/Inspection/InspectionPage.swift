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
    let count = NumberFormat.integer(report.rows)
    page.add("\(report.fileName)")
    var facts =
      switch report.kind {
      case .series, .stream: "a series of \(count) rows"
      case .images: (report.rows == 1 ? "1 image" : "\(count) images") + pictureSize
      case .table: "a table of \(count) samples"
      }
    facts += ", \(NumberFormat.integer(report.columns.count)) column\(report.columns.count == 1 ? "" : "s")"
    if report.bytes > 0 { facts += ", \(NumberFormat.bytes(report.bytes))" }
    page.add(facts)
    if let span = report.span {
      let zone = span.zone.map { ", zone \($0)" } ?? ""
      page.add("from \(span.first) to \(span.last), one row each \(span.step)\(zone)")
    }
    for remark in report.remarks { page.add("note", remark, indent: Self.indent) }
  }

  /// As ` of 28×28 pixels, in colour`.
  private var pictureSize: String {
    guard let pictures = report.pictures else { return "" }
    return " of \(pictures.height)×\(pictures.width) pixels, \(pictures.channels == 1 ? "grey" : "in colour")"
  }

  private mutating func addClasses() {
    guard let pictures = report.pictures, !pictures.classes.isEmpty else { return }
    page.section("Classes")
    var counts = pictures.classes.map { "\($0.name) (\(NumberFormat.integer($0.count)))" }
    if pictures.unknown > 0 { counts.append("unknown (\(NumberFormat.integer(pictures.unknown)))") }
    page.add("\(pictures.classes.count)", counts.joined(separator: ", "), indent: Self.indent)
  }

  private mutating func addWarnings() {
    guard !report.leaks.isEmpty || !report.idle.isEmpty else { return }
    page.section("Look at these columns")
    for leak in report.leaks.prefix(Self.listed) {
      page.add("! leak", "\(leak.column) \(leak.what)", indent: Self.indent)
    }
    for idle in report.idle.prefix(Self.listed) {
      page.add("  idle", "\(idle.column) \(idle.what)", indent: Self.indent)
    }
    let more = max(0, report.leaks.count - Self.listed) + max(0, report.idle.count - Self.listed)
    if more > 0 { page.add("", "and \(NumberFormat.integer(more)) more", indent: Self.indent) }
  }

  private mutating func addTime() {
    guard let span = report.span, let gaps = report.gaps else { return }
    page.section("Time")
    let share = NumberFormat.percent(
      span.stepShare, decimals: span.stepShare > 0.9995 || span.stepShare < 0.995 ? 0 : 1)
    page.add("step", "\(span.step), \(share) of all steps between rows", indent: Self.indent)
    guard gaps.count > 0 else {
      page.add("gaps", "none", indent: Self.indent)
      return
    }
    page.add(
      "gaps", "\(NumberFormat.integer(gaps.count)), together \(NumberFormat.integer(gaps.missingRows)) missing rows",
      indent: Self.indent)
    if let longest = gaps.longest { page.add("longest", Self.words(longest), indent: Self.indent) }
    let shown = gaps.first.prefix(5)
    for (index, gap) in shown.enumerated() where gaps.count > 1 {
      page.add(index == 0 ? "first" : "", Self.words(gap), indent: Self.indent)
    }
    if gaps.count > shown.count {
      page.add("", "and \(NumberFormat.integer(gaps.count - shown.count)) more", indent: Self.indent)
    }
  }

  private static func words(_ gap: GapReport.Gap) -> String {
    "\(NumberFormat.integer(gap.rows)) row\(gap.rows == 1 ? "" : "s") before line \(gap.line), \(gap.from) → \(gap.to)"
  }

  private mutating func addFindings() {
    guard !report.findings.isEmpty else { return }
    page.section("Found in the file")
    for finding in report.findings {
      page.add("\(finding.isLoss ? "!" : "·") \(NumberFormat.integer(finding.count)) \(finding.what)")
      if finding.details.isEmpty {
        let lines = finding.lines.prefix(8).map(String.init).joined(separator: ", ")
        page.add("", "line \(lines)\(finding.count > 8 ? ", …" : "")", indent: 4)
      }
      for detail in finding.details.prefix(5) { page.add("    " + detail) }
      if finding.count > 5, !finding.details.isEmpty {
        page.add("    and \(NumberFormat.integer(finding.count - 5)) more")
      }
    }
  }

  private mutating func addCycles() {
    guard report.span != nil else { return }
    page.section("Cycles")
    guard !report.cycles.isEmpty else {
      page.add("none found by autocorrelation or periodogram")
      return
    }
    var table = PlainTable(columns: [
      .init(heading: "length", alignment: .right), .init(heading: "rows", alignment: .right),
      .init(heading: "column", limit: 20), .init(heading: "autocorrelation", alignment: .right),
      .init(heading: "periodogram", alignment: .right),
    ])
    for cycle in report.cycles {
      table.rows.append([
        cycle.length, NumberFormat.integer(cycle.rows), cycle.column,
        cycle.autocorrelation.map { NumberFormat.fixed($0, decimals: 2) } ?? "–",
        cycle.periodogram.map { NumberFormat.percent($0) + " of variance" } ?? "–",
      ])
    }
    for line in table.lines() { page.add(line) }
  }

  private mutating func addLadder() {
    guard !report.ladder.isEmpty || report.target != nil else { return }
    page.section("Suggested")
    if let target = report.target { page.add("target", "\(target.name): \(target.reason)", indent: Self.indent) }
    if let horizon = report.horizon { page.add("horizon", "\(horizon.name): \(horizon.reason)", indent: Self.indent) }
    for (index, rung) in report.ladder.enumerated() {
      let bins = "\(NumberFormat.integer(rung.bins)) \(report.span == nil ? "samples" : "bins")"
      let lacking = rung.incomplete > 0 ? " (\(NumberFormat.integer(rung.incomplete)) incomplete)" : ""
      let grain = TextWidth.padded(rung.grain, to: 6, .right)
      page.add(
        TextWidth.padded(index == 0 ? "ladder" : "", to: Self.indent) + grain + "  ",
        "\(bins)\(lacking); \(rung.reason)",
        indent: Self.indent + 8)
      if let reason = rung.exclusion {
        page.add("", "✗ not compared: \(reason)", indent: Self.indent + 8)
      }
    }
  }

  private mutating func addSplit() {
    guard !report.split.isEmpty else { return }
    page.section("Split")
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
          + "  \(TextWidth.padded(NumberFormat.integer(part.rows), to: 9, .right)) rows\(dates)")
    }
  }

  private mutating func addTreatment() {
    guard !report.policies.isEmpty || report.ranking != nil else { return }
    page.section("What is done to the data")
    for policy in report.policies {
      page.add(policy.name, "\(policy.value): \(policy.effect)", indent: Self.indent)
    }
    guard let ranking = report.ranking else { return }
    page.add("ranking", ranking.method, indent: Self.indent)
    for entry in ranking.entries.prefix(20) {
      page.add(
        "  \(entry.isKept ? "✓" : "·") \(NumberFormat.fixed(entry.bits, decimals: 3)) bits  \(entry.column)")
    }
  }

  private mutating func addReading() {
    guard !report.guesses.isEmpty || !report.leftOut.isEmpty else { return }
    page.section("How it was read", "say otherwise with the option")
    for guess in report.guesses {
      let option = TextWidth.padded("--\(guess.option.rawValue)", to: 14)
      let others = guess.choices.filter { $0 != guess.value }
      page.add(
        "\(TextWidth.padded(guess.option.title, to: 14)) \(TextWidth.padded(guess.value, to: 14))"
          + " \(guess.isGiven ? "said " : "guess") \(option)"
          + (others.isEmpty ? "" : " or \(others.joined(separator: ", "))"))
    }
    for column in report.leftOut.prefix(Self.listed) {
      page.add("left out", "\(column.name): \(column.reason)", indent: 15)
    }
  }

  // MARK: Columns

  /// Columns of the file that are listed; a file may have thousands.
  private static let listed = 40

  private mutating func addColumns() {
    let shown = report.columns.prefix(Self.listed)
    page.section("Columns")
    var table = PlainTable(columns: [
      .init(heading: ""), .init(heading: "column", limit: max(12, page.width / 5)), .init(heading: "type"),
      .init(heading: "min", alignment: .right), .init(heading: "mean", alignment: .right),
      .init(heading: "max", alignment: .right), .init(heading: "missing", alignment: .right),
      .init(heading: "distinct", alignment: .right),
    ])
    table.ellipsis = page.isASCII ? "~" : "…"
    for column in shown { table.rows.append(Self.cells(column)) }
    let room = page.width - table.widths.reduce(0, +) - 2 * table.widths.count
    let lines = table.lines()
    page.add(lines[0])
    for (line, column) in zip(lines.dropFirst(), shown) {
      page.add(line + "  " + spark(column, width: room))
    }
    if report.columns.count > shown.count { page.add("and \(report.columns.count - shown.count) columns more") }
    for column in shown where !column.levels.isEmpty && report.pictures == nil {
      let words = column.levels.map { "\($0.text) (\(NumberFormat.integer($0.count)))" }
      let more = column.distinct > column.levels.count ? ", …" : ""
      page.add(column.name, words.joined(separator: ", ") + more, indent: Self.indent)
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
