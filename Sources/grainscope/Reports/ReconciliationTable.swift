import Basics
import Models
import Telemetry

/// What reconciling gains and loses, as aligned text: a row a grain, a column a method.
struct ReconciliationTable {
  let report: ReconciliationReport
  let methods: [ReconciliationReport.Method]
  let info: SessionInfo

  var text: String {
    let shown = methods.filter { $0.refusal == nil }
    var rows = [[Words.scoreGrain, Words.reconcileSteps, Words.reconcileBase] + shown.flatMap { [$0.name, ""] }]
    for (place, level) in report.levels.enumerated() {
      rows.append(
        [level.rung.label, "\(level.steps)", ScoreTable.number(level.base)]
          + shown.flatMap {
            [ScoreTable.number($0.scores[place]), Self.change(report.gain($0, at: place))]
          })
    }
    rows.append(
      [Words.reconcileMean, "", ScoreTable.number(report.meanBase)]
        + shown.flatMap { [ScoreTable.number(report.meanScore($0)), Self.change(report.meanGain($0))] })
    return title + "\n" + ScoreTable.aligned(rows) + footnotes
  }

  private var title: String {
    Words.reconcileTitle(
      target: info.targetName, horizon: report.horizonLabel, origins: report.origins,
      validation: report.validationOrigins)
  }

  private var footnotes: String {
    var lines = [
      report.disagreement.map { Words.reconcileDisagreement(share: Self.percent($0)) } ?? Words.reconcileAroundZero
    ]
    let perfect = report.perfectRungs.map(\.label)
    if !perfect.isEmpty { lines.append(Words.reconcileNearlyPerfect(grains: Listing.all(perfect))) }
    for method in methods {
      if let shrinkage = method.shrinkage {
        lines.append(
          Words.reconcileShrinkage(method: method.name, share: NumberFormat.fixed(shrinkage, decimals: 2)))
      }
      if let refusal = method.refusal { lines.append(refusal) }
    }
    for left in report.leftOut { lines.append(Words.scoreLeftOut(rung: left.rung.label, reason: left.reason)) }
    if report.origins < 20 { lines.append(Words.scoreFewOrigins) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// As "−6.3 %": the change of an error, so that minus is better.
  private static func change(_ gain: Double?) -> String {
    guard let gain else { return "–" }
    return (gain < 0 ? "+" : "") + percent(-gain)
  }

  private static func percent(_ share: Double) -> String { NumberFormat.fixed(share * 100, decimals: 1) + " %" }
}

/// The same as JSON.
struct ReconciliationLine: Encodable {
  struct Level: Encodable {
    let grain: String
    let steps: Int
    let base: Double?
  }

  struct Method: Encodable {
    let name: String
    let rmsse: [Double?]
    /// The share of the error saved at each grain, and of the mean.
    let gain: [Double?]
    let meanRMSSE, meanGain, shrinkage: Double?
    let refusal: String?
  }

  struct LeftOut: Encodable { let grain, reason: String }

  let event = "reconciled"
  let file, target, horizon, recipe: String
  let origins, validationOrigins: Int
  let disagreement: Double?
  let meanBase: Double?
  let levels: [Level]
  let methods: [Method]
  let leftOut: [LeftOut]

  init(
    _ report: ReconciliationReport, _ methods: [ReconciliationReport.Method], info: SessionInfo, recipe: Recipe
  ) {
    file = info.fileName
    target = info.targetName
    horizon = report.horizonLabel
    self.recipe = recipe.rawValue
    origins = report.origins
    validationOrigins = report.validationOrigins
    disagreement = report.disagreement
    meanBase = report.meanBase
    levels = report.levels.map { Level(grain: $0.rung.label, steps: $0.steps, base: $0.base) }
    self.methods = methods.map { method in
      Method(
        name: method.name, rmsse: method.scores, gain: method.scores.indices.map { report.gain(method, at: $0) },
        meanRMSSE: report.meanScore(method), meanGain: report.meanGain(method), shrinkage: method.shrinkage,
        refusal: method.refusal)
    }
    leftOut = report.leftOut.map { LeftOut(grain: $0.rung.label, reason: $0.reason) }
  }
}
