import Basics

/// The one target that all rungs are judged on: the next horizon, at the evaluation grain, at common origins.
package struct ForecastTarget: Sendable {
  /// As `1d`.
  package var horizonLabel: String
  /// As `30min`.
  package var grainLabel: String
  /// Length of the evaluation grain's step in ms; 0 for calendar grains of varying length.
  package var stepMilliseconds: Int64
  /// The last known moment at each origin (end of the newest input, start of the first target bin), ascending.
  package var origins: [Instant]
  /// Start of each target bin, `[origins, steps]`.
  package var times: [Instant]
  package var steps: Int
  /// `[origins, steps]`; NaN where missing. The same shape for the two naive forecasts.
  package var actual: [Double]
  package var naive: [Double]
  package var seasonalNaive: [Double]
  package var naiveScores: Scores
  package var seasonalNaiveScores: Scores
  /// The same two at every evaluation grain, fine to coarse: rows of the evaluation matrix.
  package var naiveMatrix: [GrainScores] = []
  package var seasonalNaiveMatrix: [GrainScores] = []
  /// The season at every grain, as `1w`; nil where the data have none.
  package var seasonLabel: String?
  /// Actual values just before each origin for drawing, `[origins, historySteps]`, oldest first.
  package var history: [Double]
  package var historySteps: Int
  /// Add to an instant to get the wall clock, one an origin; empty where stamps carry no zone.
  package var zoneOffsets: [Int64]

  package init(
    horizonLabel: String, grainLabel: String, stepMilliseconds: Int64, origins: [Instant], times: [Instant],
    steps: Int, actual: [Double], naive: [Double], seasonalNaive: [Double], naiveScores: Scores,
    seasonalNaiveScores: Scores, seasonLabel: String?, history: [Double], historySteps: Int, zoneOffsets: [Int64] = []
  ) {
    self.horizonLabel = horizonLabel
    self.grainLabel = grainLabel
    self.stepMilliseconds = stepMilliseconds
    self.origins = origins
    self.times = times
    self.steps = steps
    self.actual = actual
    self.naive = naive
    self.seasonalNaive = seasonalNaive
    self.naiveScores = naiveScores
    self.seasonalNaiveScores = seasonalNaiveScores
    self.seasonLabel = seasonLabel
    self.history = history
    self.historySteps = historySteps
    self.zoneOffsets = zoneOffsets
  }
}
