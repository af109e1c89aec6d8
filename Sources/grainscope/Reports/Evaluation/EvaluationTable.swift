import Basics
import Telemetry

/// An evaluation as aligned text: the matrix in each measure, costs with the Pareto front, and what the seeds say.
struct EvaluationTable {
  let report: EvaluationReport
  let measures: [MatrixMeasure]

  var text: String {
    let matrices =
      switch report.info.target {
      case .forecast(let target): measures.map { matrix($0, target) }
      case .classes, .number: [String]()
      }
    return ([title] + matrices + [costs] + [footnotes].filter { !$0.isEmpty }).joined(separator: "\n")
  }

  private var title: String {
    let info = report.info
    let seeds = report.seeds.seeds.count
    let under =
      seeds == 1
      ? Words.evaluationOneSeed(seed: "\(report.seeds.seeds[0])") : Words.evaluationSeeds(count: seeds)
    switch info.target {
    case .forecast(let target):
      return Words.evaluationTitleForecasts(
        target: info.targetName, horizon: target.horizonLabel, recipe: report.recipe.rawValue, seeds: under) + "\n"
    case .classes, .number:
      return Words.evaluationTitleSamples(
        target: info.targetName, recipe: report.recipe.rawValue, samples: report.rows.first?.scores.count ?? 0,
        seeds: under) + "\n"
    }
  }

  // MARK: Matrix

  private func matrix(_ measure: MatrixMeasure, _ target: ForecastTarget) -> String {
    let grains = target.naiveMatrix.map(\.grain)
    var rows: [(label: String, values: [Double?], isModel: Bool)] = report.rows.map { row in
      (row.rung.label, values(measure, row.matrix, grains), true)
    }
    rows.append((ScoreTable.seasonal(target), values(measure, target.seasonalNaiveMatrix, grains), false))
    rows.append((Words.scoreNaive, values(measure, target.naiveMatrix, grains), false))
    let best = grains.indices.map { column in
      rows.indices.filter { rows[$0].isModel && rows[$0].values[column] != nil }.min {
        measure.error(rows[$0].values[column] ?? 0) < measure.error(rows[$1].values[column] ?? 0)
      }
    }
    let cells = rows.enumerated().map { index, row in
      [row.label]
        + row.values.enumerated().map { column, value in
          let text = measure == .mse ? ScoreTable.fiveDigits(value) : ScoreTable.number(value)
          return text + (best[column] == index && report.rows.count > 1 ? "*" : " ")
        }
    }
    let counts =
      [Words.evaluationOrigins]
      + target.naiveMatrix.map { "\($0.scores.count)" + ($0.scores.isRanked ? " " : "?") }
    return ScoreTable.aligned(
      [[Words.evaluationMeasure(measure: measure.rawValue)] + grains.map { "\($0.label) " }] + cells + [counts])
  }

  private func values(_ measure: MatrixMeasure, _ matrix: [GrainScores], _ grains: [RungID]) -> [Double?] {
    grains.map { grain in matrix.first { $0.grain == grain }.flatMap { measure.value($0.scores) } }
  }

  // MARK: Costs and seeds

  private var costs: String {
    let header = [
      Words.scoreGrain, report.seeds.measure, "±95 %", Words.evaluationCoverage, Words.costMultiplyAdds,
      Words.costParameters, Words.costSeconds, Words.evaluationFront,
    ]
    let rows = report.rows.map { row -> [String] in
      let seeds = report.seeds.rung(row.rung)
      let half = seeds?.isUnmoved == true ? Words.evaluationNoInterval : ScoreTable.number(seeds?.halfWidth)
      let coverage = row.scores.band.map { NumberFormat.fixed($0.coverage * 100, decimals: 1) + " %" } ?? "–"
      return [
        row.rung.label, ScoreTable.number(seeds?.mean), half, coverage, NumberFormat.shortCount(row.multiplyAdds),
        String(row.parameters), NumberFormat.fixed(row.seconds, decimals: 2), row.isOnFront ? "*" : "",
      ]
    }
    return ScoreTable.aligned([header] + rows)
  }

  private var footnotes: String {
    var lines = report.seeds.verdicts
    if let target = report.info.forecast {
      if target.naiveMatrix.contains(where: { !$0.scores.isRanked }) { lines.append(Words.evaluationFewOrigins) }
      let without = target.seasonalNaiveMatrix.filter { $0.scores.count == 0 }.map(\.grain.label)
      if let season = target.seasonLabel, !without.isEmpty {
        lines.append(Words.scoreSeasonNotWhole(grains: Listing.all(without), season: season))
      }
    }
    lines.append(Words.evaluationFrontExplained)
    for rung in report.info.rungs {
      if let reason = rung.exclusion { lines.append(Words.scoreLeftOut(rung: rung.id.label, reason: reason)) }
    }
    return lines.map { $0 + "\n" }.joined()
  }
}
