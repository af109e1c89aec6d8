/// How a season was chosen: what became of each length of the calendar.
package struct SeasonChoice: Sendable {
  /// A length that may be the season.
  package struct Candidate: Hashable, Sendable {
    package let length: Grain
    /// In steps of the grain at which the season is chosen.
    package let steps: Int
    package let verdict: Verdict
  }

  package enum Verdict: Hashable, Sendable {
    /// The training rows do not hold it twice.
    case tooLong
    /// They are not like themselves again after it.
    case unlike(SeasonEvidence.Doubt)
    /// Its naive forecasts over the horizon err as much: their root mean squared error, in the target's own units.
    case repeats(error: Double)
  }

  package let candidates: [Candidate]
  package let season: NaiveSeason

  /// The season among day, week and year whose naive forecasts over the horizon were best within the training rows, of those
  /// after which they are like themselves again. What has no cycle has no season, whatever the calendar says.
  ///
  /// A year of days or weeks has 52 weeks, so that weekdays meet.
  ///
  /// - Parameters:
  ///   - values: training rows at `grain`.
  ///   - horizon: in steps.
  package init(training values: ArraySlice<Double>, grain: Grain, horizon: Int) {
    let evidence = SeasonEvidence(values)
    let lengths = Self.lengths(at: grain)
    func longest(_ steps: Int) -> Int { NaiveSeason.lag(of: max(horizon, 1) - 1, season: steps) }
    let doubts = lengths.map { _, steps -> Verdict? in
      guard values.count >= 2 * steps, longest(steps) < values.count else { return .tooLong }
      return evidence.doubt(after: steps).map { .unlike($0) }
    }
    // On the rows that all of them forecast: a long season never has to forecast the first ones, which may be hard.
    let first = zip(lengths, doubts).filter { $1 == nil }.map { longest($0.0.1) }.max() ?? 0
    var best = (season: NaiveSeason.none, error: Double.infinity)
    candidates = zip(lengths, doubts).map { own, doubt in
      let (length, steps) = own
      if let doubt { return Candidate(length: length, steps: steps, verdict: doubt) }
      let error = Self.meanSquaredError(in: values, from: first, horizon: horizon, steps)
      if error < best.error { best = (NaiveSeason(length: length, steps: steps), error) }
      return Candidate(length: length, steps: steps, verdict: .repeats(error: error.squareRoot()))
    }
    season = best.season
  }

  /// Lengths of the calendar that may be seasons of a grain, with their steps.
  package static func lengths(at grain: Grain) -> [(length: Grain, steps: Int)] {
    [Grain.days(1), .weeks(1), .weeks(52), .years(1)].compactMap { length in
      length.seasonSteps(of: grain).flatMap { $0 > 1 ? (length, $0) : nil }
    }
  }

  /// Of seasonal naive forecasts of the training rows from the row `first` on.
  private static func meanSquaredError(
    in values: ArraySlice<Double>, from first: Int, horizon: Int, _ steps: Int
  ) -> Double {
    var total = 0.0
    var step = 0
    while step < horizon {
      let sharing = min(steps, horizon - step)
      let lag = NaiveSeason.lag(of: step, season: steps)
      guard let scale = ErrorScale(training: values.dropFirst(first - lag), steps: lag) else { return .infinity }
      total += scale.meanSquare * Double(sharing)
      step += sharing
    }
    return total / Double(horizon)
  }
}
