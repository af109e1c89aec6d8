import Telemetry

/// The final scores of a `train` command as aligned text.
enum ScoreTable {
  static func text(_ tally: TrainTally) -> String {
    let info = tally.info
    let header: [String]
    var rows: [[String]] = []
    if let target = info.target {
      header = ["grain", "RMSSE", "floor", "MASE", "skill", "valid", "epochs", "steps", "parameters", "seconds"]
      let floors = Dictionary(info.rungs.map { ($0.id, $0.floor) }) { first, _ in first }
      rows = tally.ordered.map { forecastRow($0.record, floor: floors[$0.record.plan.rung] ?? nil) }
      rows.append([
        "naive", number(target.naiveScores.rmsse), "", number(target.naiveScores.mase),
        number(target.naiveScores.skill),
      ])
      rows.append([
        "seasonal \(target.seasonLabel)", number(target.seasonalNaiveScores.rmsse), "",
        number(target.seasonalNaiveScores.mase), number(target.seasonalNaiveScores.skill),
      ])
    } else {
      header = ["grain", "accuracy", "precision", "recall", "F1", "valid", "epochs", "steps", "parameters", "seconds"]
      rows = tally.ordered.map { classRow($0.record) }
      if let target = info.classTarget { rows.append(["majority", number(target.majorityAccuracy)]) }
    }
    return title(info) + "\n" + aligned([header] + rows) + footnotes(tally)
  }

  private static func title(_ info: SessionInfo) -> String {
    if let target = info.target {
      return
        "\(info.targetName): the next \(target.horizonLabel) at grain \(target.grainLabel), \(target.origins.count) "
        + "test origins"
    }
    return "\(info.targetName): \(info.classTarget?.actual.count ?? 0) test samples"
  }

  private static func forecastRow(_ record: TrainTally.Run, floor: Double?) -> [String] {
    let scores = record.evaluation?.scores
    return [
      record.plan.rung.label, number(scores?.rmsse), floor.map { number($0) } ?? "", number(scores?.mase),
      number(scores?.skill),
    ] + common(record)
  }

  private static func classRow(_ record: TrainTally.Run) -> [String] {
    let scores = record.evaluation?.scores
    return [
      record.plan.rung.label, number(scores?.accuracy), number(scores?.precision), number(scores?.recall),
      number(scores?.f1),
    ] + common(record)
  }

  private static func common(_ record: TrainTally.Run) -> [String] {
    let validation = record.lastEpoch?.bestValidationLoss ?? record.lastEpoch?.validationLoss
    return [
      number(validation.map(Double.init)), String(record.end?.epoch ?? 0), String(record.end?.step ?? 0),
      String(record.plan.parameterCount), number(record.end?.seconds, decimals: 2),
    ]
  }

  private static func footnotes(_ tally: TrainTally) -> String {
    var lines: [String] = []
    if let target = tally.info.target, !target.naiveScores.isRanked {
      lines.append("Fewer than 20 test origins: the figures are shown, not ranked.")
    }
    if tally.info.rungs.contains(where: { $0.floor != nil }), let target = tally.info.target {
      lines.append("floor: what a perfect forecast at that grain would score, seen at \(target.grainLabel).")
    }
    for rung in tally.info.rungs {
      if let reason = rung.exclusion { lines.append("\(rung.id) is left out: \(reason).") }
    }
    lines += tally.ordered.compactMap { $0.record.divergence.map { "\($0.explanation)" } }
    return lines.map { $0 + "\n" }.joined()
  }

  private static func aligned(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.compactMap { column < $0.count ? $0[column].count : nil }.max() ?? 0
    }
    return rows.map { row in
      var line = ""
      for (column, cell) in row.enumerated() {
        let padding = String(repeating: " ", count: widths[column] - cell.count)
        line += column == 0 ? cell + padding : "  " + padding + cell
      }
      return line + "\n"
    }.joined()
  }

  static func number(_ value: Double?, decimals: Int = 4) -> String {
    guard let value else { return "–" }
    guard value.isFinite else { return "–" }
    return fixed(value, decimals: decimals)
  }

  /// `value` with a fixed number of decimals.
  static func fixed(_ value: Double, decimals: Int) -> String {
    var scale = 1.0
    for _ in 0..<decimals { scale *= 10 }
    let scaled = (value.magnitude * scale).rounded()
    guard scaled < 1e15 else { return shortDecimal(value) }
    var digits = String(Int(scaled))
    while digits.count <= decimals { digits = "0" + digits }
    let point = digits.index(digits.endIndex, offsetBy: -decimals)
    let sign = value < 0 && scaled > 0 ? "−" : ""
    return sign + digits[..<point] + (decimals > 0 ? "." + digits[point...] : "")
  }
}
