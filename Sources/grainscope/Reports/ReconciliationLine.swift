import Basics
import Models
import Telemetry

/// What reconciling gains and loses, as JSON.
struct ReconciliationLine: Encodable {
  struct Level: Encodable {
    let grain: String
    let steps: Int
  }

  /// A method on one part.
  struct Scored: Encodable {
    let rmsse: [Double?]
    /// The share of the error saved at each grain, and of the mean.
    let gain: [Double?]
    let meanRMSSE, meanGain: Double?
    /// The method learnt from the errors at these very origins, so that its scores here are better than they will be.
    let inSample: Bool
    /// `[levels][origins][steps]`
    let predicted: [[[Double]]]?
  }

  struct Method: Encodable {
    let name: String
    let validation, test: OrNull<Scored>?
    let shrinkage: Double?
    let refusal: String?
  }

  /// The forecasts of one part before they are made to add up.
  struct Part: Encodable {
    let origins: Int
    /// RMSSE at each grain.
    let base: [Double?]
    let meanBase: Double?
    /// By how much coarse forecasts differed from what the finest give.
    let disagreement: Double?
    /// Those at which every level has a forecast and its actual values.
    let originTimes: [String]?
    /// `[levels][origins][steps]`
    let predicted, actual: [[[Double]]]?
  }

  struct LeftOut: Encodable { let grain, reason: String }

  let event = "reconciled"
  let file, target, horizon, recipe: String
  /// Null where none is found.
  let season: OrNull<String>
  let validation, test: OrNull<Part>?
  let levels: [Level]
  let methods: [Method]
  let leftOut: [LeftOut]
  let remarks: [String]

  init(
    _ report: ReconciliationReport, _ methods: [ReconciliationReport.Method], info: SessionInfo, recipe: Recipe,
    shown: [ScoredPart]
  ) {
    file = info.fileName
    target = info.targetName
    horizon = report.horizonLabel
    season = OrNull(info.forecast?.seasonLabel)
    self.recipe = recipe.rawValue
    let parts = BothParts(shown) { part -> Part? in
      let origins =
        switch part {
        case .validation: report.validationOrigins
        case .test: report.origins
        }
      guard origins > 0 else { return nil }
      let kept = report.forecasts[part]
      return Part(
        origins: origins, base: report.levels.map { $0.base(part) }, meanBase: report.meanBase(part),
        disagreement: report.disagreement[part],
        originTimes: kept.map { Self.times(of: $0.origins, part, info) }, predicted: kept?.base, actual: kept?.actual)
    }
    validation = parts.validation
    test = parts.test
    levels = report.levels.map { Level(grain: $0.rung.label, steps: $0.steps) }
    self.methods = methods.map { method in
      let scored = BothParts(shown) { part in
        let scores = method.scores(part)
        return scores.isEmpty
          ? nil
          : Scored(
            rmsse: scores, gain: scores.indices.map { report.gain(method, at: $0, on: part) },
            meanRMSSE: report.meanScore(method, on: part), meanGain: report.meanGain(method, on: part),
            inSample: ReconciliationTable.isInSample(method, part),
            predicted: report.forecasts[part]?.reconciled[method.name])
      }
      return Method(
        name: method.name, validation: scored.validation, test: scored.test, shrinkage: method.shrinkage,
        refusal: method.refusal)
    }
    remarks = info.remarks(shown)
    leftOut = report.leftOut.map { LeftOut(grain: $0.rung.label, reason: $0.reason) }
  }

  private static func times(of origins: [Instant], _ part: ScoredPart, _ info: SessionInfo) -> [String] {
    guard let common = info.forecast?[part] else { return [] }
    let known = Dictionary(uniqueKeysWithValues: zip(common.origins, common.originTimes))
    return origins.compactMap { known[$0] }
  }
}
