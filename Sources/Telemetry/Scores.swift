import Basics

/// Scores on a part. Which are set depends on the task.
package struct Scores: Hashable, Sendable {
  /// Origins of a forecast, or samples.
  package var count: Int
  /// False with fewer origins or samples than ``ScoredPart/leastRanked(_:)``, or where others are scored at more: shown, not ranked.
  package var isRanked: Bool
  package var mse: Double?
  package var mae: Double?
  package var rmsse: Double?
  package var mase: Double?
  /// 1 − MSE / MSE(seasonal naive).
  package var skill: Double?
  package var accuracy: Double?
  /// Macro averages.
  package var precision: Double?
  package var recall: Double?
  package var f1: Double?
  package var rmse: Double?
  /// Of numbers: 1 − Σ(actual − predicted)² / Σ(actual − mean of actual)²; nil where all are alike.
  package var r2: Double?
  /// In percent of 0…200.
  package var smape: Double?
  /// What the band around a forecast promised and held; nil where there is none.
  package var band: BandScores?

  package init(
    count: Int, isRanked: Bool, mse: Double? = nil, mae: Double? = nil, rmsse: Double? = nil, mase: Double? = nil,
    skill: Double? = nil, accuracy: Double? = nil, precision: Double? = nil, recall: Double? = nil, f1: Double? = nil,
    rmse: Double? = nil, r2: Double? = nil, smape: Double? = nil
  ) {
    self.count = count
    self.isRanked = isRanked
    self.mse = mse
    self.mae = mae
    self.rmsse = rmsse
    self.mase = mase
    self.skill = skill
    self.accuracy = accuracy
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.rmse = rmse
    self.r2 = r2
    self.smape = smape
  }
}

extension Scores {
  /// What rungs are ranked by, the less the better: RMSSE, the share of wrong classes, or RMSE in the target's own units.
  package func error(_ task: PredictionTask) -> Double? {
    switch task {
    case .forecast: rmsse
    case .classes: accuracy.map { 1 - $0 }
    case .number: rmse
    }
  }

  /// The first two scores of a rung, as tables have them: RMSSE and skill, accuracy and F1, or RMSE and R².
  package func headlines(_ task: PredictionTask) -> (first: Double?, second: Double?) {
    switch task {
    case .forecast: (rmsse, skill)
    case .classes: (accuracy, f1)
    case .number: (rmse, r2)
    }
  }
}

extension PredictionTask {
  /// What ``Scores/error(_:)`` is called.
  package var errorName: String {
    switch self {
    case .forecast: "RMSSE"
    case .classes: Words.shareOfWrongClasses
    case .number: "RMSE"
    }
  }

  /// An error as coarse as screens show it, by which two rungs are equally good: two decimals of what has no unit, three
  /// digits of what has the target's or is 10 and more.
  package func shown(_ error: Double) -> Double {
    guard error.isFinite, error > 0 else { return error }
    switch self {
    case .forecast where error < 9.995: return (error * 100).rounded() / 100
    // Shown is the share of right ones.
    case .classes: return 1 - ((1 - error) * 100).rounded() / 100
    case .forecast, .number:
      let unit = Elementary.tenTo(Elementary.decimalExponent(error) - 2)
      return (error / unit).rounded() * unit
    }
  }

  /// What ``Scores/headlines(_:)`` are called.
  package var headlineNames: (first: String, second: String) {
    switch self {
    case .forecast: ("RMSSE", "skill")
    case .classes: ("accuracy", "F1")
    case .number: ("RMSE", "R²")
    }
  }
}

/// A prediction band against what happened.
package struct BandScores: Hashable, Sendable {
  /// The share of actual values it is to hold, within 0…1.
  package var level: Double
  /// The share it held; nil where that is not known.
  package var coverage: Double?
  /// Origins that had a band.
  package var origins: Int
  /// From its lower to its upper end, mean over origins and steps, in the target's own units; nil where it is not reported.
  package var width: Double?
  /// Mean of the width and of 2 / (1 − level) times how far values lie outside, the less the better; nil where it is not reported.
  package var intervalScore: Double?

  package init(level: Double, coverage: Double?, origins: Int, width: Double? = nil) {
    self.level = level
    self.coverage = coverage
    self.origins = origins
    self.width = width
  }
}

extension Scores {
  /// So few origins or samples that they say next to nothing.
  package var isThin: Bool { count < ScoredPart.thin }
}
