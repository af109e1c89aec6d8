import Datasets

/// What is asked of all rungs alike: which values, how far ahead, on which ladder.
package struct TargetQuestion: Sendable {
  package var series: TimeSeries
  /// The target column, and how its values become one in a bin: a mean, sum, minimum, maximum or last value.
  package var target: ColumnAggregate
  package var horizon: Grain
  package var ladder: TimeLadder
  package var borders: Borders
  /// Rungs that are left out of the comparison though their steps fill the horizon, with the reason.
  package var leftOut: [Exclusion] = []

  package init(
    series: TimeSeries, target: ColumnAggregate, horizon: Grain, ladder: TimeLadder, borders: Borders
  ) {
    self.series = series
    self.target = target
    self.horizon = horizon
    self.ladder = ladder
    self.borders = borders
  }

  /// The rungs whose steps fill the horizon, fine to coarse.
  package var comparable: [Grain] {
    ladder.grains.filter { grain in
      horizon.wholeSteps(of: grain) != nil && !leftOut.contains { $0.grain == grain }
    }
  }

  /// The other rungs, with the reason.
  package var exclusions: [Exclusion] {
    ladder.grains.compactMap { grain in
      horizon.obstacle(to: grain).map { Exclusion(grain: grain, reason: $0) }
        ?? leftOut.first { $0.grain == grain }
    }
  }
}

/// A rung that cannot be compared at a common target.
package struct Exclusion: Hashable, Sendable {
  package let grain: Grain
  /// In words, as "a day is not a whole number of weeks".
  package let reason: String

  package init(grain: Grain, reason: String) {
    self.grain = grain
    self.reason = reason
  }
}

/// Why there is no common target.
package enum TargetError: Error, Hashable {
  case unknownColumn(Int, count: Int)
  /// Values at a coarse grain do not follow from fine ones.
  case notATarget(Aggregation)
  case nothingToCompare(horizon: Grain, ladder: [Grain])
  /// The grain at which to score does not fill the horizon.
  case unsuitableEvaluationGrain(Grain, horizon: Grain, reason: String)
  case notCoarsened(GranularityError)
  case noTestOrigins(horizon: Grain, coarsest: Grain, omitted: OmittedOrigins)
  /// At none of so many test origins do all rungs have what they read.
  case noServedOrigins(horizon: Grain, count: Int)
  /// No rung has as many complete training windows as are needed, and complete inputs at a test origin.
  case noRungServed(horizon: Grain, needed: Int)

  /// - Parameter gaps: what is done about missing values already.
  package func sentence(gaps: GapPolicy = .leaveOut) -> String {
    switch self {
    case .unknownColumn(let column, let count):
      Words.targetNoColumn(column: "\(column + 1)", count: count)
    case .notATarget(let aggregation): Words.targetNotATarget(aggregation: aggregation.rawValue)
    case .nothingToCompare(let horizon, let ladder):
      Words.targetNothingToCompare(
        horizon: horizon.label, grains: ladder.map(\.label).joined(separator: ", "))
    case .unsuitableEvaluationGrain(let grain, _, let reason):
      Words.targetBadGrain(grain: grain.label, reason: reason)
    case .notCoarsened(let error): error.sentence
    case .noTestOrigins(let horizon, let coarsest, let omitted):
      omitted.total == 0
        ? Words.targetShortTest(horizon: horizon.label, steps: coarsest.stepWords)
        : Words.targetGaps(count: omitted.total, horizon: horizon.label)
    case .noServedOrigins(let horizon, let count):
      Words.targetUnserved(count: count, gaps: gaps.label, horizon: horizon.label)
    case .noRungServed(let horizon, let needed):
      Words.targetNoRungServed(needed: needed, gaps: gaps.label, horizon: horizon.label)
    }
  }
}
