import Basics
import Telemetry

/// What has to be beaten, with the error that it makes.
struct Baseline {
  let name: String
  let error: Double
}

extension ForecastTarget {
  /// Seasonal naive with its season, as `seasonal 1w`.
  var seasonalName: String { seasonLabel.map { Words.seasonalOf(season: $0) } ?? Words.seasonal }
}

extension SessionTarget {
  /// The one that matters first, with its error on a part; empty where there is no such part.
  func baselines(_ part: ScoredPart) -> [Baseline] {
    func baseline(_ name: String, _ error: Double?) -> [Baseline] {
      error.map { [Baseline(name: name, error: $0)] } ?? []
    }
    switch self {
    case .forecast(let target):
      return baseline(Words.seasonalNaive, target[part]?.seasonalNaiveScores.rmsse)
        + baseline(Words.naive, target[part]?.naiveScores.rmsse)
    case .classes(let target):
      return baseline(Words.commonestClass, target[part].map { 1 - $0.majorityAccuracy })
    case .number(let target): return baseline(Words.trainingMean, target[part]?.meanScores.rmse)
    }
  }
}

extension PredictionTask {
  /// An error or a first score: in four columns where it has no unit, with three digits where it has the target's.
  func text(_ value: Double) -> String {
    switch self {
    case .forecast, .classes: Numbers.score(value)
    case .number: Numbers.loss(value)
    }
  }

  /// Half an interval over seeds: `±.03`.
  func half(_ value: Double) -> String {
    switch self {
    case .forecast, .classes: "±" + Numbers.short(value, decimals: 2)
    case .number: "±" + Numbers.loss(value)
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
