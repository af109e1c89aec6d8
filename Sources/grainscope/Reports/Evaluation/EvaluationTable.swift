import Basics
import Telemetry

/// An evaluation as aligned text: for each part the matrix in each measure and the error over seeds, then costs with the
/// Pareto front, and what the seeds say.
struct EvaluationTable {
  let report: EvaluationReport
  let measures: [MatrixMeasure]

  var text: String {
    let parts = report.shown.map { part in ([heading(part)] + tables(part)).joined(separator: "\n") }
    return ([title] + parts + [costs] + [footnotes].filter { !$0.isEmpty }).joined(separator: "\n")
  }

  private var title: String {
    let info = report.info
    let count = report.seeds.count
    let under =
      count == 1 ? Words.evaluationOneSeed(seed: "\(report.seeds[0])") : Words.evaluationSeeds(count: count)
    switch info.target {
    case .forecast(let target):
      return Words.evaluationTitleForecasts(
        target: info.targetName, horizon: target.horizonLabel, recipe: report.recipe.rawValue, seeds: under) + "\n"
    case .classes, .number:
      return Words.evaluationTitleSamples(target: info.targetName, recipe: report.recipe.rawValue, seeds: under) + "\n"
    }
  }

  private func heading(_ part: ScoredPart) -> String { PartHeading(report.info, part).text }

  private func tables(_ part: ScoredPart) -> [String] {
    guard report.rows.contains(where: { ($0[part]?.scores.count ?? 0) > 0 }) else { return [Words.scoreNoModel + "\n"] }
    let matrices =
      switch report.info.target {
      case .forecast(let target): target[part].map { own in measures.map { matrix($0, target, own, part) } } ?? []
      case .classes, .number: [String]()
      }
    return matrices + [errors(part)]
  }

  // MARK: Matrix

  private func matrix(
    _ measure: MatrixMeasure, _ target: ForecastTarget, _ own: ForecastPart, _ part: ScoredPart
  ) -> String {
    let grains = own.naiveMatrix.map(\.grain)
    var rows: [(label: String, scores: [Scores?], cost: Int?)] = report.rows.map { row in
      (row.rung.label, scores(row[part]?.matrix ?? [], grains), report.flaws[row.rung] == nil ? row.epochCost : nil)
    }
    rows += report.refusals.map { ($0.rung.label, scores([], grains), nil) }
    if let seasonal = ScoreTable.seasonal(target) {
      rows.append((seasonal, scores(own.seasonalNaiveMatrix, grains), nil))
    }
    rows.append((Words.scoreNaive, scores(own.naiveMatrix, grains), nil))
    // On validation in both parts: the test part says how good the choice is, and makes none.
    let judged = report.rows.map { scores($0[.validation]?.matrix ?? [], grains) }
    let best = grains.indices.map { column -> Int? in
      // Neither naive forecasts nor what came to nothing under some seed.
      let ranked = judged.indices.compactMap { index -> (row: Int, standing: Standing)? in
        guard let cost = rows[index].cost, let scores = judged[index][column], scores.isRanked else { return nil }
        return measure.value(scores).map { (index, measure.standing($0, cost: cost, place: index)) }
      }
      return ranked.count > 1 ? ranked.min { $0.standing < $1.standing }?.row : nil
    }
    let origins = OriginCells(report.rows.compactMap { $0[part]?.scores }, of: own.origins.count)
    let places = report.rows.map { $0[part]?.scores } + rows.dropFirst(report.rows.count).map { _ in nil }
    let cells = rows.enumerated().map { index, row in
      [row.label]
        + row.scores.enumerated().map { column, scores in
          let value = scores.flatMap(measure.value)
          let text = measure == .mse ? ScoreTable.fiveDigits(value) : ScoreTable.number(value)
          return text + (best[column] == index ? "*" : " ")
        }
        + origins.cell(places[index])
    }
    let counts =
      [Words.evaluationOrigins]
      + own.naiveMatrix.map { "\($0.scores.count)" + ($0.scores.isRanked ? " " : "?") }
    return ScoreTable.aligned(
      [[Words.evaluationMeasure(measure: measure.rawValue)] + grains.map { "\($0.label) " } + origins.head] + cells + [
        counts
      ])
  }

  private func scores(_ matrix: [GrainScores], _ grains: [RungID]) -> [Scores?] {
    grains.map { grain in matrix.first { $0.grain == grain }?.scores }
  }

