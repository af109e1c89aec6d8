import Datasets

/// What is asked of all rungs alike: which values, how far ahead, on which ladder.
package struct TargetQuestion: Sendable {
  package var series: TimeSeries
  /// The target column, and how its values become one in a bin: a mean, sum, minimum, maximum or last value.
  package var target: ColumnAggregate
  package var horizon: Grain
  package var ladder: TimeLadder
  package var borders: Borders

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
  package var comparable: [Grain] { ladder.grains.filter { horizon.wholeSteps(of: $0) != nil } }

  /// The other rungs, with the reason.
  package var exclusions: [Exclusion] {
    ladder.grains.compactMap { grain in
      horizon.obstacle(to: grain).map { Exclusion(grain: grain, reason: $0) }
    }
  }
}

/// A rung that cannot be compared at a common target.
package struct Exclusion: Hashable, Sendable {
  package let grain: Grain
  /// In words, as "a day is not a whole number of weeks".
  package let reason: String
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

  package var sentence: String {
    switch self {
    case .unknownColumn(let column, let count):
      "There is no target column number \(column + 1); the series has \(count)."
    case .notATarget(let aggregation):
      "A \(aggregation.rawValue) cannot be forecast, because coarse values do not follow from fine ones; "
        + "choose mean, sum, min, max or last."
    case .nothingToCompare(let horizon, let ladder):
      "The horizon \(horizon.label) is not a whole number of steps of any of \(ladder.map(\.label).joined(separator: ", ")); "
        + "choose a longer horizon or finer grains."
    case .unsuitableEvaluationGrain(let grain, _, let reason):
      "Rungs cannot be scored at grain \(grain.label): \(reason); choose a grain that fills the horizon."
    case .notCoarsened(let error): error.sentence
    case .noTestOrigins(let horizon, let coarsest, let omitted):
      omitted.total == 0
        ? "The test part is shorter than one horizon of \(horizon.label) from a start of \(coarsest.stepWords); "
          + "choose a shorter horizon, finer grains or a larger test part."
        : "None of the \(omitted.total) test origins has a full horizon of \(horizon.label) without missing values; "
          + "choose a shorter horizon or another target."
    }
  }
}
