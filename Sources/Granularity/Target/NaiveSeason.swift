import Datasets

/// The season that seasonal naive repeats, and over which errors are scaled.
package struct NaiveSeason: Hashable, Sendable {
  /// As `1w`; the evaluation grain itself where no longer season fits the training rows twice.
  package let length: Grain
  /// In steps of the evaluation grain.
  package let steps: Int

  /// The season among day, week and year whose naive forecasts over the horizon were best within the training rows.
  ///
  /// A year of days or weeks has 52 weeks, so that weekdays meet.
  ///
  /// - Parameters:
  ///   - values: training rows at the evaluation grain.
  ///   - horizon: in steps.
  init(training values: ArraySlice<Double>, grain: Grain, horizon: Int) {
    var best = (season: NaiveSeason(length: grain, steps: 1), error: Double.infinity)
    for length in [Grain.days(1), .weeks(1), .weeks(52), .years(1)] {
      guard let steps = length.wholeSteps(of: grain), steps > 1, values.count >= 2 * steps else { continue }
      let season = NaiveSeason(length: length, steps: steps)
      let error = season.meanSquaredError(in: values, horizon: horizon)
      if error < best.error { best = (season, error) }
    }
    self = best.season
  }

  private init(length: Grain, steps: Int) {
    self.length = length
    self.steps = steps
  }

  /// The steps to go back from step `step` of a horizon to the newest known value at the same place in the season.
  func lag(of step: Int) -> Int { (step / steps + 1) * steps }

  /// Of seasonal naive forecasts of every training row from which a season back is known.
  private func meanSquaredError(in values: ArraySlice<Double>, horizon: Int) -> Double {
    var total = 0.0
    var step = 0
    while step < horizon {
      let sharing = min(steps, horizon - step)
      guard let scale = ErrorScale(training: values, steps: lag(of: step)) else { return .infinity }
      total += scale.meanSquare * Double(sharing)
      step += sharing
    }
    return total / Double(horizon)
  }
}

/// The yardstick of scaled errors: how much the target changes over a season within the training rows.
package struct ErrorScale: Hashable, Sendable {
  /// Mean of (y_t − y_{t−m})².
  package let meanSquare: Double
  /// Mean of |y_t − y_{t−m}|.
  package let meanAbsolute: Double
  /// m, in steps of the evaluation grain.
  package let steps: Int
  /// Pairs behind the means.
  package let pairs: Int

  /// Nil where no two known rows lie a season apart.
  init?(training values: ArraySlice<Double>, steps: Int) {
    var squares = 0.0
    var absolutes = 0.0
    var pairs = 0
    for index in values.indices.dropFirst(steps) {
      let difference = values[index] - values[index - steps]
      if difference.isNaN { continue }
      squares += difference * difference
      absolutes += Swift.abs(difference)
      pairs += 1
    }
    guard pairs > 0 else { return nil }
    meanSquare = squares / Double(pairs)
    meanAbsolute = absolutes / Double(pairs)
    self.steps = steps
    self.pairs = pairs
  }
}
