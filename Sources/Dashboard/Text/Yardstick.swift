import Basics
import Telemetry

/// What has to be beaten, with the error that it makes.
struct Baseline: Equatable {
  enum Kind: CaseIterable {
    case lastSeason, lastValue, commonestClass, trainingMean
  }

  let kind: Kind
  let error: Double

  var name: String {
    switch kind {
    case .lastSeason: Words.seasonalNaive
    case .lastValue: Words.naive
    case .commonestClass: Words.commonestClass
    case .trainingMean: Words.trainingMean
    }
  }

  /// As `against seasonal naive of 1w`.
  ///
  /// - Parameter season: to be named; nil names none.
  func against(season: String?) -> String {
    switch kind {
    case .lastSeason: season.map { Words.againstSeasonalNaiveOf(season: $0) } ?? Words.againstSeasonalNaive
    case .lastValue: Words.againstNaive
    case .commonestClass: Words.againstCommonestClass
    case .trainingMean: Words.againstTrainingMean
    }
  }
}

extension SessionTarget {
  /// The one that matters first, with its error on a part; empty where there is no such part.
  func baselines(_ part: ScoredPart) -> [Baseline] {
    func baseline(_ kind: Baseline.Kind, _ error: Double?) -> [Baseline] {
      error.map { [Baseline(kind: kind, error: $0)] } ?? []
    }
    switch self {
    case .forecast(let target):
      return baseline(.lastSeason, target.hasSeason ? target[part]?.seasonalNaiveScores.rmsse : nil)
        + baseline(.lastValue, target[part]?.naiveScores.rmsse)
    case .classes(let target): return baseline(.commonestClass, target[part].map { 1 - $0.majorityAccuracy })
    case .number(let target): return baseline(.trainingMean, target[part]?.meanScores.rmse)
    }
  }
}

extension State {
  /// What a rung is held against: of several baselines the one that does best on the part by which rungs are ranked, with
  /// its error on `part`, at the origins at which rungs are scored.
  func yardstick(on part: ScoredPart) -> Baseline? {
    guard let target = session?.target else { return nil }
    let ranked = target.baselines(rankedPart).filter { $0.error.isFinite }
    let here = target.baselines(part)
    guard let best = ranked.min(by: { $0.error < $1.error }) else { return here.first }
    return here.first { $0.kind == best.kind }
  }
}

/// How an error stands beside the yardstick's.
struct Comparison {
  let error: Double
  let yardstick: Baseline
  let task: PredictionTask

  /// The share of the yardstick's error that is spared, in percent, as it is shown; negative where the yardstick is better.
  private var spared: Double {
    guard yardstick.error > 0 else { return error > 0 ? -100 : 0 }
    return ((1 - error / yardstick.error) * 100).rounded()
  }

  var isBetter: Bool { spared > 0 }

  private var score: String { task.text(task.score(ofError: yardstick.error)) }

  /// From the richest wording to the barest; none without saying who is better.
  var wordings: [String] {
    if spared < 0 {
      return [
        Words.yardstickBetter(baseline: yardstick.name, score: score),
        Words.yardstickBetterBrief(baseline: yardstick.name, score: score),
      ]
    }
    guard isBetter else { return [Words.yardstickEqual(baseline: yardstick.name)] }
    let percent = Numbers.fixed(spared, 0)
    return switch task {
    case .forecast, .number: [Words.yardstickBeaten(percent: percent, baseline: yardstick.name)]
    case .classes:
      [
        Words.yardstickFewerMistakes(percent: percent, baseline: yardstick.name),
        Words.yardstickFewerMistakesBrief(percent: percent),
      ]
    }
  }
}
