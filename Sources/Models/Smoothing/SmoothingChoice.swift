import Granularity
import Telemetry

/// What is asked of a model of exponential smoothing; what is not asked for is found on training rows.
package struct SmoothingChoice: Hashable, Sendable {
  package enum Seasons: String, Hashable, Sendable, CaseIterable {
    /// What forecasts best of those that the calendar has.
    case found
    case none, day, week, year
    case dayAndWeek = "day-week"
    case dayAndYear = "day-year"
    case weekAndYear = "week-year"
  }

  package enum Slope: String, Hashable, Sendable, CaseIterable {
    case found, none, damped, straight

    /// Those that are tried of short series, by another criterion.
    var classical: [SmoothingForm.Slope] {
      switch self {
      case .found: [.none, .straight, .damped]
      case .none, .damped, .straight: tried
      }
    }

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

  /// A season is looked for where training rows hold it so many times: of fewer its states are one memory each.
  private static let leastRepeats = 3

  /// Sets of seasons to try, in steps, ascending.
  ///
  /// - Parameter rows: training rows at `grain`.
  /// - Throws: ``ExperimentError`` where a season that is asked for is no whole number of steps, or the training rows do not
  ///   hold it twice. One of a single step is none.
  func sets(rows: Int, _ grain: Grain) throws(ExperimentError) -> [[Int]] {
    guard let lengths = lengths(at: grain) else {
      // Whether a season is there is told by forecasts with it and without, not by how like itself the series is.
      let all = Set(SeasonChoice.lengths(at: grain).map(\.steps)).filter { rows >= Self.leastRepeats * $0 }.sorted()
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
      guard rows >= 2 * count else {
        throw .unusable(
          RungID(grain.label),
          reason: Words.reasonLongSeason(rows: rows, season: length.label, steps: count))
      }
      steps.append(count)
    }
    return [Set(steps).sorted()]
  }
}
