import Granularity
import Telemetry

/// What is asked of a model of exponential smoothing; what is not asked for is found on training rows.
package struct SmoothingChoice: Hashable, Sendable {
  package enum Seasons: String, Hashable, Sendable, CaseIterable {
    /// Those after which training rows are like themselves again, and of these what forecasts best.
    case found
    case none, day, week, year
    case dayAndWeek = "day-week"
    case dayAndYear = "day-year"
    case weekAndYear = "week-year"
  }

  package enum Slope: String, Hashable, Sendable, CaseIterable {
    case found, none, damped, straight

    /// Those that are tried, the simplest first.
    var tried: [SmoothingForm.Slope] {
      switch self {
      case .found: [.none, .damped]
      case .none: [.none]
      case .damped: [.damped]
      case .straight: [.straight]
      }
    }
  }

  package enum SeasonForm: String, Hashable, Sendable, CaseIterable {
    case found, added, multiplied

    /// - Parameter isPositive: whether all values that are learnt from are.
    func tried(isPositive: Bool) -> [Bool] {
      switch self {
      case .found: isPositive ? [false, true] : [false]
      case .added: [false]
      case .multiplied: [true]
      }
    }
  }

  package var seasons = Seasons.found
  package var slope = Slope.found
  package var seasonForm = SeasonForm.found

  package init() {}
}

extension SmoothingChoice.Seasons {
  /// The lengths that are asked for on a rung; nil where they are to be found.
  private func lengths(at grain: Grain) -> [Grain]? {
    // Weeks and days have a year of 52 weeks, as where seasons are found.
    let year = grain.unit == .months ? Grain.years(1) : .weeks(52)
    return switch self {
    case .found: nil
    case .none: []
    case .day: [.days(1)]
    case .week: [.weeks(1)]
    case .year: [year]
    case .dayAndWeek: [.days(1), .weeks(1)]
    case .dayAndYear: [.days(1), year]
    case .weekAndYear: [.weeks(1), year]
    }
  }

  /// Sets of seasons to try, in steps, ascending.
  ///
  /// - Parameters:
  ///   - values: training rows at `grain`.
  ///   - horizon: in steps.
  /// - Throws: ``ExperimentError`` where a season that is asked for is no whole number of steps, or the training rows do not
  ///   hold it twice. One of a single step is none.
  func sets(_ values: ArraySlice<Double>, _ grain: Grain, horizon: Int) throws(ExperimentError) -> [[Int]] {
    guard let lengths = lengths(at: grain) else {
      let found = SeasonChoice(training: values, grain: grain, horizon: horizon).candidates.compactMap { candidate in
        if case .repeats = candidate.verdict { candidate.steps } else { nil }
      }
      let all = Set(found).sorted()
      let pairs = all.indices.flatMap { first in all.indices.dropFirst(first + 1).map { [all[first], all[$0]] } }
      return [[]] + all.map { [$0] } + pairs
    }
    var steps: [Int] = []
    for length in lengths {
      guard let count = length.seasonSteps(of: grain) else {
        // What is shorter than a step is not seen at all.
        if length.meanLength <= grain.meanLength { continue }
        throw .unusable(
          RungID(grain.label), reason: Words.reasonUnevenSeason(season: length.label, grain: grain.label))
      }
      guard count > 1 else { continue }
      guard values.count >= 2 * count else {
        throw .unusable(
          RungID(grain.label),
          reason: Words.reasonLongSeason(rows: values.count, season: length.label, steps: count))
      }
      steps.append(count)
    }
    return [Set(steps).sorted()]
  }
}
