import Basics
import Canvas
import Telemetry

/// The final scores of a `train` command as aligned text.
enum ScoreTable {
  static func text(_ tally: TrainTally) -> String {
    let info = tally.info
    let scores: [[String]]
    var classes = ""
    switch info.target {
    case .forecast(let target): scores = forecasts(target, tally)
    case .classes(let target):
      scores =
        [[Words.scoreGrain, Words.scoreAccuracy, Words.scorePrecision, Words.scoreRecall, "F1"]]
        + tally.ordered.flatMap { [classRow($0.record)] + classParts(of: $0.record) }
        + [[Words.scoreMajority, number(target.majorityAccuracy)]]
      classes = ClassTable.text(target, tally)
    case .number(let target):
      scores =
        [[Words.scoreGrain, "RMSE", "MAE", "R²", "sMAPE %"]]
        + tally.ordered.map { [$0.record.plan.rung.label] + numberCells($0.record.evaluation?.scores) }
        + [[Words.scoreTrainingMean] + numberCells(target.meanScores)]
    }
    let cascades = tally.ordered.compactMap { $0.record.evaluation?.cascade.map(CascadeTable.text) }
    let tables =
      [title(info) + "\n" + aligned(scores)] + cascades + [classes, aligned(costs(tally)) + footnotes(tally)]
    return tables.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private static func title(_ info: SessionInfo) -> String {
    switch info.target {
    case .forecast(let target):
      Words.scoreTitleForecasts(
        target: info.targetName, horizon: target.horizonLabel, grain: target.grainLabel,
        origins: target.origins.count)
    case .classes, .number: Words.scoreTitleSamples(target: info.targetName, samples: info.target.count)
    }
  }

  private static func forecasts(_ target: ForecastTarget, _ tally: TrainTally) -> [[String]] {
    let floors = Dictionary(tally.info.rungs.map { ($0.id, $0.floor) }) { first, _ in first }
    let rows = tally.ordered.flatMap { run in
      [forecastRow(run.record, floor: floors[run.record.plan.rung] ?? nil)] + parts(of: run.record, floors)
    }
    let heads = [
      Words.scoreGrain, "RMSSE", Words.scoreFloor, "MASE", Words.scoreSkill, "RMSE", "MAE", "sMAPE %", bandTitle(tally),
    ]
    let baselines = [
      [Words.scoreNaive] + forecastCells(target.naiveScores, floor: nil),
      [seasonal(target)] + forecastCells(target.seasonalNaiveScores, floor: nil),
    ]
    return [heads] + rows + baselines
  }

  /// Seasonal naive with its season.
  static func seasonal(_ target: ForecastTarget) -> String {
    target.seasonLabel.map { Words.scoreSeasonalNaive(season: $0) } ?? Words.scoreNoSeason
  }

  private static func forecastRow(_ record: RunRecord, floor: Double?) -> [String] {
    let scores = record.evaluation?.scores ?? Scores(count: 0, isRanked: false)
    let coverage = scores.band.map { NumberFormat.fixed($0.coverage * 100, decimals: 1) + " %" } ?? "–"
    return [record.plan.rung.label] + forecastCells(scores, floor: floor) + [coverage]
  }

  /// The rungs that a joined run reads, each by itself, with its weight in the joined forecast.
  private static func parts(of record: RunRecord, _ floors: [RungID: Double?]) -> [[String]] {
    (record.evaluation?.parts ?? []).map { part in
      let weight = part.weight.map { " × \(NumberFormat.fixed($0, decimals: 2))" } ?? ""
      return ["  \(part.rung.label)\(weight)"] + forecastCells(part.scores, floor: floors[part.rung] ?? nil)
    }
  }

  private static func forecastCells(_ scores: Scores, floor: Double?) -> [String] {
    [
      number(scores.rmsse), floor.map { number($0) } ?? "", number(scores.mase), number(scores.skill),
      fiveDigits(scores.rmse), fiveDigits(scores.mae), number(scores.smape, decimals: 2),
    ]
  }

  /// As `80 % band`, over the share of test values that it held.
  private static func bandTitle(_ tally: TrainTally) -> String {
    let level = tally.ordered.lazy.compactMap { $0.record.evaluation?.scores.band?.level }.first
    return level.map { Words.scoreBandOf(level: shortDecimal($0 * 100)) } ?? Words.scoreBand
  }

  private static func classRow(_ record: RunRecord) -> [String] {
    let scores = record.evaluation?.scores
    return [
      record.plan.rung.label, number(scores?.accuracy), number(scores?.precision), number(scores?.recall),
      number(scores?.f1),
    ]
  }

  /// The models of a cascade, each by itself, with the share of images that it decides.
  private static func classParts(of record: RunRecord) -> [[String]] {
    (record.evaluation?.parts ?? []).map { part in
      let share = part.weight.map { " × \(NumberFormat.fixed($0, decimals: 2))" } ?? ""
      return [
        "  \(part.rung.label)\(share)", number(part.scores.accuracy), number(part.scores.precision),
        number(part.scores.recall), number(part.scores.f1),
      ]
    }
  }

  private static func numberCells(_ scores: Scores?) -> [String] {
    [fiveDigits(scores?.rmse), fiveDigits(scores?.mae), number(scores?.r2), number(scores?.smape, decimals: 2)]
  }

  private static func costs(_ tally: TrainTally) -> [[String]] {
    let header = [
      Words.scoreGrain, Words.costValidation, Words.costEpochs, Words.costSteps, Words.costMultiplyAdds,
      Words.costParameters, Words.costSeconds,
    ]
    let rows = tally.ordered.map { (cost($0.run, $0.record), perImage($0.record)) }
    switch tally.info.axis {
    case .space: return [header + [Words.costPerImage]] + rows.map { $0.0 + [$0.1] }
    case .time, .rows: return [header] + rows.map(\.0)
    }
  }

  /// What a rung took.
  private static func cost(_ run: RunID, _ record: RunRecord) -> [String] {
    let validation = record.best?.validationLoss ?? record.last?.validationLoss
    return [
      record.plan.rung.label, number(validation.map(Double.init)), String(record.end?.epoch ?? 0),
      String(record.end?.step ?? 0),
      NumberFormat.shortCount(record.end?.multiplyAdds ?? 0), String(record.plan.parameterCount),
      number(record.end?.seconds, decimals: 2),
    ]
  }

  /// What one prediction costs.
  private static func perImage(_ record: RunRecord) -> String {
    NumberFormat.shortCount(
      record.evaluation?.cascade.map { Int($0.point.multiplyAdds) } ?? record.plan.multiplyAddsPerPrediction)
  }

  private static func footnotes(_ tally: TrainTally) -> String {
    var lines: [String] = []
    if let target = tally.info.forecast, !target.naiveScores.isRanked {
      lines.append(Words.scoreFewOrigins)
    }
    if tally.info.rungs.contains(where: { $0.floor != nil }), let target = tally.info.forecast {
      lines.append(Words.scoreFloorExplained(grain: target.grainLabel))
    }
    if let band = tally.ordered.lazy.compactMap({ $0.record.evaluation?.scores.band }).first {
      lines.append(
        Words.scoreBandExplained(level: shortDecimal(band.level * 100), origins: band.origins))
    }
    for rung in tally.info.rungs {
      if let reason = rung.exclusion { lines.append(Words.scoreLeftOut(rung: rung.id.label, reason: reason)) }
    }
    lines += tally.ordered.compactMap { $0.record.divergence.map(\.explanation) }
    return lines.map { $0 + "\n" }.joined()
  }

  /// Cells under each other by their width on a terminal, the first of a row to the left.
  static func aligned(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? TextWidth.width(of: $0[column]) : nil }.max() ?? 0
    }
    return rows.map { row in
      let cells = zip(row, widths).enumerated().map { column, cell in
        TextWidth.padded(cell.0, to: cell.1, column == 0 ? .left : .right)
      }
      return cells.joined(separator: "  ") + "\n"
    }.joined()
  }

  /// A number in the target's own units, with about five digits.
  static func fiveDigits(_ value: Double?) -> String {
    let size = value?.magnitude ?? 0
    // A target of small numbers has small errors, which fixed decimals would show as 0.
    if let value, size > 0, size < 1e-3 { return NumberFormat.significant(value, digits: 5) }
    return number(value, decimals: size >= 1000 ? 1 : size >= 100 ? 2 : size >= 10 ? 3 : 4)
  }

  /// With fixed decimals; a dash where there is none, or none that is finite.
  static func number(_ value: Double?, decimals: Int = 4) -> String {
    value.flatMap { $0.isFinite ? NumberFormat.fixed($0, decimals: decimals) : nil } ?? "–"
  }
}
