import Datasets
import Granularity
import Models

/// What `inspect` tells, in the shape of its JSON.
struct Inspection: Encodable {
  struct Column: Encodable {
    let name, type: String
    let missing, distinct: Int
    let minimum, maximum: Float?
    let mean, deviation: Double?
  }
  struct Cycle: Encodable { let column, length: String; let strength: Double }
  struct Finding: Encodable { let what: String; let count: Int; let lines: [Int] }
  struct Rung: Encodable { let grain: String; let bins: Int; let excluded: String? }

  let file, kind: String
  let rows: Int
  let step: String?
  let first, last: String?
  let zone: String?
  let columns: [Column]
  let cycles: [Cycle]
  let findings: [Finding]
  let remarks: [String]
  let horizon: String?
  let ladder: [Rung]

  init(_ dataset: Dataset, _ options: SessionOptions) throws {
    let profile = Profile(of: dataset)
    file = FilePath.name(options.path)
    kind = dataset.kind.rawValue
    rows = profile.rowCount
    columns = profile.columns.map { column in
      Column(
        name: column.name, type: column.kind.rawValue, missing: column.missing, distinct: column.distinct,
        minimum: column.range?.minimum, maximum: column.range?.maximum, mean: column.range?.mean,
        deviation: column.range?.deviation)
    }
    cycles = profile.periods.map { Cycle(column: $0.column, length: $0.label, strength: $0.strength) }
    remarks = dataset.remarks
    findings = Self.findings(dataset)
    guard case .series(let series) = dataset else {
      (step, first, last, zone, horizon) = (nil, nil, nil, nil, nil)
      ladder = try Experiments.open(options).info.rungs.map {
        Rung(grain: $0.id.label, bins: $0.rows, excluded: $0.exclusion)
      }
      return
    }
    step = Grain(of: series.cadence).label
    first = Stamp.text(series.instant(at: 0), in: series.zone)
    last = Stamp.text(series.instant(at: series.count - 1), in: series.zone)
    zone = series.zone == .asWritten ? nil : series.zone.label
    let info = try? Experiments.open(options).info
    horizon = info?.target?.horizonLabel
    ladder = (info?.rungs ?? []).map { Rung(grain: $0.id.label, bins: $0.rows, excluded: $0.exclusion) }
  }

  private static func findings(_ dataset: Dataset) -> [Finding] {
    var findings: [Finding] = []
    func note(_ what: String, _ count: Int, _ lines: [Int]) {
      if count > 0 { findings.append(Finding(what: what, count: count, lines: lines)) }
    }
    if case .series(let series) = dataset {
      let report = series.report
      note("gaps", report.gaps.count, report.gaps.first.map(\.line))
      note("missing rows", report.missingRows, [])
      note("duplicate stamps, left out", report.duplicates.count, report.duplicates.first.map(\.line))
      note("rows out of order, sorted in", report.unordered.count, report.unordered.first.map(\.line))
      note("rows between steps, moved to the nearest", report.offGrid.count, report.offGrid.first.map(\.line))
      note("unreadable stamps, left out", report.badStamps.count, report.badStamps.first.map(\.line))
      note("stamps that the clocks never showed", report.skippedStamps.count, report.skippedStamps.first.map(\.line))
    }
    let report = dataset.fileReport
    note("cells that are no numbers, missing now", report.oddCells.count, report.oddCells.first.map(\.line))
    note("rows with too few or too many cells", report.raggedRows.count, report.raggedRows.first)
    return findings
  }
}

extension Inspection {
  var text: String {
    var lines = ["\(file): \(kind), \(rows) rows"]
    if let step, let first, let last {
      lines.append("From \(first) to \(last), one row each \(step)\(zone.map { ", zone \($0)" } ?? "")")
    }
    for remark in remarks { lines.append("Note: \(remark)") }
    lines.append("")
    lines += columnLines
    if !findings.isEmpty { lines.append("") }
    for finding in findings {
      let place =
        finding.lines.isEmpty
        ? ""
        : " (line \(finding.lines.prefix(5).map(String.init).joined(separator: ", "))\(finding.count > 5 ? ", …" : ""))"
      lines.append("\(finding.count) \(finding.what)\(place)")
    }
    if !cycles.isEmpty {
      lines.append("")
      let text = cycles.prefix(6).map { "\($0.length) (\($0.column), \(ScoreTable.fixed($0.strength, decimals: 2)))" }
      lines.append("Cycles found: " + text.joined(separator: ", "))
    }
    if !ladder.isEmpty {
      lines.append("")
      let rungs = ladder.map { rung in "\(rung.grain) (\(rung.bins))\(rung.excluded == nil ? "" : " ✗")" }
      lines.append("Suggested ladder, with bins: " + rungs.joined(separator: "  "))
      if let horizon { lines.append("Suggested common target: the next \(horizon)") }
      for rung in ladder { if let reason = rung.excluded { lines.append("✗ \(rung.grain): \(reason)") } }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var columnLines: [String] {
    let shown = columns.prefix(24)
    let width = min(28, shown.map(\.name.count).max() ?? 6)
    func pad(_ text: String, _ width: Int) -> String {
      String(text.prefix(width)) + String(repeating: " ", count: max(0, width - text.count))
    }
    func right(_ text: String) -> String { String(repeating: " ", count: max(0, 12 - text.count)) + text }
    func number(_ value: Double?) -> String { value.map { right(shortDecimalDisplay($0)) } ?? right("–") }
    var lines = [
      pad("column", width) + "  type    " + right("least") + right("mean") + right("most") + right("missing")
    ]
    for column in shown {
      lines.append(
        pad(column.name, width) + "  " + pad(column.type, 8) + number(column.minimum.map(Double.init))
          + number(column.mean) + number(column.maximum.map(Double.init)) + right(String(column.missing)))
    }
    if columns.count > shown.count { lines.append("… and \(columns.count - shown.count) columns more") }
    return lines
  }
}

private func shortDecimalDisplay(_ value: Double) -> String {
  value.magnitude >= 1000 || value == value.rounded()
    ? ScoreTable.fixed(value, decimals: value == value.rounded() ? 0 : 1) : ScoreTable.fixed(value, decimals: 3)
}
