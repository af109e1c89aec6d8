import Basics

/// A run's forecast beyond its last origin, at the evaluation grain: from one origin, with the actual values of rows behind it.
package struct FutureForecast: Sendable {
  /// Of which weights; nil where the run has none that were trained.
  package var weights: ScoredWeights?
  /// At which these weights were.
  package var step: Int
  /// The last known moment.
  package var origin: Instant
  /// Start of each step.
  package var times: [Instant]
  /// One a step, in the target's units.
  package var predicted: [Double]
  /// Half-widths, one a step; empty where there are too few origins for a band.
  package var band: [Double]
  /// The share of actual values that the band is to hold.
  package var bandLevel: Double
  /// Actual values just before the origin, oldest first.
  package var history: [Double]
  /// Of the first steps, where whole rows lie behind the origin; NaN where one is missing.
  package var actual: [Double] = []
  /// Add to an instant to get the wall clock.
  package var zoneOffset: Int64
  /// No row from here on was learnt from.
  package var learntTo: Instant
  /// What is to be known of the origin, as sentences.
  package var remarks: [String]

  package init(
    weights: ScoredWeights?, step: Int = 0, origin: Instant, times: [Instant], predicted: [Double], band: [Double],
    bandLevel: Double,
    history: [Double], zoneOffset: Int64, learntTo: Instant, remarks: [String]
  ) {
    self.weights = weights
    self.step = step
    self.origin = origin
    self.times = times
    self.predicted = predicted
    self.band = band
    self.bandLevel = bandLevel
    self.history = history
    self.zoneOffset = zoneOffset
    self.learntTo = learntTo
    self.remarks = remarks
  }
}

/// What came of asking a run for the future.
package enum FutureAnswer: Sendable {
  case known(FutureForecast)
  /// Why it cannot be had, as a sentence.
  case refused(String)
}
