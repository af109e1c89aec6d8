import Basics
import Models
import Telemetry

/// What reconciling gains and loses, as aligned text: a row a grain, a column a method.
struct ReconciliationTable {
  let report: ReconciliationReport
  let methods: [ReconciliationReport.Method]
  let info: SessionInfo
  /// The parts whose scores may be seen.
  let shown: [ScoredPart]

  var text: String {
    let tables = shown.filter { count($0) > 0 }.map { PartHeading(info, $0, count: count($0)).text + "\n" + table($0) }
    return title + "\n" + tables.joined(separator: "\n") + "\n" + footnotes
  }

  private func count(_ part: ScoredPart) -> Int {
    switch part {
    case .validation: report.validationOrigins
    case .test: report.origins
    }
  }

  /// Methods that stand beside each other in 80 columns.
  private static let across = 2

  private func table(_ part: ScoredPart) -> String {
    let all = methods.filter { $0.refusal == nil }
    return stride(from: 0, to: all.count, by: Self.across)
      .map { table(part, of: Array(all[$0..<min($0 + Self.across, all.count)])) }.joined(separator: "\n")
  }

  private func table(_ part: ScoredPart, of shown: [ReconciliationReport.Method]) -> String {
    var rows = [
      [Words.scoreGrain, Words.reconcileSteps, Words.reconcileBase]
        + shown.flatMap { [Self.isInSample($0, part) ? Words.reconcileInSample(method: $0.name) : $0.name, ""] }
    ]
    for (place, level) in report.levels.enumerated() {
      rows.append(
        [level.rung.label, "\(level.steps)", ScoreTable.number(level.base(part))]
          + shown.flatMap {
            [ScoreTable.number($0.scores(part)[place]), Self.change(report.gain($0, at: place, on: part))]
          })
    }
    rows.append(
      [Words.reconcileMean, "", ScoreTable.number(report.meanBase(part))]
        + shown.flatMap {
          [ScoreTable.number(report.meanScore($0, on: part)), Self.change(report.meanGain($0, on: part))]
        })
    return ScoreTable.aligned(rows)
  }

  /// Whether the method learnt from the errors at the very origins at which it is scored.
  static func isInSample(_ method: ReconciliationReport.Method, _ part: ScoredPart) -> Bool {
    switch part {
    case .validation: method.learnsFromErrors
    case .test: false
    }
  }

  private var title: String {
    guard methods.contains(where: \.learnsFromErrors) else {
      return Words.reconcileTitleAlone(target: info.targetName, horizon: report.horizonLabel)
    }
    return Words.reconcileTitle(
      target: info.targetName, horizon: report.horizonLabel, validation: report.validationOrigins)
  }

  private var footnotes: String {
    var lines: [String] = []
    for part in shown where report.methods.contains(where: { !$0.scores(part).isEmpty }) {
      lines.append(
        report.disagreement[part].map { Words.reconcileDisagreement(part: part.rawValue, share: Self.share($0)) }
          ?? Words.reconcileAroundZero(part: part.rawValue))
    }
    let learnt = methods.filter { $0.refusal == nil && Self.isInSample($0, .validation) }
    lines.append(
      learnt.isEmpty || !shown.contains(.validation)
        ? Words.reconcileSigns : Words.reconcileInSampleExplained(methods: Listing.all(learnt.map(\.name))))
    let perfect = Set(shown.flatMap { report.perfectRungs(on: $0) })
    if !perfect.isEmpty {
      let names = report.levels.map(\.rung).filter(perfect.contains).map(\.label)
      lines.append(Words.reconcileNearlyPerfect(grains: Listing.all(names)))
    }
    for method in methods {
      if let shrinkage = method.shrinkage {
        lines.append(
          Words.reconcileShrinkage(method: method.name, share: NumberFormat.fixed(shrinkage, decimals: 2)))
      }
      if let refusal = method.refusal { lines.append(refusal) }
    }
    for left in report.leftOut { lines.append(Words.scoreLeftOut(rung: left.rung.label, reason: left.reason)) }
    if shown.contains(.test), report.origins < ScoredPart.test.leastRanked { lines.append(Words.scoreFewOrigins) }
    return lines.map { $0 + "\n" }.joined() + info.notes(shown)
  }

  /// As "−6.3 %": the change of an error, so that minus is better. What is shown as 0 is neither gain nor loss.
  static func change(_ gain: Double?) -> String {
    guard let gain else { return "–" }
    let shown = percent(-gain)
    return (gain < 0 && shown != percent(0) ? "+" : "") + shown
  }

  /// To two digits where it is below a tenth of a percent, so that what is small is not nothing.
  private static func share(_ share: Double) -> String {
    0 < share && share < 1e-3 ? NumberFormat.significant(share * 100, digits: 2) + " %" : percent(share)
  }

  private static func percent(_ share: Double) -> String { NumberFormat.fixed(share * 100, decimals: 1) + " %" }
}