  // MARK: Seeds and costs

  /// The error that rungs are ranked by, with its interval over seeds, and the band.
  private func errors(_ part: ScoredPart) -> String {
    let seeded = report.seedReport(part)
    let hasBand = report.rows.contains { $0[part]?.scores.band != nil }
    let origins = OriginCells(report.rows.compactMap { $0[part]?.scores }, of: report.info.target.count(part))
    let rows = report.rows.map { row -> [String] in
      let own = seeded.rung(row.rung)
      let half = own?.isUnmoved == true ? Words.evaluationNoInterval : ScoreTable.number(own?.halfWidth)
      let name = isBest(row) ? Words.scoreBest(rung: row.rung.label) : row.rung.label
      return [name, ScoreTable.number(own?.mean), half]
        + (hasBand ? [ScoreTable.bandCell(row[part]?.scores.band)] : []) + origins.cell(row[part]?.scores)
    }
    return ScoreTable.aligned(
      [[Words.scoreGrain, seeded.measure, "±95 %"] + (hasBand ? [Words.scoreBandHeld] : []) + origins.head] + rows
        + baselines(part))
  }

  /// What models of samples have to beat, by the error that rungs are ranked by; the baselines of forecasts
  /// stand in the matrix.
  private func baselines(_ part: ScoredPart) -> [[String]] {
    func row(_ name: String, _ scores: Scores?) -> [String] {
      [name, ScoreTable.number(scores?.error(report.info.target.task)), Words.evaluationNoInterval]
    }
    switch report.info.target {
    case .forecast: return []
    case .classes(let target):
      return [row(Words.scoreCommonestClass, target[part]?.majorityScores(on: part))]
    case .number(let target): return [row(Words.scoreTrainingMean, target[part]?.meanScores)]
    }
  }

  /// The first of several that may be ranked.
  private func isBest(_ row: EvaluationReport.Row) -> Bool {
    report.order.count > 1 && report.order.first == row.rung
  }

  private var costs: String {
    let header = [
      Words.scoreGrain, Words.costMultiplyAdds, Words.costParameters, Words.costSeconds, Words.evaluationFront,
    ]
    let rows = report.rows.map { row in
      [
        row.rung.label, NumberFormat.shortCount(row.multiplyAdds), String(row.parameters),
        NumberFormat.fixed(row.seconds, decimals: 2), row.isOnFront ? "*" : "",
      ]
    }
    return ScoreTable.aligned([header] + rows)
  }

  private var footnotes: String {
    var lines = report.verdicts
    if report.rows.contains(where: isBest) { lines.append(Words.scoreRanked) }
    if let few = ScoreNotes.fewValidation(report.info, runs: report.rows.count) { lines.append(few) }
    lines += report.refusals.map(\.reason)
    lines += report.rows.compactMap { row in
      switch report.flaws[row.rung] {
      case .diverged: Words.evaluationDiverged(rung: row.rung.label)
      case .dead: Words.scoreDead(rung: row.rung.label)
      case nil: nil
      }
    }
    let runs = report.rows.map { (rung: $0.rung, recipe: report.recipe.rawValue) }
    if let shaped = ScoreNotes.shaped(report.info, runs) { lines.append(shaped) }
    if let target = report.info.forecast {
      if target.test.naiveMatrix.count > 1, !measures.isEmpty {
        lines.append(target.hasSeason ? Words.evaluationNaiveExplained : Words.evaluationNaiveAlone)
        if report.rows.count > 1, target.validation != nil { lines.append(Words.evaluationStarExplained) }
      }
      if report.shown.contains(.test), target.test.naiveMatrix.contains(where: { !$0.scores.isRanked }) {
        lines.append(Words.evaluationFewOrigins)
      }
      let without = target.test.seasonalNaiveMatrix.filter { $0.scores.count == 0 }.map(\.grain.label)
      if let season = target.seasonLabel, !without.isEmpty {
        lines.append(Words.scoreSeasonNotWhole(grains: Listing.all(without), season: season))
      }
      if !target.hasSeason { lines.append(Words.scoreWithoutSeason) }
    }
    lines.append(Words.evaluationFrontExplained)
    for rung in report.info.rungs {
      if let reason = rung.exclusion { lines.append(Words.scoreLeftOut(rung: rung.id.label, reason: reason)) }
    }
    return lines.map { $0 + "\n" }.joined() + report.info.notes(report.shown)
  }
}
