/// How a run does at the common target, with the predictions behind the scores.
package struct Evaluation: Sendable {
  package var step: Int
  package var epoch: Int
  package var multiplyAdds: Int
  package var scores: Scores
  package var forecast: Forecast?
  package var classes: ClassPredictions?
  /// At validation origins, for choices that may not look at the test part; nil where there are none.
  package var validation: Scores?
  /// A row of the evaluation matrix: the same forecasts scored at every evaluation grain, fine to coarse.
  package var matrix: [GrainScores] = []
  /// What each rung of a joined run forecasts by itself; empty where a run reads one rung.
  package var parts: [PartEvaluation] = []
  /// Accuracy against cost over τ; nil where the run is no cascade.
  package var cascade: CascadeReport?

  package init(
    step: Int, epoch: Int, multiplyAdds: Int, scores: Scores, forecast: Forecast? = nil,
    classes: ClassPredictions? = nil
  ) {
    self.step = step
    self.epoch = epoch
    self.multiplyAdds = multiplyAdds
    self.scores = scores
    self.forecast = forecast
    self.classes = classes
  }
}

/// Scores at one evaluation grain.
package struct GrainScores: Hashable, Sendable {
  /// Of the evaluation grain.
  package var grain: RungID
  package var scores: Scores

  package init(grain: RungID, scores: Scores) {
    self.grain = grain
    self.scores = scores
  }
}

/// One rung's own forecast within a joined run, and what it counts for in the joined one.
package struct PartEvaluation: Sendable {
  package var rung: RungID
  package var scores: Scores
  /// `[origins, steps]` at the evaluation grain, in the target's own units; empty where classes are predicted.
  package var predicted: [Double]
  /// The weight of this rung in the joined forecast, or the share of images that it decides in a cascade; nil where there
  /// is no such number.
  package var weight: Double?

  package init(rung: RungID, scores: Scores, predicted: [Double], weight: Double? = nil) {
    self.rung = rung
    self.scores = scores
    self.predicted = predicted
    self.weight = weight
  }
}

/// Scores on the test part. Which are set depends on the objective.
package struct Scores: Hashable, Sendable {
  /// Test origins of a forecast, or test samples.
  package var count: Int
  /// False with fewer than 20 origins: shown, not ranked.
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
  /// In percent of 0…200.
  package var smape: Double?
  /// What the band around a forecast promised and held; nil where there is none.
  package var band: BandScores?

  package init(
    count: Int, isRanked: Bool, mse: Double? = nil, mae: Double? = nil, rmsse: Double? = nil, mase: Double? = nil,
    skill: Double? = nil, accuracy: Double? = nil, precision: Double? = nil, recall: Double? = nil, f1: Double? = nil,
    rmse: Double? = nil, smape: Double? = nil
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
    self.smape = smape
  }
}

/// A prediction band against what happened.
package struct BandScores: Hashable, Sendable {
  /// The share of actual values it is to hold, within 0…1.
  package var level: Double
  /// The share it held on the test part.
  package var coverage: Double
  /// Validation origins from which its width was taken.
  package var origins: Int

  package init(level: Double, coverage: Double, origins: Int) {
    self.level = level
    self.coverage = coverage
    self.origins = origins
  }
}

/// A run's predictions at every origin of the common target, in the target's own units.
package struct Forecast: Sendable {
  /// `[origins, steps]`, row-major.
  package var predicted: [Double]
  /// Half-width of the band at each step, `[steps]`; empty where there are too few validation origins for one.
  package var band: [Double]

  package init(predicted: [Double], band: [Double]) {
    self.predicted = predicted
    self.band = band
  }
}

package struct ClassPredictions: Sendable {
  /// `[classes, classes]`, row = true class, column = predicted.
  package var confusion: [Int]
  /// One for each class.
  package var figures: [ClassFigures]
  /// One for each test sample, in test order.
  package var predicted: [Int]
  package var probability: [Float]
  /// Of every class, `[samples, classes]`; empty where it is not reported.
  package var probabilities: [Float] = []

  package init(confusion: [Int], figures: [ClassFigures] = [], predicted: [Int], probability: [Float]) {
    self.confusion = confusion
    self.figures = figures
    self.predicted = predicted
    self.probability = probability
  }
}

/// How well one class is distinguished from the others.
package struct ClassFigures: Hashable, Sendable {
  /// Of what was called so, the share that is; 0 where nothing was.
  package var precision: Double
  /// Of what is so, the share that was called so; 0 where nothing is.
  package var recall: Double
  /// The harmonic mean of the two.
  package var f1: Double
  /// Test samples of the class.
  package var count: Int

  package init(precision: Double, recall: Double, f1: Double, count: Int) {
    self.precision = precision
    self.recall = recall
    self.f1 = f1
    self.count = count
  }
}
