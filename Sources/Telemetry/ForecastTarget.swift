import Basics

/// The one target that all rungs are judged on: the next horizon, at the evaluation grain, at common origins.
package struct ForecastTarget: HeldByPart, Sendable {
  /// As `1d`.
  package var horizonLabel: String
  /// As `30min`.
  package var grainLabel: String
  /// Length of the evaluation grain's step in ms; 0 for calendar grains of varying length.
  package var stepMilliseconds: Int64
  /// Of the evaluation grain, in the horizon.
  package var steps: Int
  /// The season at every grain, as `1w`; nil where the data have none.
  package var seasonLabel: String?
  /// Without one seasonal naive would be naive once more.
  package var hasSeason: Bool { seasonLabel != nil }
  /// Steps of what is known before each origin, for drawing.
  package var historySteps: Int
  /// Nil where there are no validation origins, and of a stream.
  package var validation: ForecastPart?
  package var test: ForecastPart

  package init(
    horizonLabel: String, grainLabel: String, stepMilliseconds: Int64, steps: Int, seasonLabel: String?,
    historySteps: Int, validation: ForecastPart? = nil, test: ForecastPart
  ) {
    self.horizonLabel = horizonLabel
    self.grainLabel = grainLabel
    self.stepMilliseconds = stepMilliseconds
    self.steps = steps
    self.seasonLabel = seasonLabel
    self.historySteps = historySteps
    self.validation = validation
    self.test = test
  }
}

/// The origins of one part, what happened after them, and how the naive forecasts do there: the same for every rung.
package struct ForecastPart: Sendable {
  /// The last known moment at each origin (end of the newest input, start of the first target bin), ascending.
  package var origins: [Instant]
  /// Origins of the part that are left out for all, as where values are missing.
  package var omitted = 0
  /// Of the origins, the steps after them and the actual values there; nil of a stream, which goes on.
  package var originsHash: UInt64?
  /// Start of each target bin, `[origins, steps]`.
  package var times: [Instant]
  /// `[origins, steps]`; NaN where missing. The same shape for the two naive forecasts.
  package var actual: [Double]
  package var naive: [Double]
  package var seasonalNaive: [Double]
  package var naiveScores: Scores
  package var seasonalNaiveScores: Scores
  /// The same two at every evaluation grain, fine to coarse: rows of the evaluation matrix.
  package var naiveMatrix: [GrainScores] = []
  package var seasonalNaiveMatrix: [GrainScores] = []
  /// Actual values just before each origin for drawing, `[origins, historySteps]`, oldest first.
  package var history: [Double]
  /// Add to an instant to get the wall clock, one an origin; empty where stamps carry no zone.
  package var zoneOffsets: [Int64]

  package init(
    origins: [Instant], times: [Instant], actual: [Double], naive: [Double], seasonalNaive: [Double],
    naiveScores: Scores, seasonalNaiveScores: Scores, history: [Double], zoneOffsets: [Int64] = []
  ) {
    self.origins = origins
    self.times = times
    self.actual = actual
    self.naive = naive
    self.seasonalNaive = seasonalNaive
    self.naiveScores = naiveScores
    self.seasonalNaiveScores = seasonalNaiveScores
    self.history = history
    self.zoneOffsets = zoneOffsets
  }
}
