import Telemetry

/// An evaluation as one JSON object.
struct EvaluationFields: Encodable {
  struct Rung: Encodable {
    let rung, recipe: String
    /// Of the error at the common target: its mean over seeds, half its 95 % interval, and each seed's value.
    let mean: Double
    let halfWidth: Double?
    let errors: [Double]
    let seedChangesNothing: Bool
    let likeBest: Bool?
    let scores: Scores
    let matrix: [GrainScores]
    let parameters, multiplyAdds: Int
    let seconds: Double
    let paretoFront: Bool
  }

  let file, target: String
  let horizon, evaluationGrain: String?
  let measure: String
  let seeds: [UInt64]
  let rungs: [Rung]
  let naive, seasonalNaive: [GrainScores]?
  let verdicts: [String]
  let excluded: [String: String]

  init(_ report: EvaluationReport) {
    let info = report.info
    file = info.fileName
    target = info.targetName
    horizon = info.forecast?.horizonLabel
    evaluationGrain = info.forecast?.grainLabel
    measure = report.seeds.measure
    seeds = report.seeds.seeds
    rungs = report.rows.compactMap { row in
      guard let seeded = report.seeds.rung(row.rung) else { return nil }
      return Rung(
        rung: row.rung.label, recipe: seeded.recipe, mean: seeded.mean, halfWidth: seeded.halfWidth,
        errors: seeded.errors, seedChangesNothing: seeded.isUnmoved, likeBest: seeded.isLikeBest,
        scores: row.scores, matrix: row.matrix, parameters: row.parameters,
        multiplyAdds: row.multiplyAdds, seconds: row.seconds, paretoFront: row.isOnFront)
    }
    naive = info.forecast?.test.naiveMatrix
    seasonalNaive = info.forecast?.test.seasonalNaiveMatrix
    verdicts = report.seeds.verdicts
    excluded = Dictionary(
      info.rungs.compactMap { rung in rung.exclusion.map { (rung.id.label, $0) } },
      uniquingKeysWith: { first, _ in first })
  }
}
