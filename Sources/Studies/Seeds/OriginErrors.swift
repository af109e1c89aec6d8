import Basics
import Granularity
import Models
import Telemetry

/// What a run errs by at each origin of the parts, from which the luck of the origins is told.
package struct OriginErrors: Sendable {
  private var errors: [ScoredPart: [Double]] = [:]
  private var overlaps: [ScoredPart: Int] = [:]

  /// Nil of what forecasts nothing.
  package init?(_ evaluation: Evaluation, _ experiment: any Experiment) {
    guard let target = experiment.forecasting?.target else { return nil }
    for part in ScoredPart.allCases {
      guard let judged = evaluation[part], let forecast = judged.forecast else { continue }
      let set: OriginSet = target.origins(of: part)
      let (rows, steps) = (set.actual.rows, set.actual.columns)
      guard forecast.predicted.count == rows * steps, let scale = judged.scores.scale else { continue }
      errors[part] = (0..<rows).map { row in
        let squares = (0..<steps).reduce(0.0) { sum, step in
          let error = forecast.predicted[row * steps + step] - set.actual[row, step]
          return sum + error * error
        }
        return squares / Double(steps) / (scale * scale)
      }
      let clock = experiment.forecasting?.series.zone.clock
      overlaps[part] = set.origins.indices.reduce(1) { most, place in
        guard let clock else { return most }
        let end = target.question.horizon.end(from: set.origins[place], on: clock)
        return max(most, set.origins[place...].prefix { $0 < end }.count)
      }
    }
  }

  /// How two rungs compare on a part, each by the mean of its squared errors over seeds; nil where there are too few origins.
  static func difference(_ first: [OriginErrors], _ second: [OriginErrors], _ part: ScoredPart) -> PairedDifference? {
    guard let own = mean(first, part), let other = mean(second, part), own.count == other.count else { return nil }
    return PairedDifference(own, other, overlap: first[0].overlaps[part] ?? 1)
  }

  private static func mean(_ all: [OriginErrors], _ part: ScoredPart) -> [Double]? {
    let seeds = all.compactMap { $0.errors[part] }
    guard let first = seeds.first, seeds.allSatisfy({ $0.count == first.count }) else { return nil }
    return first.indices.map { place in seeds.reduce(0) { $0 + $1[place] } / Double(seeds.count) }
  }
}

extension Scores {
  /// By which errors are divided; nil where that is not known.
  fileprivate var scale: Double? {
    guard let rmse, let rmsse, rmsse > 0, rmse > 0 else { return nil }
    return rmse / rmsse
  }
}

extension SeedReport {
  /// How the best rung compares with each other one at the same origins.
  static func differences(
    of best: RungID, _ outcomes: [SeedOutcome], rungs: [RungID], part: ScoredPart
  ) -> [OriginDifference] {
    func errors(_ rung: RungID) -> [OriginErrors] { outcomes.filter { $0.plan.rung == rung }.compactMap(\.errors) }
    let own = errors(best)
    guard !own.isEmpty else { return [] }
    return rungs.filter { $0 != best }.compactMap { rung in
      OriginErrors.difference(own, errors(rung), part).map {
        OriginDifference(
          rung: best, other: rung, origins: $0.origins, difference: $0.difference, lower: $0.interval.lowerBound,
          upper: $0.interval.upperBound, statistic: $0.statistic, probability: $0.probability,
          isClear: $0.isFirstClearlyLess)
      }
    }
  }

  /// Over which rungs the best is ahead by more than luck, and over which it may be luck.
  static func sentences(_ differences: [OriginDifference]) -> [String] {
    guard let first = differences.first else { return [] }
    func names(_ isClear: Bool) -> [String] { differences.filter { $0.isClear == isClear }.map(\.other.label) }
    let (clear, alike) = (names(true), names(false))
    let count = differences.map(\.origins).min() ?? 0
    return [
      clear.isEmpty ? nil : Words.originsClear(rung: first.rung.label, others: Listing.all(clear), count: count),
      alike.isEmpty ? nil : Words.originsLuck(rung: first.rung.label, others: Listing.all(alike), count: count),
    ].compactMap { $0 }
  }
}
