import Datasets
import Granularity

/// What is fitted is kept; what follows from it is worked out again.
extension FittedWindows: Codable {
  private enum CodingKeys: String, CodingKey {
    case grain, lookback, horizon, target, aggregates, calendar, scaler
  }

  /// The longest that a window may be, in rows of its grain, and the most inputs.
  static let longest = 1_000_000
  private static let mostInputs = 1 << 24

  package init(from decoder: any Decoder) throws {
    let values = try decoder.container(keyedBy: CodingKeys.self)
    let (lookback, horizon) = (
      try values.decode(Int.self, forKey: .lookback), try values.decode(Int.self, forKey: .horizon)
    )
    let target = try values.decode(ColumnAggregate.self, forKey: .target)
    let aggregates = try values.decode([ColumnAggregate].self, forKey: .aggregates)
    let scaler = try values.decode(Scaler.self, forKey: .scaler)
    guard (1...Self.longest).contains(lookback), (1...Self.longest).contains(horizon),
      aggregates.count <= Self.mostInputs / lookback, aggregates.contains(target),
      Set(aggregates).count == aggregates.count, scaler.isSound(columns: aggregates.count)
    else {
      throw DecodingError.dataCorrupted(.init(codingPath: decoder.codingPath, debugDescription: "windows"))
    }
    self.init(
      grain: try values.decode(Grain.self, forKey: .grain), lookback: lookback, horizon: horizon, target: target,
      aggregates: aggregates, calendar: try values.decode(CalendarFeatures.self, forKey: .calendar), scaler: scaler)
  }

  package func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(grain, forKey: .grain)
    try values.encode(lookback, forKey: .lookback)
    try values.encode(horizon, forKey: .horizon)
    try values.encode(target, forKey: .target)
    try values.encode(aggregates, forKey: .aggregates)
    try values.encode(calendar, forKey: .calendar)
    try values.encode(scaler, forKey: .scaler)
  }
}

extension Scaler {
  /// Whether one that comes from outside can scale so many columns.
  func isSound(columns: Int) -> Bool {
    offsets.count == columns && scales.count == columns && offsets.allSatisfy(\.isFinite)
      && scales.allSatisfy { $0.isFinite && $0 != 0 }
  }
}
