/// Scores under the names of the field, the same in `--json` and in what is kept of a run.
extension Scores: Codable {
  private enum Key: String, CodingKey {
    case origins, ranked, mse, mae, rmse, r2, smape, rmsse, mase, skill, accuracy, precision, recall, f1
    case bandLevel, bandCoverage, bandOrigins, bandWidth, bandIntervalScore
  }

  package init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    func score(_ key: Key) throws -> Double? { try container.decodeIfPresent(Double.self, forKey: key) }
    self.init(
      count: try container.decode(Int.self, forKey: .origins),
      isRanked: try container.decode(Bool.self, forKey: .ranked), mse: try score(.mse), mae: try score(.mae),
      rmsse: try score(.rmsse), mase: try score(.mase), skill: try score(.skill), accuracy: try score(.accuracy),
      precision: try score(.precision), recall: try score(.recall), f1: try score(.f1), rmse: try score(.rmse),
      smape: try score(.smape))
    r2 = try score(.r2)
    if let level = try score(.bandLevel) {
      band = BandScores(
        level: level, coverage: try score(.bandCoverage), origins: try container.decode(Int.self, forKey: .bandOrigins),
        width: try score(.bandWidth))
      band?.intervalScore = try score(.bandIntervalScore)
    }
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(count, forKey: .origins)
    try container.encode(isRanked, forKey: .ranked)
    let scores: [(Key, Double?)] = [
      (.mse, mse), (.mae, mae), (.rmse, rmse), (.r2, r2), (.smape, smape), (.rmsse, rmsse), (.mase, mase),
      (.skill, skill),
      (.accuracy, accuracy), (.precision, precision), (.recall, recall), (.f1, f1), (.bandLevel, band?.level),
      (.bandCoverage, band?.coverage), (.bandWidth, band?.width), (.bandIntervalScore, band?.intervalScore),
    ]
    for (key, score) in scores { try container.encodeIfPresent(score, forKey: key) }
    try container.encodeIfPresent(band?.origins, forKey: .bandOrigins)
  }
}
