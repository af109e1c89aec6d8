import Dashboard
import Glibc
import Telemetry

/// A stranger's file as the Data screen tells of it: wide signs in names, gaps, odd cells, a leaking column.
enum DataStory {
  static let fileName = "需求-😀.csv"

  /// One leak that the report tells already, and one that only the auditor finds.
  static let audit = AuditReport(
    checks: [
      AuditReport.Check(
        name: "time stamps", explanation: "the newest row behind every input", comparisons: 1_629_659, findings: 0),
      AuditReport.Check(
        name: AuditReport.columnsAhead, explanation: "columns and later targets", comparisons: 2_880, findings: 1),
      AuditReport.Check(name: "moving means", explanation: "columns and means ahead", comparisons: 5_120, findings: 1),
    ],
    findings: [
      AuditReport.Finding(check: AuditReport.columnsAhead, sentence: "told in the report"),
      AuditReport.Finding(
        check: "moving means",
        sentence: "glatt is the mean of 7 rows of load, 3 of them later than its own row; leave it out."),
    ], remarks: [])

  static let cleanAudit = AuditReport(
    checks: audit.checks.map { check in
      var check = check
      check.findings = 0
      return check
    } + [
      AuditReport.Check(name: "scaled before", explanation: "all rows and training rows", comparisons: 0, findings: 0)
    ],
    findings: [], remarks: [])

  static let report: DataReport = {
    var report = DataReport(fileName: fileName, kind: .series, rows: 2_880, bytes: 127_000)
    report.span = TimeSpan(
      step: "1h", stepShare: 0.999, first: "2021-03-01 00:00", last: "2021-06-28 23:00", zone: nil)
    report.columns = [
      column("电力负荷", 715.5, 1_685.8, 0, isTarget: true), column("Temperatur °C", -0.97, 20.99, 57),
      column("Last kWh", 357.8, 842.9, 47), column("konstant", 7, 7, 0), column("風速 m/s", 0, 33.25, 1_200),
    ]
    report.guesses = [
      DataChoice(option: .kind, value: "series", isGiven: false, choices: ["series", "table", "images"]),
      DataChoice(
        option: .separator, value: "semicolon", isGiven: false, choices: ["comma", "semicolon", "tab", "pipe"]),
      DataChoice(option: .decimal, value: "comma", isGiven: true, choices: ["point", "comma"]),
      DataChoice(option: .dayFirst, value: "yes", isGiven: false, choices: ["yes", "no"]),
      DataChoice(option: .zone, value: "as written", isGiven: false, choices: ["as written", "UTC", "Asia/Tokyo"]),
    ]
    report.treatments = [
      DataChoice(option: .gaps, value: "leave-out", isGiven: false, choices: ["leave-out", "interpolate:3"]),
      DataChoice(option: .clip, value: "off", isGiven: false, choices: ["off", "3", "6"]),
    ]
    let longest = GapReport.Gap(line: 1_497, from: "2021-05-02 11:00", to: "2021-05-04 04:00", rows: 40)
    report.gaps = GapReport(
      count: 3, missingRows: 47, longest: longest,
      first: [.init(line: 702, from: "2021-03-30 03:00", to: "2021-03-30 09:00", rows: 5), longest])
    report.findings = [
      Finding(
        what: "odd cells, missing now", count: 2, lines: [897, 997],
        details: ["line 897, 电力负荷: “n.v.” is not a number", "line 997, Temperatur °C: “kaputt” is not a number"]),
      Finding(what: "duplicate stamps, left out", count: 1, lines: [12], details: ["line 12: 2021-03-01 10:00"]),
    ]
    report.leaks = [
      ColumnWarning(column: "Last kWh", what: "follows from the target in the same row (correlation 1.0)")
    ]
    report.idle = [ColumnWarning(column: "konstant", what: "has one value in every row and tells nothing")]
    report.cycles = [
      CycleReport(column: "电力负荷", length: "1 d", rows: 24, autocorrelation: 0.92, periodogram: 0.8),
      CycleReport(column: "电力负荷", length: "1 w", rows: 168, autocorrelation: 0.97, periodogram: 0.13),
    ]
    report.autocorrelation = AutocorrelationCurve(
      column: "电力负荷", stride: 2, values: (0..<200).map(correlation), stepMilliseconds: 3_600_000)
    report.target = Reasoned("电力负荷", "the first column of numbers that varies")
    report.horizon = Reasoned("1d", "the longest usual one that leaves 20 origins in the test part, to rank by")
    report.ladder = zip(DemandStory.labels, [2_880, 1_440, 480, 120, 18]).map { rung($0, $1) }
    report.split = [
      SplitReport(part: "training", rows: 1_728, share: 0.6, from: "2021-03-01 00:00", to: "2021-05-12 00:00"),
      SplitReport(part: "validation", rows: 432, share: 0.15, from: "2021-05-12 00:00", to: "2021-05-30 00:00"),
      SplitReport(part: "test", rows: 720, share: 0.25, from: "2021-05-30 00:00", to: "2021-06-29 00:00"),
    ]
    report.policies = [
      PolicyReport(
        name: "gaps", value: "leave-out", effect: "windows that touch one of the 151 missing values are left out",
        isDefault: true)
    ]
    report.remarks = ["stamps carry no zone and are taken as written"]
    return report
  }()

  static let sources = [
    DataSource(name: fileName, path: "/data/\(fileName)"), DataSource(name: "zähler.csv", path: "/data/zähler.csv"),
    DataSource(name: "demand.csv", path: "/samples/demand.csv", about: "half-hourly electricity demand"),
  ]

  private static func correlation(_ lag: Int) -> Double {
    let day = cos(Double(lag) / 12 * 2 * .pi)
    let week = cos(Double(lag) / 84 * 2 * .pi)
    return Double(0.7 * day + 0.3 * week)
  }

  private static func column(
    _ name: String, _ low: Double, _ high: Double, _ missing: Int, isTarget: Bool = false
  ) -> ColumnReport {
    ColumnReport(
      name: name, type: "number", missing: missing, missingShare: Double(missing) / 2_880, distinct: 2_434,
      minimum: low, maximum: high, mean: Double(low + high) / 2, deviation: Double(high - low) / 4,
      spark: (0..<48).map { $0 % 17 == 3 && missing > 50 ? nil : (high - low) * Double(sin(Double($0) / 3)) },
      isTarget: isTarget)
  }

  private static func rung(_ grain: String, _ bins: Int) -> GrainReport {
    let points = min(bins, 320)
    let width = Double(bins) / 2_880 * 150
    let means: [Double] = (0..<points).map { point in
      let phase = Double(point) / Double(points) * 40
      return Double(1_200 + 300 * sin(phase))
    }
    return GrainReport(
      grain: grain, bins: bins, incomplete: bins < 500 ? 6 : 0,
      reason: "averages \(2_880 / bins) rows; 24 bins a cycle of 1 d",
      exclusion: grain == "1w" ? "a day is not a whole number of weeks" : nil, lows: means.map { $0 - width },
      means: means, highs: means.map { $0 + width })
  }
}

extension Scene {
  static let dataMessages: [Message] = {
    let story = DemandStory(name: DataStory.fileName)
    var messages = story.training()
    var session = story.session
    session.targetName = "电力负荷"
    messages[0] = .session(session)
    return messages + [.report(DataStory.report), .audit(DataStory.cleanAudit), .sources(DataStory.sources)]
  }()

  static let data = Scene("data", story, dataMessages, keys: [.character("3")])
  static let dataOptions = Scene(
    "data-options", story, dataMessages, keys: [.character("3"), .tab, .down, .down, .right])
}
