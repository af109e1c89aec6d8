import Basics
import Telemetry

extension ForecastTarget {
  /// Seasonal naive with its season, as `seasonal 1w`.
  var seasonalName: String { seasonLabel.map { Words.seasonalOf(season: $0) } ?? Words.seasonal }
}

extension PredictionTask {
  /// An error or a first score: in four columns where it has no unit, with three digits where it has the target's.
  func text(_ value: Double) -> String {
    switch self {
    case .forecast, .classes: Numbers.score(value)
    case .number: Numbers.measured(value)
    }
  }

  /// Half an interval over seeds: `±.03`.
  func half(_ value: Double) -> String {
    switch self {
    case .forecast, .classes: "±" + Numbers.short(value, decimals: 2)
    case .number: "±" + Numbers.measured(value)
    }
  }

  /// Columns of a ``text(_:)`` without and of one with a ``half(_:)`` behind it.
  var textWidths: (alone: Int, withHalf: Int) {
    switch self {
    case .forecast, .classes: (5, 10)
    case .number: (7, 14)
    }
  }

  /// The first score where `error` is what is known.
  func score(ofError error: Double) -> Double {
    switch self {
    case .forecast, .number: error
    case .classes: 1 - error
    }
  }
}
