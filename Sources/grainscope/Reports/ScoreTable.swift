import Basics
import Canvas
import Telemetry

/// The final scores of a `train` command as aligned text: a table a part, ranked by validation, then what it cost.
struct ScoreTable {
  private let info: SessionInfo
  /// Best first by validation scores, those that are not ranked behind them in the order of the ladder.
  private let records: [RunRecord]
  /// In the order of the ladder.
  private let tally: TrainTally
  /// The parts whose scores may be seen.
  private let shown: [ScoredPart]
  /// How many of ``records`` are ranked.
  private let rankedCount: Int

  init(_ tally: TrainTally, shown: [ScoredPart]) {
    self.tally = tally
    self.shown = shown
    info = tally.info
    let all = tally.ordered.map(\.record)
    let ranked = RunScores.ranking(all, by: .validation, info.target.task).map(\.run)
    let best = Set(ranked.map(\.plan.run))
    records = ranked + all.filter { !best.contains($0.plan.run) }
    rankedCount = ranked.count
  }

  /// Without a model nothing is to be held against the baselines.
  var text: String {
    guard !records.isEmpty else { return "" }
    let tables = shown.compactMap { part in info.target.count(part) > 0 ? table(part) : nil }
    let cascadePart = shown.first { info.target.count($0) > 0 } ?? .validation
    let cascades = records.compactMap {
      $0.evaluation?[cascadePart]?.cascade.map { CascadeTable.text($0, on: cascadePart) }
    }
    let all =
      [title + "\n" + tables.joined(separator: "\n")] + cascades + [classes(cascadePart)]
      + [CostTable(tally).text + ScoreNotes(tally, shown: shown, ranked: rankedCount).text]
    return all.filter { !$0.isEmpty }.joined(separator: "\n")
  }

  private var title: String {
    switch info.target {
    case .forecast(let target):
      Words.scoreTitleForecasts(target: info.targetName, horizon: target.horizonLabel, grain: target.grainLabel)
    case .classes, .number: Words.scoreTitleSamples(target: info.targetName)
    }
  }

  /// Seasonal naive with its season; nil where there is none.
  static func seasonal(_ target: ForecastTarget) -> String? {
    target.seasonLabel.map { Words.scoreSeasonalNaive(season: $0) }
  }

  // MARK: A part

  private func table(_ part: ScoredPart) -> String {
    let isScored = records.contains { ($0.evaluation?[part]?.scores.count ?? 0) > 0 }
    return PartHeading(info, part).text + "\n" + (isScored ? Self.aligned(rows(part)) : Words.scoreNoModel + "\n")
  }

  private func rows(_ part: ScoredPart) -> [[String]] {
    switch info.target {
    case .forecast(let target): forecasts(target, part)
    case .classes(let target): classes(target, part)
    case .number(let target): numbers(target, part)
    }
  }

  private func classes(_ target: ClassTarget, _ part: ScoredPart) -> [[String]] {
    var rows = [[Words.scoreGrain, Words.scoreAccuracy, Words.scorePrecision, Words.scoreRecall, "F1"]]
    for (place, record) in records.enumerated() {
      let judged = record.evaluation?[part]
      rows.append([name(place)] + classCells(judged?.scores))
      rows += (judged?.parts ?? []).map { [partName($0)] + classCells($0.scores) }
    }
    rows += tally.refusals.map { [$0.rung.label] + classCells(nil) }
    rows.append([Words.scoreCommonestClass, Self.number(target[part]?.majorityAccuracy)])
    return rows
  }

  private func numbers(_ target: NumberTarget, _ part: ScoredPart) -> [[String]] {
    var rows = [[Words.scoreGrain, "RMSE", "MAE", "R²", "sMAPE %"]]
    rows += records.enumerated().map { [name($0)] + numberCells($1.evaluation?[part]?.scores) }
    rows += tally.refusals.map { [$0.rung.label] + numberCells(nil) }
    rows.append([Words.scoreTrainingMean] + numberCells(target[part]?.meanScores))
    return rows
  }

  /// The rung, with a star at the best on validation, and marked where the run diverged, is dead or untrained.
  private func name(_ place: Int) -> String {
    let rung = records[place].plan.rung.label
    guard records[place].canBeRanked else { return Words.scoreUnsound(rung: rung) }
    return place == 0 && rankedCount > 1 ? Words.scoreBest(rung: rung) : rung
  }

  /// A rung of a joined run, with what it counts for.
  private func partName(_ part: PartEvaluation) -> String {
    "  \(part.rung.label)" + (part.weight.map { " × \(NumberFormat.fixed($0, decimals: 2))" } ?? "")
  }

  private func forecasts(_ target: ForecastTarget, _ part: ScoredPart) -> [[String]] {
    let floors = Dictionary(info.rungs.map { ($0.id, $0.floor(part)) }) { first, _ in first }
    let origins = OriginCells(records.compactMap { $0.evaluation?[part]?.scores }, of: info.target.count(part))
    let hasBand = records.contains { $0.evaluation?[part]?.scores.band != nil }
    let heads =
      [Words.scoreGrain, "RMSSE", Words.scoreFloor, "MASE", Words.scoreSkill, "RMSE", "MAE"]
      + (hasBand ? [Words.scoreBandHeld] : [])
      + origins.head
    let own = records.enumerated().flatMap { place, record -> [[String]] in
      let judged = record.evaluation?[part]
      return [
        [name(place)] + forecastCells(judged?.scores, floor: floors[record.plan.rung] ?? nil)
          + (hasBand ? [Self.bandCell(judged?.scores.band)] : []) + origins.cell(judged?.scores)
      ]
        + (judged?.parts ?? []).map {
          [partName($0)] + forecastCells($0.scores, floor: floors[$0.rung] ?? nil)
        }
    }
    let refused = tally.refusals.map { [$0.rung.label] + forecastCells(nil, floor: nil) + (hasBand ? ["–"] : []) }
    let naive = [Words.scoreNaive] + forecastCells(target[part]?.naiveScores, floor: nil)
    let seasonal = Self.seasonal(target).map { [$0] + forecastCells(target[part]?.seasonalNaiveScores, floor: nil) }
    return [heads] + own + refused + [naive] + [seasonal].compactMap { $0 }
  }

  private func forecastCells(_ scores: Scores?, floor: Double?) -> [String] {
    [
      Self.number(scores?.rmsse), floor.map { Self.number($0) } ?? "", Self.number(scores?.mase),
      Self.number(scores?.skill), Self.fiveDigits(scores?.rmse), Self.fiveDigits(scores?.mae),
    ]
  }

  private func classCells(_ scores: Scores?) -> [String] {
    [scores?.accuracy, scores?.precision, scores?.recall, scores?.f1].map { Self.number($0) }
  }

  private func numberCells(_ scores: Scores?) -> [String] {
    [
      Self.fiveDigits(scores?.rmse), Self.fiveDigits(scores?.mae), Self.number(scores?.r2),
      Self.number(scores?.smape, decimals: 2),
    ]
  }

  private func classes(_ part: ScoredPart) -> String {
    switch info.target {
    case .classes(let target): ClassTable.text(target, records.first, part)
    case .forecast, .number: ""
    }
  }
}

// MARK: - Cells

extension ScoreTable {
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

  /// The share of actual values that the band held.
  static func bandCell(_ band: BandScores?) -> String {
    band?.coverage.map { NumberFormat.fixed($0 * 100, decimals: 1) + " %" } ?? "–"
  }
}
