import Basics
import Telemetry

/// An evaluation as one JSON object.
struct EvaluationFields: Encodable {
  struct Rung: Encodable {
    let rung, recipe: String
    /// Among the rungs by the mean validation error, from 1; nil where it is not ranked.
    let rank: Int?
    let validation, test: OrNull<Part>?
    let seedChangesNothing: Bool
    let parameters, multiplyAdds: Int
    let seconds: Double
    let paretoFront: Bool
  }

  /// Means over seeds of the scores on one part, and of the error that rungs are ranked by each seed's value.
  struct Part: Encodable {
    private let scores: PartFields
    /// Half the 95 % interval of the mean.
    private let mean: Double
    private let halfWidth: Double?
    private let errors: [Double]
    private let likeBest: Bool?
    private let predictions: [SeedPredictions]?

    private enum Key: String, CodingKey { case mean, halfWidth, errors, likeBest, predictions }

    init?(
      _ report: EvaluationReport, _ row: EvaluationReport.Row, _ part: ScoredPart, withPredictions: Bool
    ) {
      guard let own = row[part], let seeded = report.seedReport(part).rung(row.rung) else { return nil }
      scores = PartFields(own.scores, matrix: own.matrix, part, report.info)
      (mean, halfWidth, errors, likeBest) = (seeded.mean, seeded.halfWidth, seeded.errors, seeded.isLikeBest)
      predictions = withPredictions ? own.judged.compactMap { SeedPredictions($0, part, report.info) } : nil
    }

    func encode(to encoder: any Encoder) throws {
      try scores.encode(to: encoder)
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(mean, forKey: .mean)
      try container.encodeIfPresent(halfWidth, forKey: .halfWidth)
      try container.encode(errors, forKey: .errors)
      try container.encodeIfPresent(likeBest, forKey: .likeBest)
      try container.encodeIfPresent(predictions, forKey: .predictions)
    }
  }

  /// What was predicted under one seed.
  struct SeedPredictions: Encodable {
    struct Column: Encodable {
      let grain: RungID
      let predicted: PredictedValues?
    }

    let seed: UInt64
    let predicted: PredictedValues?
    let matrix: [Column]?

    init?(_ judged: (seed: UInt64, part: JudgedPart), _ part: ScoredPart, _ info: SessionInfo) {
      guard let fields = PredictionFields(judged.part, part, info) else { return nil }
      seed = judged.seed
      predicted = fields.predicted
      matrix = MatrixFields.of(judged.part.matrix, fields)?.map { Column(grain: $0.grain, predicted: $0.predicted) }
    }
  }

  /// Of the best rung of each part.
  struct Differences: Encodable {
    let validation, test: [OriginDifference]?

    init(_ report: EvaluationReport) {
      func own(_ part: ScoredPart) -> [OriginDifference]? {
        report.shown.contains(part) ? report.seedReport(part).differences : nil
      }
      (validation, test) = (own(.validation), own(.test))
    }
  }

  let file, target: String
  let horizon, evaluationGrain: String?
  /// Of a forecast; null where none is found.
  let season: OrNull<String>?
  let measure: String
  let rankedBy = ScoredPart.validation
  let seeds: [UInt64]
  /// What happened on each part, beside predictions.
  let validation, test: OrNull<PlaceFields>?
  let rungs: [Rung]
  /// Rungs without scores.
  let refused: [Refusal]
  let baselines: Baselines
  /// Of root mean squared scaled errors at the same origins.
  let differences: Differences
  let verdicts: [String]
  let remarks: [String]
  let excluded: [String: String]

  init(_ report: EvaluationReport, withPredictions: Bool) {
    let info = report.info
    let places = BothParts(withPredictions ? report.shown : []) { PlaceFields(info, $0, withActual: true) }
    validation = places.validation
    test = places.test
    file = info.fileName
    target = info.targetName
    horizon = info.forecast?.horizonLabel
    evaluationGrain = info.forecast?.grainLabel
    season = info.forecast.map { OrNull($0.seasonLabel) }
    measure = info.target.task.errorName
    seeds = report.seeds
    rungs = report.rows.map { row in
      let parts = BothParts(report.shown) { Part(report, row, $0, withPredictions: withPredictions) }
      let seeded = report.seedReport(.test).rung(row.rung)
      return Rung(
        rung: row.rung.label, recipe: seeded?.recipe ?? report.recipe.rawValue,
        rank: report.order.firstIndex(of: row.rung).map { $0 + 1 }, validation: parts.validation, test: parts.test,
        seedChangesNothing: seeded?.isUnmoved == true, parameters: row.parameters, multiplyAdds: row.multiplyAdds,
        seconds: row.seconds, paretoFront: row.isOnFront)
    }
    refused = report.refusals
    baselines = Baselines(info, report.shown)
    differences = Differences(report)
    verdicts = report.verdicts
    remarks = info.remarks(report.shown)
    excluded = Dictionary(
      info.rungs.compactMap { rung in rung.exclusion.map { (rung.id.label, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
