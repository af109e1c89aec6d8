import Basics

/// What is open: the data, the ladder and the common target. Fixed while the ladder and the horizon are.
package struct SessionInfo: Sendable {
  /// The file's name without folders, not yet cleaned for the screen.
  package var fileName: String
  /// The target column (or `class`).
  package var targetName: String
  /// The axis of the ladder, as `time` or `space`; `rows` where there is none.
  package var axis: String
  /// Fine to coarse.
  package var rungs: [RungInfo]
  /// Recipes that read several rungs; empty where rungs cannot be joined.
  package var joins: [JoinChoice] = []
  package var target: TargetInfo?
  package var classTarget: ClassTargetInfo?
  /// What is done to the data before a model sees them.
  package var policies: [PolicyReport] = []
  /// Columns by what they say about the target, where features were selected.
  package var ranking: FeatureRanking?
  /// What is known of the stream that the data come from; nil where they are a file's.
  package var stream: StreamInfo?
  /// Things the user should know about the data, as `stamps carry no zone and are taken as written`.
  package var remarks: [String]

  package init(
    fileName: String, targetName: String, axis: String, rungs: [RungInfo], target: TargetInfo? = nil,
    classTarget: ClassTargetInfo? = nil, remarks: [String] = []
  ) {
    self.fileName = fileName
    self.targetName = targetName
    self.axis = axis
    self.rungs = rungs
    self.target = target
    self.classTarget = classTarget
    self.remarks = remarks
  }
}

package struct RungInfo: Sendable {
  package var id: RungID
  /// Rows (bins) of the data at this grain.
  package var rows: Int
  /// Why the rung cannot be compared at the common target, as `a day is not a whole number of weeks`; nil where it can.
  package var exclusion: String?
  /// The RMSSE at the common target of a forecast that knew all values at this grain, as a coarse value says nothing of
  /// the shape within it; nil where nothing is lost or nothing is known.
  package var floor: Double?

  package init(id: RungID, rows: Int, exclusion: String? = nil, floor: Double? = nil) {
    self.id = id
    self.rows = rows
    self.exclusion = exclusion
    self.floor = floor
  }
}

/// The one target that all rungs are judged on: the next horizon, at the evaluation grain, at common origins.
package struct TargetInfo: Sendable {
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
  /// The season, as `1w`.
  package var seasonLabel: String
  /// Actual values just before each origin for drawing, `[origins, historySteps]`, oldest first.
  package var history: [Double]
  package var historySteps: Int
  /// Add to an instant to get the wall clock, one an origin; empty where stamps carry no zone.
  package var zoneOffsets: [Int64]

  package init(
    horizonLabel: String, grainLabel: String, stepMilliseconds: Int64, origins: [Instant], times: [Instant],
    steps: Int, actual: [Double], naive: [Double], seasonalNaive: [Double], naiveScores: Scores,
    seasonalNaiveScores: Scores, seasonLabel: String, history: [Double], historySteps: Int, zoneOffsets: [Int64] = []
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

/// The target of a classification: the test samples and their classes.
package struct ClassTargetInfo: Sendable {
  package var classNames: [String]
  /// One for each test sample.
  package var actual: [Int]
  /// Accuracy of always saying the most frequent training class.
  package var majorityAccuracy: Double
  /// Images: values 0…1 of each test sample at the finest grain, `[samples, height, width, channels]`; else empty.
  package var pixels: [Float]
  package var imageHeight: Int
  package var imageWidth: Int
  /// 1 for grey; 3 for red, green and blue.
  package var imageChannels = 1

  package init(
    classNames: [String], actual: [Int], majorityAccuracy: Double, pixels: [Float] = [], imageHeight: Int = 0,
    imageWidth: Int = 0
  ) {
    self.classNames = classNames
    self.actual = actual
    self.majorityAccuracy = majorityAccuracy
    self.pixels = pixels
    self.imageHeight = imageHeight
    self.imageWidth = imageWidth
  }
}

/// A recipe that reads several rungs.
package struct JoinChoice: Hashable, Sendable {
  /// As `coupled`.
  package var recipe: String
  /// One line.
  package var explanation: String

  package init(recipe: String, explanation: String) {
    self.recipe = recipe
    self.explanation = explanation
  }
}
