import Datasets

extension TimeLadder {
  /// Rungs that a suggestion holds, besides one that is too coarse for the horizon and shown as such.
  static let suggestedRungs = 5

  /// A ladder for a series and a horizon: its own step, the horizon where that is a usual grain, usual grains between, each
  /// dividing the next; and then the next usual grain beyond the horizon, which cannot be compared but shows the way.
  package static func suggested(for series: TimeSeries, horizon: Grain) -> TimeLadder {
    let base = Grain(of: series)
    var chosen = [base]
    for grain in [horizon] + usualGrains(above: base) where chosen.count < suggestedRungs {
      guard grain > base, base.canMake(grain), horizon.wholeSteps(of: grain) != nil,
        chosen.dropFirst().allSatisfy({ $0 != grain && ($0.divides(grain) || grain.divides($0)) }),
        grain.wholeBins(in: series) >= 2
      else { continue }
      chosen.append(grain)
    }
    chosen.sort()
    let beyond = [Grain.minutes(1), .hours(1), .days(1), .weeks(1), .months(1), .quarters(1), .weeks(52), .years(1)]
    if let next = beyond.first(where: { grain in
      grain > horizon && base.divides(grain) && grain.wholeBins(in: series) >= 8
    }) {
      chosen.append(next)
    }
    return TimeLadder(unchecked: chosen, base: base)
  }

  /// A horizon for a series: the longest usual one that leaves at least 20 origins in the test part, else the shortest one,
  /// and for a handful of rows some of them.
  ///
  /// - Parameter testRows: rows of the test part.
  package static func suggestedHorizon(for series: TimeSeries, testRows: Int) -> Grain {
    let base = Grain(of: series.cadence)
    let usual: [Grain] =
      [
        .seconds(10), .seconds(30), .minutes(1), .minutes(10), .hours(1), .hours(6), .days(1), .weeks(1), .weeks(2),
        .weeks(4), .weeks(12), .quarters(1), .months(6), .years(1), .years(5), .years(10),
      ]
    let candidates = usual.filter { grain in
      guard let steps = grain.wholeSteps(of: base) else { return false }
      // A day is where hourly rows repeat, four weeks where days do: beyond that rows say little.
      let limit: Grain =
        switch base.unit {
        case .milliseconds: .days(1)
        case .days: base.count % 7 == 0 ? .weeks(12) : .weeks(4)
        case .months: base.count % 12 == 0 ? .years(10) : .years(1)
        }
      return (3...288).contains(steps) && grain <= limit
    }
    // The first origin may lie almost a whole step of the coarsest rung after the border.
    let ranked = candidates.last { grain in
      let steps = grain.wholeSteps(of: base) ?? 1
      return (testRows - steps + 1) / steps >= CommonTarget.rankedOrigins
    }
    if let ranked { return ranked }
    if let shortest = candidates.first, let steps = shortest.wholeSteps(of: base), 2 * steps <= testRows {
      return shortest
    }
    return base.multiplied(by: Int64(min(max(testRows / 2, 1), 12)))
  }

  /// Grains that people ask for, the most usual first, then plain multiples of the series' step.
  private static func usualGrains(above base: Grain) -> [Grain] {
    [
      .days(1), .hours(1), .hours(6), .hours(3), .weeks(1), .minutes(1), .minutes(10), .minutes(30), .hours(12),
      .seconds(10), .seconds(30), .seconds(1), .seconds(5), .minutes(5), .minutes(15), .hours(2), .milliseconds(100),
      .milliseconds(500), .milliseconds(10), .weeks(13), .weeks(26), .weeks(4), .weeks(2), .months(1), .quarters(1),
      .months(6), .years(1), .years(5), .hours(4), .hours(8), .minutes(20), .minutes(2), .seconds(2),
    ] + [2, 4, 12].map(base.multiplied)
  }
}

extension Grain {
  /// A grain of `factor` times as many units.
  package func multiplied(by factor: Int64) -> Grain {
    switch unit {
    case .milliseconds: .milliseconds(count * factor)
    case .days: .days(count * factor)
    case .months: .months(count * factor)
    }
  }
}
