import Datasets

/// The season that seasonal naive repeats, and over which errors are scaled: one of a series, of the same length in time at
/// every grain, so that a baseline means the same in every column of the evaluation matrix.
package struct NaiveSeason: Hashable, Sendable {
  /// As `1w`; nil where training rows recur after none, or fit none twice.
  package let length: Grain?
  /// In steps of a grain; one step where there is no season, nil where the season is no whole number of the grain's steps.
  package let steps: Int?

  /// What ``SeasonChoice`` takes.
  init(training values: ArraySlice<Double>, grain: Grain, horizon: Int) {
    self = SeasonChoice(training: values, grain: grain, horizon: horizon).season
  }

  static let none = NaiveSeason(length: nil, steps: 1)

  init(length: Grain?, steps: Int?) {
    self.length = length
    self.steps = steps
  }

  /// The same season in steps of another grain.
  func counted(in grain: Grain) -> NaiveSeason {
    guard let length else { return self }
    return NaiveSeason(length: length, steps: length.seasonSteps(of: grain))
  }

  /// The steps to go back from step `step` of a horizon to the newest known value at the same place in a season of `season`
  /// steps.
  package static func lag(of step: Int, season: Int) -> Int { (step / season + 1) * season }
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

  /// Of the values' standard deviation; a smaller change over a season is none.
  static let leastShare = 1e-7

  /// The population standard deviation of the known values; 0 for none.
  static func deviation(of values: ArraySlice<Double>) -> Double {
    values.withUnsafeBufferPointer { values in
      var (sum, count) = (0.0, 0.0)
      for place in 0..<values.count {
        let value = values[place]
        if value.isNaN { continue }
        sum += value
        count += 1
      }
      guard count > 0 else { return 0 }
      let mean = sum / count
      var squares = 0.0
      for place in 0..<values.count {
        let value = values[place]
        if value.isNaN { continue }
        squares += (value - mean) * (value - mean)
      }
      return (squares / count).squareRoot()
    }
  }

  /// Nil where no two known rows lie a season apart, or a season has no whole number of steps.
  init?(training values: ArraySlice<Double>, steps: Int?) {
    guard let steps else { return nil }
    let (squares, absolutes, pairs) = values.withUnsafeBufferPointer { values in
      var (squares, absolutes, pairs) = (0.0, 0.0, 0)
      for index in stride(from: steps, to: values.count, by: 1) {
        let difference = values[index] - values[index - steps]
        if difference.isNaN { continue }
        squares += difference * difference
        absolutes += Swift.abs(difference)
        pairs += 1
      }
      return (squares, absolutes, pairs)
    }
    guard pairs > 0 else { return nil }
    // What rounding leaves of a change that is none, beside the values' own deviations, is no yardstick.
    let deviation = Self.deviation(of: values)
    let isNone = (squares / Double(pairs)).squareRoot() <= Self.leastShare * deviation
    meanSquare = isNone ? 0 : squares / Double(pairs)
    meanAbsolute = isNone ? 0 : absolutes / Double(pairs)
    self.steps = steps
    self.pairs = pairs
  }
}
